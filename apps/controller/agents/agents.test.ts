import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unwrap } from '@interlock/base';
import {
  addOrder,
  type ControllerWorld,
  controllerWorld,
  deploy,
  kindsIn,
  standOf,
  tryControllerWorld,
  turns,
  until,
} from '../controller.fakes.ts';
import { memoryJournal } from '../engine/memory-journal.ts';
import { type FakeAgent, fakeAgent, runOn, succeedAtOnce } from './fake-agent.ts';

async function couplingOf(world: ControllerWorld, agentId = 'agent') {
  const { agents } = unwrap(await world.call('agents', {}));
  return agents.find((agent) => agent.agentId === agentId);
}

async function runningOrder(world: ControllerWorld, agent: FakeAgent): Promise<string> {
  await deploy(world);
  unwrap(await addOrder(world));
  await until(
    () => agent.begun.length === 1 && kindsIn(world.journal).includes('OrderStepStarted'),
    'the step',
  );
  return agent.begun[0]?.stepId ?? '';
}

test('an order runs its steps at the Agent, and its output stands in the journal once', async (t) => {
  const world = await controllerWorld(t);
  await deploy(world, ['one', 'two', 'three']);
  unwrap(await addOrder(world));
  await until(() => standOf(world) === 'finished', 'the end');
  const agent = world.agents.get('agent');
  assert.deepEqual(
    agent?.begun.map((step) => step.jobName),
    ['one', 'two', 'three'],
  );
  assert.equal(agent?.begun[0]?.account, 'JOC/alice');
  assert.equal(kindsIn(world.journal).filter((kind) => kind === 'OrderOutputWritten').length, 3);
});

test('events are acknowledged when they are durable, and not before', async (t) => {
  const agent = fakeAgent('agent', runOn);
  const world = await controllerWorld(t, { agents: [['agent', agent]] });
  const stepId = await runningOrder(world, agent);
  await until(() => agent.acked() === 2, 'the acknowledgement');
  world.journal.hold();
  agent.end(stepId);
  await turns();
  assert.equal(agent.acked(), 2);
  world.journal.letGo();
  await until(() => agent.acked() === 3, 'the acknowledgement');
});

test('events that come twice mean nothing the second time', async (t) => {
  const world = await controllerWorld(t);
  const agent = world.agents.get('agent');
  await deploy(world);
  unwrap(await addOrder(world));
  await until(() => standOf(world) === 'finished', 'the end');
  await until(() => agent?.acked() === 4, 'the acknowledgement');
  const before = kindsIn(world.journal).length;
  agent?.repeat(4);
  await turns();
  assert.equal(kindsIn(world.journal).length, before);
  assert.equal(agent?.isConnected(), true);
});

test('a gap in the events ends the connection, and nothing of it counts', async (t) => {
  const agent = fakeAgent('agent', runOn);
  const world = await controllerWorld(t, { agents: [['agent', agent]] });
  const stepId = await runningOrder(world, agent);
  await until(() => agent.acked() === 2, 'the acknowledgement');
  const ended = {
    kind: 'ProcessEnded',
    stepId,
    outcome: 'succeeded',
    returnValues: {},
    droppedBytes: 0,
  } as const;
  agent.sendRaw([{ id: 99, atMs: 1, event: ended }]);
  await until(() => kindsIn(world.journal).includes('AgentLost'), 'the end of the connection');
  assert.equal(standOf(world), 'processing');
});

test('while the Agent is away its order waits, and what it has done comes when it is back', async (t) => {
  const agent = fakeAgent('agent', runOn);
  const world = await controllerWorld(t, { agents: [['agent', agent]] });
  const stepId = await runningOrder(world, agent);
  agent.go();
  await until(() => kindsIn(world.journal).includes('AgentLost'), 'the loss');
  agent.end(stepId);
  await turns();
  assert.equal(standOf(world), 'processing');
  assert.equal((await couplingOf(world))?.state === 'coupled', false);
  agent.come();
  await until(() => standOf(world) === 'finished', 'the end');
  assert.equal(agent.begun.length, 1);
});

test('an answer that is lost makes the command come again, and the step is begun once', async (t) => {
  const agent = fakeAgent('agent', () => undefined);
  const world = await controllerWorld(t, { agents: [['agent', agent]] });
  await deploy(world);
  await until(() => agent.isConnected(), 'the connection');
  agent.withhold();
  unwrap(await addOrder(world));
  await until(() => agent.begun.length === 1, 'the step');
  agent.go();
  agent.come();
  await until(() => agent.commands.length >= 2, 'the second command');
  assert.equal(agent.begun.length, 1);
  agent.end(agent.begun[0]?.stepId ?? '');
  await until(() => standOf(world) === 'finished', 'the end');
});

test('an Agent with another journal is refused with the reason, and its steps stay unknown until it is abandoned', async (t) => {
  const agent = fakeAgent('agent', runOn);
  const world = await controllerWorld(t, { agents: [['agent', agent]] });
  await runningOrder(world, agent);
  agent.go();
  agent.reset('B'.repeat(22));
  agent.come();
  await until(() => agent.isConnected() === false, 'the refusal');
  await turns();
  const refused = await couplingOf(world);
  assert.match(refused?.problem?.message ?? '', /another journal.*abandon the Agent/);
  assert.equal(standOf(world), 'processing');
  unwrap(await world.call('abandon-agent', { agentId: 'agent' }));
  await until(() => standOf(world) === 'failed', 'the failure');
  await until(() => agent.isConnected(), 'the new coupling');
  await turns();
  assert.equal((await couplingOf(world))?.state, 'coupled');
});

test('an Agent whose journal was put back is refused with the reason', async (t) => {
  const agent = fakeAgent('agent', runOn);
  const world = await controllerWorld(t, { agents: [['agent', agent]] });
  await runningOrder(world, agent);
  await until(() => agent.acked() === 2, 'the acknowledgement');
  agent.go();
  agent.rollBack(1);
  agent.come();
  await turns();
  assert.match((await couplingOf(world))?.problem?.message ?? '', /ends at event 1.*older copy/);
});

test('an Agent speaks of its own steps alone', async (t) => {
  const agent = fakeAgent('agent', runOn);
  const other = fakeAgent('other');
  const world = await controllerWorld(t, {
    agents: [
      ['agent', agent],
      ['other', other],
    ],
  });
  const stepId = await runningOrder(world, agent);
  unwrap(await world.call('register-agent', { agentId: 'other', address: '127.0.0.1:4447' }));
  await until(() => other.isConnected(), 'the other Agent');
  other.end(stepId);
  await until(() => other.acked() === 1, 'the acknowledgement');
  assert.equal(standOf(world), 'processing');
});

test('an order that is cancelled with kill has its step killed, and again after a reconnection', async (t) => {
  const agent = fakeAgent('agent', runOn);
  const world = await controllerWorld(t, { agents: [['agent', agent]] });
  const stepId = await runningOrder(world, agent);
  unwrap(await world.call('cancel-orders', { orderIds: ['o1'], mode: 'kill' }));
  await until(() => agent.killed.length === 1, 'the kill');
  const [kill] = agent.killed;
  assert.deepEqual(kill, {
    kind: 'KillStep',
    stepId,
    orderId: 'o1',
    jobName: 'job',
    immediately: false,
    account: 'JOC/alice',
  });
  agent.go();
  agent.come();
  await until(() => agent.killed.length === 2, 'the second kill');
  agent.end(stepId, 'killed');
  await until(() => standOf(world) === 'cancelled', 'the cancellation');
});

test('a command that the Agent refuses for now is asked again', async (t) => {
  const agent = fakeAgent('agent', succeedAtOnce);
  const world = await controllerWorld(t, { agents: [['agent', agent]], ports: { retryMs: 1 } });
  await deploy(world);
  agent.refuseCommands(3);
  unwrap(await addOrder(world));
  await until(() => standOf(world) === 'finished', 'the end');
  assert.equal(agent.begun.length, 1);
});

test('an Agent that is given another address is dialled there', async (t) => {
  const agent = fakeAgent('agent');
  const dialled: string[] = [];
  const watched: FakeAgent = {
    ...agent,
    dial: (target, signal) => {
      dialled.push(target.address);
      return agent.dial(target, signal);
    },
  };
  const world = await controllerWorld(t, { agents: [['agent', watched]] });
  await deploy(world);
  await until(() => dialled.length === 1, 'the first dial');
  unwrap(await world.call('register-agent', { agentId: 'agent', address: '127.0.0.1:9999' }));
  await until(() => dialled.includes('127.0.0.1:9999'), 'the second dial');
});

test('a crash after any commit changes neither the outcome nor how often a step is begun', async (t) => {
  const jobNames = ['one', 'two'];
  const rehearsal = await controllerWorld(t);
  await deploy(rehearsal, jobNames);
  unwrap(await addOrder(rehearsal));
  await until(() => standOf(rehearsal) === 'finished', 'the end');
  const commits = rehearsal.journal.commits();
  assert.ok(commits > 8);
  for (let crash = 0; crash <= commits; crash++) await crashAfter(crash, jobNames);
});

// The same orders, with a Controller that dies after so many commits, and one that goes on with what was durable.
async function crashAfter(crash: number, jobNames: readonly string[]): Promise<void> {
  const agent = fakeAgent('agent');
  const firstJournal = memoryJournal();
  firstJournal.crashAfter(crash);
  const first = startAgainst(firstJournal, agent, jobNames);
  await Promise.race([firstJournal.crashed, first.done]);
  first.end();
  const second = startAgainst(memoryJournal(firstJournal.durable()), agent, jobNames);
  const world = await second.done;
  assert.equal(standOf(world), 'finished', `after a crash at ${crash}`);
  assert.deepEqual(
    agent.begun.map((step) => step.jobName),
    jobNames,
    `after a crash at ${crash}`,
  );
  const kinds = kindsIn(world.journal);
  assert.equal(kinds.filter((kind) => kind === 'OrderOutputWritten').length, 2, `after a crash at ${crash}`);
  second.end();
}

function startAgainst(
  journal: ReturnType<typeof memoryJournal>,
  agent: FakeAgent,
  jobNames: readonly string[],
) {
  const ended = Promise.withResolvers<() => void>();
  const run = async (): Promise<ControllerWorld> => {
    const world = unwrap(await tryControllerWorld({ journal, agents: [['agent', agent]] }));
    ended.resolve(world.end);
    // What the client does that got no answer: it asks again.
    await deploy(world, jobNames);
    unwrap(await addOrder(world));
    await until(() => standOf(world) === 'finished', 'the end');
    return world;
  };
  return { done: run(), end: () => void ended.promise.then((end) => end()) };
}
