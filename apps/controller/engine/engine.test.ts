import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unwrap } from '@interlock/base';
import {
  addOrder,
  controllerWorld,
  deploy,
  kindsIn,
  linesUntil,
  standOf,
  turns,
  until,
} from '../controller.fakes.ts';
import { memoryJournal } from './memory-journal.ts';

test('nothing is acknowledged, shown or sent before it is durable', async (t) => {
  const world = await controllerWorld(t);
  await deploy(world);
  const agent = world.agents.get('agent');
  await until(
    () => agent?.isConnected() === true && kindsIn(world.journal).includes('AgentCoupled'),
    'the coupling',
  );
  world.journal.hold();
  let answer = 'none';
  const adding = addOrder(world).then((done) => {
    answer = done.ok ? 'added' : 'refused';
  });
  await turns();
  assert.equal(answer, 'none');
  assert.equal(standOf(world), 'unknown');
  assert.equal(agent?.commands.length, 0);
  world.journal.letGo();
  await adding;
  assert.equal(answer, 'added');
  await until(() => standOf(world) === 'finished', 'the end of the order');
});

test('a step is sent only when its start is durable, whatever was decided meanwhile', async (t) => {
  const world = await controllerWorld(t);
  await deploy(world);
  const agent = world.agents.get('agent');
  await until(() => kindsIn(world.journal).includes('AgentCoupled'), 'the coupling');
  await turns();
  let sentTooEarly = 0;
  const check = setInterval(() => {
    const starting = kindsIn(world.journal).filter((kind) => kind === 'OrderStepStarting').length;
    if ((agent?.commands.length ?? 0) > starting) sentTooEarly++;
  }, 0);
  t.after(() => clearInterval(check));
  for (let at = 0; at < 40; at++) void addOrder(world, `o${at}`);
  await until(() => standOf(world, 'o39') === 'finished', 'the last order');
  assert.equal(sentTooEarly, 0);
  assert.equal(agent?.begun.length, 40);
});

test('a question that changes nothing is answered only when what it rests upon is durable', async (t) => {
  const world = await controllerWorld(t, { agents: [] });
  await deploy(world);
  world.journal.hold();
  const first = addOrder(world);
  let isAnswered = false;
  const again = addOrder(world).then((done) => {
    isAnswered = true;
    return done;
  });
  await turns();
  assert.equal(isAnswered, false);
  world.journal.letGo();
  assert.ok((await first).ok);
  assert.ok((await again).ok);
  assert.equal(kindsIn(world.journal).filter((kind) => kind === 'OrderAdded').length, 1);
});

test('commands in flight share the disk and keep their order', async (t) => {
  const world = await controllerWorld(t, { agents: [] });
  await deploy(world);
  const answers = await Promise.all(Array.from({ length: 300 }, (_, at) => addOrder(world, `o${at}`)));
  const eventIds = answers.map((answer) => unwrap(answer).eventId);
  assert.deepEqual(
    eventIds,
    [...eventIds].sort((one, other) => one - other),
  );
  const added = world.journal
    .durable()
    .events.flatMap(({ event }) => (event.kind === 'OrderAdded' ? [event.orderId] : []));
  assert.deepEqual(
    added,
    Array.from({ length: 300 }, (_, at) => `o${at}`),
  );
});

test('after a fault of the journal nothing more is acknowledged, and the fault is told once', async (t) => {
  const world = await controllerWorld(t, { agents: [] });
  await deploy(world);
  world.journal.break(new Error('disk full'));
  let acknowledged = 0;
  for (const orderId of ['o1', 'o2']) void addOrder(world, orderId).then(() => acknowledged++);
  await turns();
  void addOrder(world, 'o3').then(() => acknowledged++);
  await turns();
  assert.equal(acknowledged, 0);
  assert.deepEqual(world.faults.map(String), ['Error: disk full']);
});

test('an order that is scheduled starts when its time has come', async (t) => {
  const world = await controllerWorld(t);
  await deploy(world);
  unwrap(await addOrder(world, 'o1', { scheduledForMs: world.time.now() + 3_600_000 }));
  await turns();
  assert.equal(standOf(world), 'fresh');
  world.time.pass(3_599_999);
  await turns();
  assert.equal(standOf(world), 'fresh');
  world.time.pass(1);
  await until(() => standOf(world) === 'finished', 'the end of the order');
});

test('a clock that is set back leaves the times of events and audit records in order', async (t) => {
  const world = await controllerWorld(t, { agents: [] });
  await deploy(world);
  world.time.pass(-3_600_000);
  unwrap(await addOrder(world));
  const { auditRecords, events } = world.journal.durable();
  const recordTimes = auditRecords.map((record) => JSON.parse(record.text).atMs);
  for (const times of [events.map((event) => event.atMs), recordTimes]) {
    assert.deepEqual(
      times,
      times.toSorted((one, other) => one - other),
    );
  }
});

test('a Controller that is started again knows all that was durable, with or without a snapshot', async (t) => {
  const first = await controllerWorld(t, { agents: [] });
  await deploy(first);
  for (const orderId of ['o1', 'o2', 'o3']) unwrap(await addOrder(first, orderId));
  await first.controller.engine.settled();
  const before = unwrap(await first.call('state', {}));
  for (const withSnapshot of [false, true]) {
    const journal = memoryJournal(first.journal.durable());
    if (withSnapshot) await journal.saveSnapshot(before.state as never);
    const second = await controllerWorld(t, { journal, agents: [] });
    assert.ok(
      ['o1', 'o2', 'o3'].every((orderId) => standOf(second, orderId) !== 'unknown'),
      `snapshot ${withSnapshot}`,
    );
    unwrap(await addOrder(second, 'o1'));
    assert.equal(kindsIn(journal).filter((kind) => kind === 'OrderAdded').length, 3);
  }
});

test('a reader that is ahead of the journal is refused, so that an older copy does not pass for the present', async (t) => {
  const world = await controllerWorld(t, { agents: [] });
  const caller = {
    covers: () => false,
    peerId: 'cockpit',
    thumbprint: 't',
    account: 'cockpit',
    tokenId: 'j',
  };
  const { eventId } = unwrap(await world.call('state', {}));
  const answer = await world.events(eventId + 1, caller, new AbortController().signal);
  assert.match(answer.ok ? '' : answer.problem.message, /older copy/);
});

test('the stream gives durable events alone, each once, and goes on where it was asked to', async (t) => {
  const world = await controllerWorld(t);
  const stop = new AbortController();
  t.after(() => stop.abort());
  const caller = {
    covers: () => false,
    peerId: 'cockpit',
    thumbprint: 't',
    account: 'cockpit',
    tokenId: 'j',
  };
  const stream = unwrap(await world.events(0, caller, stop.signal));
  const isEnd = (line: { kind: string }) =>
    line.kind === 'event' &&
    'event' in line &&
    (line as { event: { kind?: unknown } }).event.kind === 'OrderFinished';
  const reading = linesUntil(stream, isEnd);
  await deploy(world);
  unwrap(await addOrder(world));
  const ids = (await reading).flatMap((line) => (line.kind === 'event' ? [line.id] : []));
  assert.deepEqual(
    ids,
    ids.map((_, at) => at + 1),
  );
  const rest = unwrap(await world.events(5, caller, stop.signal));
  const [next] = await linesUntil(rest, (line) => line.kind === 'event');
  assert.equal(next?.kind === 'event' && next.id, 6);
});
