import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unwrap } from '@interlock/base';
import {
  type AgentCommand,
  type AgentMessage,
  messageBytesMax,
  outputTextLengthMax,
  type StampedAgentEvent,
} from '@interlock/node-api';
import { fakeCa, fakeSigner, within } from '../loopback-fakes.ts';
import type { SignToken } from '../security.ts';
import { agentUri, controllerUri, type Hop3World, hop3World, next, step } from './hop3.fakes.ts';

const hello = { kind: 'hello', version: 1, controllerId: 'controller', afterEventId: 0 } as const;
const output = (id: number, length = 10): StampedAgentEvent => ({
  id,
  atMs: 1,
  event: {
    kind: 'OutputWritten',
    stepId: step.stepId,
    stream: 'stdout',
    offset: 0,
    text: 'x'.repeat(length),
  },
});

test('both ends know each other and speak in order', async (t) => {
  const world = await hop3World(t);
  const { ours, theirs } = await world.pair();
  assert.deepEqual([ours.peerId, theirs.peerId], ['agent', 'controller']);
  assert.deepEqual(
    [ours.thumbprint, theirs.thumbprint],
    [world.agent.thumbprint, world.controller.thumbprint],
  );
  await ours.send(hello);
  for (let eventId = 1; eventId <= 500; eventId++) await ours.send({ kind: 'ack', eventId });
  const seen: number[] = [];
  for await (const message of theirs.received) {
    if (message.kind === 'ack') seen.push(message.eventId);
    if (seen.length === 500) break;
  }
  assert.deepEqual(
    seen,
    Array.from({ length: 500 }, (_, at) => at + 1),
  );
});

test('a command with a token of its own comes through, once', async (t) => {
  const world = await hop3World(t);
  const { ours, theirs } = await world.pair();
  const token = unwrap(world.dialler().commandToken('agent', step));
  await ours.send({ kind: 'command', requestId: 1, token, body: step });
  const got = await next(theirs.received);
  assert.deepEqual(got.kind === 'command' && got.body, step);
  await ours.send({ kind: 'command', requestId: 2, token, body: step });
  const answer = await next(ours.received);
  assert.deepEqual(
    [answer.kind, answer.kind === 'reply' && answer.problem?.code],
    ['reply', 'HopTokenRefused'],
  );
  assert.equal(world.refusals.at(-1)?.act, 'StartStep');
});

const wrongCommands: readonly (readonly [
  string,
  (world: Hop3World) => SignToken | Promise<SignToken>,
  object,
])[] = [
  ['a changed script', ({ controller }) => fakeSigner(controller), { script: 'rm -rf /' }],
  ['another order', ({ controller }) => fakeSigner(controller, (c) => ({ ...c, order: '#2' })), {}],
  ['another job', ({ controller }) => fakeSigner(controller, (c) => ({ ...c, job: 'other' })), {}],
  ['another account', ({ controller }) => fakeSigner(controller, (c) => ({ ...c, sub: 'JOC/eve' })), {}],
  ['another act', ({ controller }) => fakeSigner(controller, (c) => ({ ...c, act: 'KillStep' })), {}],
  ['another Agent', ({ controller }) => fakeSigner(controller, (c) => ({ ...c, aud: 'agent2' })), {}],
  ['another certificate', async ({ ca }) => fakeSigner(await ca.issue(controllerUri, 'client')), {}],
  [
    'a past time',
    ({ controller }) => fakeSigner(controller, (c) => ({ ...c, iat: c.iat - 900, exp: c.exp - 900 })),
    {},
  ],
];

test('a token made for anything else starts nothing', async (t) => {
  const world = await hop3World(t);
  const { ours, theirs } = await world.pair();
  const handedOn: unknown[] = [];
  void (async () => {
    for await (const message of theirs.received) handedOn.push(message);
  })();
  for (const [at, [what, signer, change]] of wrongCommands.entries()) {
    const token = unwrap(world.dialler({ signToken: await signer(world) }).commandToken('agent', step));
    await ours.send({ kind: 'command', requestId: at + 1, token, body: { ...step, ...change } });
    const answer = await next(ours.received);
    assert.equal(answer.kind === 'reply' && answer.problem?.code, 'HopTokenRefused', what);
  }
  assert.deepEqual(handedOn, []);
});

const install = { kind: 'InstallCertificate', certificate: 'leaf', ca: 'ca' } as const;

test('a command about the certificate names the Controller itself, and its token is good for that body alone', async (t) => {
  const world = await hop3World(t);
  const { ours, theirs } = await world.pair();
  const token = unwrap(world.dialler().commandToken('agent', install));
  await ours.send({ kind: 'command', requestId: 1, token, body: install });
  const got = await next(theirs.received);
  assert.deepEqual(got.kind === 'command' && got.body, install);
  const { controller } = world;
  const wrong: readonly (readonly [what: string, signToken: SignToken, body: AgentCommand])[] = [
    ['another certificate', fakeSigner(controller), { ...install, certificate: 'other' }],
    ['another CA', fakeSigner(controller), { ...install, ca: 'other' }],
    ['another account', fakeSigner(controller, (c) => ({ ...c, sub: 'JOC/eve' })), install],
    ['another act', fakeSigner(controller, (c) => ({ ...c, act: 'RenewCertificate' })), install],
  ];
  for (const [at, [what, signToken, body]] of wrong.entries()) {
    const forged = unwrap(world.dialler({ signToken }).commandToken('agent', install));
    await ours.send({ kind: 'command', requestId: at + 2, token: forged, body });
    const answer = await next(ours.received);
    assert.equal(answer.kind === 'reply' && answer.problem?.code, 'HopTokenRefused', what);
  }
});

test('a dialler with the wrong role, id, usage, CA or token gets no connection and hears why', async (t) => {
  const world = await hop3World(t);
  const strange = await fakeCa();
  for (const identity of [
    await world.ca.issue('interlock://cockpit.test/controller', 'client'),
    await world.ca.issue('interlock://controller.test/other', 'client'),
    await world.ca.issue(controllerUri, 'server'),
    await strange.issue(controllerUri, 'client'),
  ]) {
    const refused = await world.dial({ tls: () => identity, signToken: fakeSigner(identity) });
    assert.match(refused.ok ? '' : refused.problem.message, /is not that of/, identity.uri);
  }
  const twin = await world.ca.issue(controllerUri, 'client');
  const stolen = await world.dial({ signToken: fakeSigner(twin) });
  assert.match(stolen.ok ? '' : stolen.problem.message, /another certificate/);
  const wrongAct = await world.dial({
    signToken: fakeSigner(world.controller, (c) => ({ ...c, act: 'StartStep' })),
  });
  assert.equal(wrongAct.ok ? '' : wrongAct.problem.code, 'HopTokenRefused');
  assert.deepEqual(world.connections, []);
  assert.equal(world.refusals.length, 6);
});

test('a token for the connection opens one connection', async (t) => {
  const world = await hop3World(t);
  const signToken = fakeSigner(world.controller, (claims) => ({ ...claims, jti: 'A'.repeat(22) }));
  assert.ok((await world.dial({ signToken })).ok);
  const again = await world.dial({ signToken });
  assert.equal(again.ok ? '' : again.problem.code, 'HopTokenRefused');
});

test('a dialler speaks to no server with the wrong role, id, usage or CA', async (t) => {
  const world = await hop3World(t);
  const strange = await fakeCa();
  for (const check of [
    world.ca.check('interlock://controller.test/agent', 'server'),
    world.ca.check('interlock://agent.other.test/agent', 'server'),
    world.ca.check(agentUri, 'client'),
    strange.check(agentUri, 'server'),
  ]) {
    const refused = await world.dial({ peersOf: () => check });
    assert.equal(refused.ok ? '' : refused.problem.code, 'CertificateRefused');
  }
  assert.deepEqual(world.refusals, []);
});

test('an Agent that is not there is unreachable', async (t) => {
  const world = await hop3World(t);
  const target = { agentId: 'agent', address: '127.0.0.1:1' };
  const answer = await world.dialler().dial(target, new AbortController().signal);
  assert.equal(answer.ok ? '' : answer.problem.code, 'AgentUnreachable');
  const given = await world.dialler().dial({ ...target, address: world.server.address }, AbortSignal.abort());
  assert.equal(given.ok ? '' : given.problem.code, 'AgentUnreachable');
});

test('a new connection takes the place of the old one', async (t) => {
  const world = await hop3World(t);
  const first = await world.pair();
  const second = await world.pair();
  assert.equal((await within(first.ours.closed, 'the end')).by, 'them');
  assert.equal((await within(first.theirs.closed, 'the end')).by, 'us');
  assert.ok(await second.ours.send(hello));
  assert.equal(await first.ours.send(hello), false);
});

test('a revoked certificate ends the open connection at the next message, or at once', async (t) => {
  const world = await hop3World(t);
  const first = await world.pair();
  world.serverCheck.revoked.add(world.controller.thumbprint);
  await first.ours.send(hello);
  assert.match((await within(first.theirs.closed, 'the end')).reason, /revoked/);
  world.serverCheck.revoked.clear();
  const second = await world.pair();
  world.server.cut(world.controller.thumbprint);
  await within(second.ours.closed, 'the cut');
  const dialler = world.dialler();
  const target = { agentId: 'agent', address: world.server.address };
  const third = unwrap(await dialler.dial(target, new AbortController().signal));
  dialler.cut(world.agent.thumbprint, 'revoked');
  assert.deepEqual(await within(third.closed, 'the cut'), { by: 'us', reason: 'revoked' });
});

test('what breaks the rules ends the connection, and the next one is welcome', async (t) => {
  const world = await hop3World(t);
  const bad: readonly unknown[] = [
    { kind: 'shutdown' },
    { ...hello, admin: true },
    { ...hello, controllerId: 'other' },
    JSON.parse('{"kind":"ack","eventId":1,"__proto__":{}}'),
    'x'.repeat(messageBytesMax - 10),
    [[[]]],
  ];
  for (const message of bad) {
    const { ours, theirs } = await world.pair();
    await ours.send(message as typeof hello);
    await within(theirs.closed, `the end after ${JSON.stringify(message).slice(0, 80)}`);
    await within(ours.closed, 'the end here');
  }
  assert.ok(await (await world.pair()).ours.send(hello));
});

test('a message beyond the limit is not sent', async (t) => {
  const world = await hop3World(t);
  const { theirs } = await world.pair();
  const events = Array.from({ length: 20 }, (_, at) => output(at + 1, outputTextLengthMax));
  await assert.rejects(theirs.send({ kind: 'events', events }), RangeError);
});

test('a reader that takes nothing makes the sender wait, and then gets all of it', async (t) => {
  const world = await hop3World(t);
  const { ours, theirs } = await world.pair();
  let sent = 0;
  const total = 300;
  const message = (id: number): AgentMessage => ({
    kind: 'events',
    events: [output(id * 2 - 1, outputTextLengthMax), output(id * 2, outputTextLengthMax)],
  });
  const sending = (async () => {
    for (let id = 1; id <= total; id++) {
      await theirs.send(message(id));
      sent++;
    }
  })();
  for (let before = -1; before !== sent; ) {
    before = sent;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.ok(sent < total, 'the sender waits');
  const ids: number[] = [];
  for await (const got of ours.received) {
    if (got.kind === 'events') ids.push(...got.events.map((event) => event.id));
    if (ids.length === total * 2) break;
  }
  await sending;
  assert.deepEqual(
    ids,
    Array.from({ length: total * 2 }, (_, at) => at + 1),
  );
});
