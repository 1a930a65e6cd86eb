import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ControllerMessage } from '@interlock/node-api';
import {
  agentWorld,
  command,
  type FakeConnection,
  fakeCertificate,
  fakeConnection,
  killStepOf,
  quiet,
  startStepOf,
  until,
} from '../agent.fakes.ts';

function eventIdsOf({ sent }: FakeConnection): readonly number[] {
  return sent.flatMap((message) => (message.kind === 'events' ? message.events.map(({ id }) => id) : []));
}

const hello: ControllerMessage = {
  kind: 'hello',
  version: 1,
  controllerId: 'controller',
  journalId: 'j'.repeat(22),
  afterEventId: 0,
};

/** A world in which one step has ended: events 1 starting, 2 started, 3 output, 4 ended. */
async function worldWithStep() {
  const world = await agentWorld();
  const controller = await world.couple();
  controller.say(command(startStepOf()));
  await until('it runs', () => world.runner.processes.length === 1);
  world.runner.processes[0]?.write('stdout', 'x');
  world.runner.processes[0]?.end({ kind: 'exited', returnCode: 0, atMs: 1 });
  await until('its end is sent', () => eventIdsOf(controller).includes(4));
  await until('its folder is gone', () => world.runner.forgotten.length === 1);
  return { ...world, controller };
}

test('the Agent answers a hello with its journal, and then the head of its audit chain', async () => {
  const { couple } = await agentWorld();
  const { sent } = await couple();
  assert.deepEqual(sent[0], {
    kind: 'welcome',
    version: 1,
    agentId: 'agent',
    journalId: 'j'.repeat(22),
    lastEventId: 0,
  });
  assert.equal(sent[1]?.kind, 'auditHead');
});

test('events come in order and each once, those of before and those that happen', async () => {
  const { controller, couple } = await worldWithStep();
  assert.deepEqual(eventIdsOf(controller), [1, 2, 3, 4]);
  const again = await couple(2);
  await until('the rest', () => eventIdsOf(again).length === 2);
  assert.deepEqual(eventIdsOf(again), [3, 4]);
});

test('what is acknowledged is forgotten, the step with it; what is not stays', async () => {
  const { controller, journal } = await worldWithStep();
  controller.say({ kind: 'ack', eventId: 3 });
  await until('three are forgotten', () => journal.events.length === 1);
  assert.equal(journal.steps.size, 1);
  controller.say({ kind: 'ack', eventId: 4 });
  await until('all are forgotten', () => journal.events.length === 0);
  assert.equal(journal.steps.size, 0);
});

test('a hello acknowledges what stands before it', async () => {
  const { couple, journal } = await worldWithStep();
  await couple(4);
  await until('all are forgotten', () => journal.events.length === 0);
});

test('while the Controller is away the Agent goes on, and tells it later', async () => {
  const world = await agentWorld();
  const controller = await world.couple();
  controller.say(command(startStepOf()));
  await until('it runs', () => world.runner.processes.length === 1);
  controller.cut();
  world.runner.processes[0]?.end({ kind: 'exited', returnCode: 0, atMs: 1 });
  await until('its end', () => world.journal.events.length === 3);
  const again = await world.couple();
  await until('all', () => eventIdsOf(again).length === 3);
});

test('a new connection replaces the old one, whose commands no longer count', async () => {
  const world = await agentWorld();
  const old = await world.couple();
  const young = await world.couple();
  assert.equal(old.closedWith, 'a new connection took its place');
  old.say(command(startStepOf()));
  await quiet();
  assert.equal(world.runner.processes.length, 0);
  young.say(command(startStepOf()));
  await until('it runs', () => world.runner.processes.length === 1);
});

const refusals: readonly [what: string, hello: Partial<typeof hello>, reason: RegExp][] = [
  ['of another version', { version: 2 }, /version 1.*2/],
  ['that knows another journal', { journalId: 'k'.repeat(22) }, /another one/],
  ['that has read more than there is', { afterEventId: 5 }, /older than what the Controller has read/],
];
for (const [what, change, reason] of refusals) {
  test(`a Controller ${what} is refused with the reason, and gets no events`, async () => {
    const { agent, journal } = await worldWithStep();
    const connection = fakeConnection();
    agent.connected(connection, fakeCertificate());
    connection.say({ ...hello, ...change } as ControllerMessage);
    await until('the refusal', () => connection.closedWith !== undefined);
    const [refused] = connection.sent;
    assert.match(refused?.kind === 'refused' ? refused.problem.message : '', reason);
    assert.deepEqual(eventIdsOf(connection), []);
    const last = JSON.parse(journal.auditRecords.at(-1)?.text ?? '');
    assert.partialDeepStrictEqual(last, { action: 'ControllerCoupled', outcome: 'refused' });
  });
}

test('a Controller that was put back to before what it has acknowledged is refused', async () => {
  const { agent, controller, journal } = await worldWithStep();
  controller.say({ kind: 'ack', eventId: 4 });
  await until('all are forgotten', () => journal.events.length === 0);
  const connection = fakeConnection();
  agent.connected(connection, fakeCertificate());
  connection.say({ ...hello, afterEventId: 2 } as ControllerMessage);
  await until('the refusal', () => connection.closedWith !== undefined);
  assert.equal(connection.sent[0]?.kind, 'refused');
});

test('a Controller that has abandoned the Agent, and so names no journal, gets what is still there', async () => {
  const { agent, controller, journal } = await worldWithStep();
  controller.say({ kind: 'ack', eventId: 2 });
  await until('two are forgotten', () => journal.events.length === 2);
  const connection = fakeConnection();
  agent.connected(connection, fakeCertificate());
  connection.say({ kind: 'hello', version: 1, controllerId: 'controller', afterEventId: 0 });
  await until('the events', () => eventIdsOf(connection).length === 2);
  assert.deepEqual(eventIdsOf(connection), [3, 4]);
});

const breaches: readonly [what: string, messages: readonly ControllerMessage[], reason: string][] = [
  ['a command before the hello', [command(killStepOf())], 'a hello has to come first'],
  ['an acknowledgement before the hello', [{ kind: 'ack', eventId: 0 }], 'a hello has to come first'],
  ['a second hello', [hello, hello], 'a hello comes once'],
  [
    'an acknowledgement of what was never sent',
    [hello, { kind: 'ack', eventId: 99 }],
    'an event was acknowledged that was never sent',
  ],
];
for (const [what, messages, reason] of breaches) {
  test(`${what} ends the connection`, async () => {
    const { agent, faults } = await agentWorld();
    const connection = fakeConnection();
    agent.connected(connection, fakeCertificate());
    for (const message of messages) connection.say(message);
    await until('it is closed', () => connection.closedWith !== undefined);
    assert.equal(connection.closedWith, reason);
    assert.deepEqual(faults, []);
  });
}

test('couplings stand in the audit chain', async () => {
  const { couple, journal } = await agentWorld();
  await couple();
  assert.partialDeepStrictEqual(JSON.parse(journal.auditRecords.at(-1)?.text ?? ''), {
    action: 'ControllerCoupled',
    actor: { kind: 'program', account: 'controller' },
    outcome: 'succeeded',
  });
});

test('a Controller that takes slowly is waited for', async () => {
  const world = await worldWithStep();
  const slow = fakeConnection();
  const room = Promise.withResolvers<boolean>();
  const { send } = slow;
  let asked = 0;
  const connection = {
    ...slow,
    send(message: Parameters<typeof send>[0]) {
      void send(message);
      return message.kind === 'events' && ++asked === 1 ? room.promise : Promise.resolve(true);
    },
  };
  world.agent.connected(connection, fakeCertificate());
  slow.say(hello);
  await until('the first events', () => asked === 1);
  slow.say(command(startStepOf('b')));
  await until('it runs', () => world.runner.processes.length === 2);
  await quiet();
  assert.equal(asked, 1);
  room.resolve(true);
  await until('the rest', () => asked === 2);
});

test('a Controller that names no journal has given up the steps that run, and they are killed with their grace time', async () => {
  const { agent, couple, journal, runner } = await agentWorld();
  const controller = await couple();
  controller.say(command(startStepOf('a', { graceTimeoutSeconds: 7 })));
  await until('it runs', () => runner.processes.length === 1);
  const again = await couple();
  assert.deepEqual(runner.processes[0]?.kills, [], 'a Controller that knows the journal wants them on');
  again.cut();
  const connection = fakeConnection();
  agent.connected(connection, fakeCertificate());
  connection.say({ kind: 'hello', version: 1, controllerId: 'controller', afterEventId: 0 });
  await until('the welcome', () => connection.sent[0]?.kind === 'welcome');
  assert.deepEqual(runner.processes[0]?.kills, [{ kind: 'gracefully', graceMs: 7_000 }]);
  const killed = journal.auditRecords.map(({ text }) => JSON.parse(text)).at(-1);
  assert.partialDeepStrictEqual(killed, {
    action: 'StepKilled',
    actor: { kind: 'program', account: 'controller' },
    details: { orderId: '#a', agentAbandoned: true },
  });
  // The Agent is there for whatever comes new.
  connection.say(command(startStepOf('b')));
  await until('it runs', () => runner.processes.length === 2);
  assert.deepEqual(runner.processes[1]?.kills, []);
});

function replyIn({ sent }: FakeConnection) {
  return sent.findLast((message) => message.kind === 'reply');
}

test('the Controller gets the certificate request where the certificate is due', async () => {
  const { certificate, couple } = await agentWorld();
  const controller = await couple();
  controller.say(command({ kind: 'RenewCertificate', all: false }));
  await until('the answer', () => replyIn(controller) !== undefined);
  assert.deepEqual(replyIn(controller)?.certificateRequest, { csr: 'csr', expiresAtMs: 7 });
  certificate.isDue = false;
  const later = await couple();
  later.say(command({ kind: 'RenewCertificate', all: false }));
  await until('the answer', () => replyIn(later) !== undefined);
  assert.deepEqual(Object.keys(replyIn(later) ?? {}), ['kind', 'requestId']);
});

test('a certificate is confirmed when it is installed and the audit record is durable, and refused with the reason', async () => {
  const { certificate, couple, journal } = await agentWorld();
  const controller = await couple();
  journal.disk = 'hangs';
  controller.say(command({ kind: 'InstallCertificate', certificate: 'new', ca: 'ca' }));
  await until('it is installed', () => certificate.installed.length === 1);
  await quiet();
  assert.equal(replyIn(controller), undefined);
  journal.recover();
  await until('the answer', () => replyIn(controller) !== undefined);
  assert.equal(replyIn(controller)?.problem, undefined);
  controller.say(command({ kind: 'InstallCertificate', certificate: 'bad', ca: 'ca' }));
  await until('the refusal', () => replyIn(controller)?.problem?.code === 'CertificateRefused');
  const entries = journal.auditRecords.map(({ text }) => JSON.parse(text)).slice(-2);
  const target = { kind: 'certificate', id: 'agentServer:agent' };
  const actor = { kind: 'program', account: 'controller' };
  const action = 'CertificatesInstalled';
  assert.partialDeepStrictEqual(entries, [
    { action, actor, target, outcome: 'succeeded', details: { expiresAtMs: 8 } },
    { action, actor, target, outcome: 'refused', reasonCode: 'CertificateRefused' },
  ]);
});
