import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problem, refuse } from '@interlock/base';
import type { ProcessStartResult } from '@interlock/workflow';
import {
  type AgentWorld,
  agentWorld,
  command,
  type FakeConnection,
  fakeRunner,
  killStepOf,
  quiet,
  startStepOf,
  until,
} from '../agent.fakes.ts';

async function coupled(): Promise<AgentWorld & { readonly controller: FakeConnection }> {
  const world = await agentWorld();
  return { ...world, controller: await world.couple() };
}

function kindsOf({ journal }: AgentWorld): readonly string[] {
  return journal.events.map(({ event }) => event.kind);
}

function lastEventOf({ journal }: AgentWorld) {
  return journal.events.at(-1)?.event;
}

function auditOf({ journal }: AgentWorld) {
  return journal.auditRecords.map(({ text }) => JSON.parse(text));
}

function repliesOf({ sent }: FakeConnection) {
  return sent.filter((message) => message.kind === 'reply');
}

const exited = (returnCode: number) => ({ kind: 'exited', returnCode, atMs: 1 }) as const;

test('a step is started after its start is durable, and confirmed then', async () => {
  const world = await coupled();
  world.journal.disk = 'hangs';
  world.controller.say(command(startStepOf()));
  await quiet();
  assert.equal(world.runner.processes.length, 0);
  assert.equal(repliesOf(world.controller).length, 0);
  world.journal.recover();
  await until('it runs', () => world.runner.processes.length === 1);
  assert.equal(repliesOf(world.controller).length, 1);
  assert.equal(kindsOf(world)[0], 'ProcessStarting');
});

test('the life of a step stands in the journal: starting, started, output, end', async () => {
  const world = await coupled();
  world.controller.say(command(startStepOf('a', { environment: { A: 'b' } })));
  await until('it runs', () => world.runner.processes.length === 1);
  const [process] = world.runner.processes;
  assert.deepEqual(process?.request, {
    stepId: 'a'.repeat(22),
    marker: 'a'.repeat(22),
    script: 'echo hello',
    environment: { A: 'b' },
    outputBytesMax: 1_000,
  });
  process?.write('stdout', 'hello\n');
  process?.write('stderr', 'oops\n');
  process?.end(exited(0));
  await until('its end', () => kindsOf(world).includes('ProcessEnded'));
  assert.deepEqual(kindsOf(world), [
    'ProcessStarting',
    'ProcessStarted',
    'OutputWritten',
    'OutputWritten',
    'ProcessEnded',
  ]);
  assert.partialDeepStrictEqual(world.journal.events[1]?.event, { pid: 101, startTime: '7', bootId: 'boot' });
  assert.partialDeepStrictEqual(lastEventOf(world), { outcome: 'succeeded', returnCode: 0 });
  assert.deepEqual(world.runner.forgotten, ['a'.repeat(22)]);
});

test('all output stands before the end, however late it is read', async () => {
  const world = await coupled();
  world.controller.say(command(startStepOf()));
  await until('it runs', () => world.runner.processes.length === 1);
  for (let line = 0; line < 50; line++) world.runner.processes[0]?.write('stdout', `${line}\n`);
  world.runner.processes[0]?.end(exited(0));
  await until('its end', () => kindsOf(world).includes('ProcessEnded'));
  const texts = world.journal.events.map(({ event }) => (event.kind === 'OutputWritten' ? event.text : ''));
  assert.equal(texts.join(''), Array.from({ length: 50 }, (_, line) => `${line}\n`).join(''));
  assert.equal(kindsOf(world).at(-1), 'ProcessEnded');
});

test('the same command again starts nothing: not while it starts, not while it runs, not when it has ended', async () => {
  const world = await coupled();
  const start = startStepOf();
  world.controller.say(command(start));
  world.controller.say(command(start));
  await until('it runs', () => world.runner.processes.length === 1);
  world.controller.say(command(start));
  await until('three replies', () => repliesOf(world.controller).length === 3);
  world.runner.processes[0]?.end(exited(0));
  await until('its end', () => world.runner.forgotten.length === 1);
  world.controller.say(command(start));
  await until('four replies', () => repliesOf(world.controller).length === 4);
  assert.equal(world.runner.processes.length, 1);
  assert.ok(repliesOf(world.controller).every((reply) => reply.problem === undefined));
  assert.equal(kindsOf(world).filter((kind) => kind === 'ProcessStarting').length, 1);
  assert.equal(auditOf(world).filter(({ action }) => action === 'StepStarted').length, 1);
});

const unstarted: readonly [what: string, result: ProcessStartResult, expected: object][] = [
  [
    'a step that the system refuses fails with the reason',
    { kind: 'refused', problem: problem('Internal', 'spawn E2BIG') },
    { outcome: 'failed', message: 'spawn E2BIG' },
  ],
  ['a step over which the launcher died is lost', { kind: 'lost' }, { outcome: 'lost' }],
];
for (const [guarantee, result, expected] of unstarted) {
  test(guarantee, async () => {
    const world = await coupled();
    world.runner.onStart = async () => result;
    world.controller.say(command(startStepOf()));
    await until('its end', () => kindsOf(world).includes('ProcessEnded'));
    assert.deepEqual(kindsOf(world), ['ProcessStarting', 'ProcessEnded']);
    assert.partialDeepStrictEqual(lastEventOf(world), expected);
  });
}

test('a step whose launcher dies while it runs is lost, with the output that was read', async () => {
  const world = await coupled();
  world.controller.say(command(startStepOf()));
  await until('it runs', () => world.runner.processes.length === 1);
  world.runner.processes[0]?.write('stdout', 'half');
  world.runner.processes[0]?.end({ kind: 'lost' });
  await until('its end', () => kindsOf(world).includes('ProcessEnded'));
  assert.deepEqual(kindsOf(world).slice(2), ['OutputWritten', 'ProcessEnded']);
  assert.partialDeepStrictEqual(lastEventOf(world), { outcome: 'lost' });
});

test('return values that can not be read fail the step', async () => {
  const world = await coupled();
  world.controller.say(command(startStepOf()));
  await until('it runs', () => world.runner.processes.length === 1);
  const [process] = world.runner.processes;
  if (process) process.returnValues = refuse(problem('InvalidArguments', 'line 1'));
  process?.end(exited(0));
  await until('its end', () => kindsOf(world).includes('ProcessEnded'));
  assert.partialDeepStrictEqual(lastEventOf(world), { outcome: 'failed', message: 'line 1' });
});

for (const [what, immediately, manner] of [
  ['gently, with its own grace time', false, { kind: 'gracefully', graceMs: 15_000 }],
  ['at once', true, { kind: 'immediately' }],
] as const) {
  test(`a step is killed ${what}, and that is durable before it is confirmed`, async () => {
    const world = await coupled();
    world.controller.say(command(startStepOf()));
    await until('it runs', () => world.runner.processes.length === 1);
    world.controller.say(command(killStepOf('a', { immediately })));
    await until('the reply', () => repliesOf(world.controller).length === 2);
    assert.deepEqual(world.runner.processes[0]?.kills, [manner]);
    assert.equal(world.journal.steps.get('a'.repeat(22))?.ending, 'killed');
    world.runner.processes[0]?.end({ kind: 'signaled', signal: 'SIGTERM', atMs: 1 });
    await until('its end', () => kindsOf(world).includes('ProcessEnded'));
    assert.partialDeepStrictEqual(lastEventOf(world), { outcome: 'killed', signal: 'SIGTERM' });
    assert.partialDeepStrictEqual(auditOf(world).at(-1), {
      action: 'StepKilled',
      actor: { kind: 'account', account: 'JOC/bob' },
      target: { kind: 'step', id: 'a'.repeat(22), folder: '/folder', controllerId: 'controller' },
    });
  });
}

test('a step that is killed before it is launched never runs', async () => {
  const world = await coupled();
  world.journal.disk = 'hangs';
  world.controller.say(command(startStepOf()));
  world.controller.say(command(killStepOf()));
  await quiet();
  world.journal.recover();
  await until('its end', () => kindsOf(world).includes('ProcessEnded'));
  assert.equal(world.runner.processes.length, 0);
  assert.partialDeepStrictEqual(lastEventOf(world), { outcome: 'killed' });
});

test('a step that is killed while it is being launched is killed when it runs', async () => {
  const world = await coupled();
  const { promise, resolve } = Promise.withResolvers<'runs'>();
  world.runner.onStart = () => promise;
  world.controller.say(command(startStepOf()));
  await until('it is confirmed', () => repliesOf(world.controller).length === 1);
  world.controller.say(command(killStepOf('a', { immediately: true })));
  await until('the reply', () => repliesOf(world.controller).length === 2);
  resolve('runs');
  await until('it runs', () => world.runner.processes.length === 1);
  await until('it is killed', () => (world.runner.processes[0]?.kills.length ?? 0) > 0);
});

test('killing a step that is unknown or over does nothing and is confirmed', async () => {
  const world = await coupled();
  world.controller.say(command(killStepOf('z')));
  await until('the reply', () => repliesOf(world.controller).length === 1);
  world.controller.say(command(startStepOf()));
  await until('it runs', () => world.runner.processes.length === 1);
  world.runner.processes[0]?.end(exited(0));
  await until('its end', () => kindsOf(world).includes('ProcessEnded'));
  world.controller.say(command(killStepOf()));
  await until('the reply', () => repliesOf(world.controller).length === 3);
  assert.partialDeepStrictEqual(lastEventOf(world), { outcome: 'succeeded' });
  assert.ok(auditOf(world).every(({ action }) => action !== 'StepKilled'));
});

test('at its timeout a step is ended gently and told as timed out', async () => {
  const world = await coupled();
  world.controller.say(command(startStepOf('a', { timeoutSeconds: 60, graceTimeoutSeconds: 2 })));
  await until('it runs', () => world.runner.processes.length === 1);
  world.time.pass(59_999);
  assert.deepEqual(world.runner.processes[0]?.kills, []);
  world.time.pass(1);
  assert.deepEqual(world.runner.processes[0]?.kills, [{ kind: 'gracefully', graceMs: 2_000 }]);
  world.runner.processes[0]?.end(exited(0));
  await until('its end', () => kindsOf(world).includes('ProcessEnded'));
  assert.partialDeepStrictEqual(lastEventOf(world), { outcome: 'timedOut' });
});

test('a step that ends before its timeout leaves no timer behind', async () => {
  const world = await coupled();
  await quiet();
  const before = world.time.waiting();
  world.controller.say(command(startStepOf('a', { timeoutSeconds: 60 })));
  await until('it runs', () => world.runner.processes.length === 1);
  world.runner.processes[0]?.end(exited(0));
  await until('its end', () => kindsOf(world).includes('ProcessEnded'));
  await quiet();
  assert.equal(world.time.waiting(), before);
});

test('who kills a step that has timed out does not change its outcome', async () => {
  const world = await coupled();
  world.controller.say(command(startStepOf('a', { timeoutSeconds: 1 })));
  await until('it runs', () => world.runner.processes.length === 1);
  world.time.pass(1_000);
  world.controller.say(command(killStepOf('a', { immediately: true })));
  await until('both kills', () => world.runner.processes[0]?.kills.length === 2);
  world.runner.processes[0]?.end({ kind: 'signaled', signal: 'SIGKILL', atMs: 1 });
  await until('its end', () => kindsOf(world).includes('ProcessEnded'));
  assert.partialDeepStrictEqual(lastEventOf(world), { outcome: 'timedOut' });
});

test('a journal that can not be written is one fault, and nothing is confirmed or started', async () => {
  const world = await coupled();
  world.journal.disk = 'fails';
  world.controller.say(command(startStepOf('a')));
  world.controller.say(command(startStepOf('b')));
  await until('the fault', () => world.faults.length > 0);
  await quiet();
  assert.equal(world.faults.length, 1);
  assert.equal(repliesOf(world.controller).length, 0);
  assert.equal(world.runner.processes.length, 0);
});

test('the audit chain names for whom a step runs, a schedule too', async () => {
  const world = await coupled();
  world.controller.say(command(startStepOf('a', { account: 'schedule:/plans/daily' })));
  await until('it runs', () => world.runner.processes.length === 1);
  assert.partialDeepStrictEqual(auditOf(world).at(-1), {
    action: 'StepStarted',
    actor: { kind: 'schedule', account: '/plans/daily' },
    details: { orderId: '#a', jobName: 'job', workflowPath: '/folder/workflow' },
  });
  assert.ok(!JSON.stringify(auditOf(world)).includes('echo hello'));
});

test('a stopping Agent gives scripts at most 3 s, tells them as killed, and closes what it has', async () => {
  const world = await coupled();
  world.controller.say(command(startStepOf('a', { graceTimeoutSeconds: 15 })));
  world.controller.say(command(startStepOf('b', { graceTimeoutSeconds: 1 })));
  await until('both run', () => world.runner.processes.length === 2);
  const stopped = world.agent.stop();
  await until('both are asked to end', () => world.runner.processes.every(({ kills }) => kills.length === 1));
  assert.deepEqual(
    world.runner.processes.map(({ kills }) => kills[0]),
    [
      { kind: 'gracefully', graceMs: 3_000 },
      { kind: 'gracefully', graceMs: 1_000 },
    ],
  );
  for (const process of world.runner.processes) process.end(exited(0));
  await stopped;
  const ends = world.journal.events.flatMap(({ event }) =>
    event.kind === 'ProcessEnded' ? [event.outcome] : [],
  );
  assert.deepEqual(ends, ['killed', 'killed']);
  assert.ok(world.runner.isClosed);
  assert.equal(world.controller.closedWith, 'the Agent stops');
  assert.equal(auditOf(world).at(-1).action, 'ProgramStopped');
  assert.equal(world.checkpoints.at(-1)?.sequence, world.journal.auditRecords.length);
  assert.equal(world.time.waiting(), 0);
  const sent = world.controller.sent.flatMap((message) => (message.kind === 'events' ? message.events : []));
  assert.equal(sent.at(-1)?.id, world.journal.events.at(-1)?.id);
});

test('a step that outlives its grace at the stop is killed hard', async () => {
  const world = await coupled();
  world.controller.say(command(startStepOf()));
  await until('it runs', () => world.runner.processes.length === 1);
  const stopped = world.agent.stop();
  await until('it is asked', () => world.runner.processes[0]?.kills.length === 1);
  world.time.pass(3_500);
  assert.deepEqual(world.runner.processes[0]?.kills[1], { kind: 'immediately' });
  world.runner.processes[0]?.end({ kind: 'signaled', signal: 'SIGKILL', atMs: 1 });
  await stopped;
});

test('a stopping Agent starts nothing, and says so', async () => {
  const world = await coupled();
  world.controller.say(command(startStepOf('a')));
  await until('it runs', () => world.runner.processes.length === 1);
  const stopped = world.agent.stop();
  world.controller.say(command(startStepOf('b')));
  await until('the refusal', () => repliesOf(world.controller).length === 2);
  assert.equal(repliesOf(world.controller)[1]?.problem?.code, 'AgentUnreachable');
  assert.equal(world.runner.processes.length, 1);
  world.runner.processes[0]?.end(exited(0));
  await stopped;
});

test('after a crash a step without end is lost, told once, and never started again', async () => {
  const before = await coupled();
  before.controller.say(command(startStepOf()));
  await until('it runs, and that was written', () => {
    before.time.pass(20);
    return before.journal.steps.get('a'.repeat(22))?.identity !== undefined;
  });
  const after = await agentWorld({ journal: before.journal });
  assert.deepEqual(after.runner.asked, [
    {
      stepId: 'a'.repeat(22),
      marker: 'a'.repeat(22),
      identity: { bootId: 'boot', pid: 101, startTime: '7' },
    },
  ]);
  assert.partialDeepStrictEqual(lastEventOf(after), { kind: 'ProcessEnded', outcome: 'lost' });
  assert.deepEqual(after.agent.recovered, { lostCount: 1, endedCount: 0, killedProcessCount: 0 });
  const controller = await after.couple();
  controller.say(command(startStepOf()));
  await until('the reply', () => repliesOf(controller).length === 1);
  assert.equal(after.runner.processes.length, 0);
  const third = await agentWorld({ journal: before.journal });
  assert.deepEqual(third.runner.asked, []);
});

test('after a crash an end that the launcher kept is the end', async () => {
  const before = await coupled();
  before.controller.say(command(startStepOf()));
  await until('it runs', () => before.runner.processes.length === 1);
  const runner = fakeRunner();
  runner.found.set('a'.repeat(22), { end: exited(0), returnValues: { ok: true, value: { x: 'y' } } });
  const after = await agentWorld({ journal: before.journal, runner });
  assert.partialDeepStrictEqual(lastEventOf(after), { outcome: 'succeeded', returnValues: { x: 'y' } });
  assert.equal(after.agent.recovered.endedCount, 1);
});

test('after a crash a step that was being killed is killed', async () => {
  const before = await coupled();
  before.controller.say(command(startStepOf()));
  await until('it runs', () => before.runner.processes.length === 1);
  before.controller.say(command(killStepOf()));
  await until('the reply', () => repliesOf(before.controller).length === 2);
  const after = await agentWorld({ journal: before.journal });
  assert.partialDeepStrictEqual(lastEventOf(after), { outcome: 'killed' });
});
