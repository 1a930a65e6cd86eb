import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accountName, unwrap } from '@interlock/base';
import { accountKey, defaultRolesOf, identityServiceId } from '@interlock/iam';
import { findOrder, findTerminated } from '@interlock/workflow';
import fc from 'fast-check';
import {
  type CouplingWorld,
  couplingWorld,
  expectedEventIds,
  problemOf,
  turn,
  until,
} from './coupling.fakes.ts';

type Coupling = ReturnType<CouplingWorld['start']>['coupling'];

const untilCoupled = (coupling: Coupling) => until('coupled', () => coupling.state.kind === 'coupled');

/** Resolves when history and mirror have all that the Controller has. */
async function untilTaken(world: CouplingWorld, coupling: Coupling): Promise<void> {
  const last = world.behind.rig.journal.length;
  await until('everything is taken', () => coupling.mirror.state.eventId === last);
}

/** That the history has each event of an order's log once, and nothing else. */
async function assertExact(world: CouplingWorld): Promise<void> {
  assert.deepEqual(await world.loggedEventIds(), expectedEventIds(world.behind));
}

/** Lets an order run to its end. */
function run(world: CouplingWorld, orderId: string): void {
  world.behind.rig.add(orderId);
  world.behind.rig.end(orderId);
}

test('what happened before and what happens meanwhile comes into history, mirror and news', async (t) => {
  const world = await couplingWorld(t);
  run(world, '#before');
  const { coupling } = world.start();
  await untilCoupled(coupling);
  assert.equal(findTerminated(coupling.mirror.state, '#before')?.end, 'finished');
  run(world, '#meanwhile');
  await untilTaken(world, coupling);
  await assertExact(world);
  const rows = await world.store.read.history.orders({ countMax: 9 });
  assert.deepEqual(
    rows.map(({ orderId, result }) => [orderId, result]),
    [
      ['#meanwhile', 'successful'],
      ['#before', 'successful'],
    ],
  );
  const toldOf = world.told.flatMap((news) =>
    news.kind === 'order' ? [`${news.orderId} ${news.event}`] : [],
  );
  assert.ok(toldOf.includes('#meanwhile OrderFinished'));
});

test('while events are made up for, the state of the past is not shown as that of now', async (t) => {
  const world = await couplingWorld(t);
  run(world, '#1');
  world.behind.batchMax = 1;
  const { coupling } = world.start();
  const last = world.behind.rig.journal.length;
  await until('coupled', () => {
    const { eventId } = coupling.mirror.state;
    const isCoupled = coupling.state.kind === 'coupled';
    assert.equal(eventId, isCoupled ? last : 0);
    return isCoupled;
  });
  assert.deepEqual(
    world.told.map(({ kind }) => kind),
    ['controller'],
  );
});

test('a Controller that goes and comes back is followed without gap and without duplicate', async (t) => {
  const world = await couplingWorld(t);
  const { behind } = world;
  const { coupling } = world.start();
  run(world, '#1');
  await untilCoupled(coupling);
  behind.isDown = true;
  behind.cut();
  await until('decoupled', () => world.pauses.length >= 5);
  assert.equal(coupling.state.kind, 'decoupled');
  assert.equal(problemOf(coupling)?.code, 'ControllerUnreachable');
  assert.equal(findTerminated(coupling.mirror.state, '#1')?.end, 'finished');
  run(world, '#2');
  behind.isDown = false;
  await untilCoupled(coupling);
  await untilTaken(world, coupling);
  await assertExact(world);
});

test('pauses between tries grow up to 3 s, and begin anew after a coupling', async (t) => {
  const world = await couplingWorld(t);
  const { behind } = world;
  behind.isDown = true;
  const { coupling } = world.start();
  await until('six tries', () => world.pauses.length >= 6);
  assert.deepEqual(world.pauses.slice(0, 6), [200, 400, 800, 1_600, 3_000, 3_000]);
  behind.isDown = false;
  await untilCoupled(coupling);
  world.pauses.length = 0;
  behind.cut();
  await until('the next try', () => world.pauses.length > 0);
  assert.equal(world.pauses[0], 200);
});

test('a Cockpit that is killed goes on where its history stands', async (t) => {
  const world = await couplingWorld(t);
  const first = world.start();
  run(world, '#1');
  await untilCoupled(first.coupling);
  await untilTaken(world, first.coupling);
  first.kill();
  run(world, '#2');
  const { coupling } = world.start();
  await untilCoupled(coupling);
  await untilTaken(world, coupling);
  await assertExact(world);
});

test('a Cockpit that was stopped shows at once what it knew, and needs no event again', async (t) => {
  const world = await couplingWorld(t);
  const first = world.start();
  run(world, '#1');
  await untilCoupled(first.coupling);
  await untilTaken(world, first.coupling);
  await first.end();
  world.behind.isDown = true;
  const { coupling } = world.start();
  await until('the first try', () => world.pauses.length > 0);
  assert.equal(coupling.mirror.state.eventId, world.behind.rig.journal.length);
  assert.equal(coupling.knownAtMs, coupling.mirror.state.atMs);
  world.behind.isDown = false;
  world.behind.deletedEventId = world.behind.rig.journal.length;
  await untilCoupled(coupling);
  await assertExact(world);
  assert.deepEqual(
    world.logged.filter((line) => line.includes('gap')),
    [],
  );
});

test('events are released only as far as the kept state goes', async (t) => {
  const world = await couplingWorld(t, { keptEvents: 10 });
  const { behind } = world;
  const { coupling } = world.start();
  await untilCoupled(coupling);
  assert.equal(behind.releasedEventId, 0);
  for (const orderId of ['#1', '#2', '#3']) run(world, orderId);
  await until('a release', () => behind.releasedEventId > 0);
  const kept = (await world.store.read.mirrors.load('controller')) as { readonly eventId: number };
  assert.equal(kept.eventId, behind.releasedEventId);
});

test('where the Controller no longer has the events, its state is taken whole, and the gap is logged', async (t) => {
  const world = await couplingWorld(t);
  const { behind } = world;
  run(world, '#lost');
  behind.rig.add('#open');
  behind.deletedEventId = behind.rig.journal.length;
  const { coupling } = world.start();
  await untilCoupled(coupling);
  assert.equal(findOrder(coupling.mirror.state, '#open')?.state.kind, 'processing');
  assert.equal(world.logged.filter((line) => line.startsWith('history has a gap')).length, 1);
  run(world, '#after');
  await untilTaken(world, coupling);
  const rows = await world.store.read.history.orders({ countMax: 9 });
  assert.deepEqual(
    rows.map(({ orderId }) => orderId),
    ['#after'],
  );
});

test('a Controller with another journal is refused until a person has done something, and nothing of it is taken', async (t) => {
  const world = await couplingWorld(t);
  const { behind } = world;
  const first = world.start();
  run(world, '#1');
  await untilCoupled(first.coupling);
  await first.end();
  const before = await world.loggedEventIds();
  behind.journalId = 'journal-0000000002';
  run(world, '#2');
  const { coupling } = world.start();
  await until('refused', () => coupling.state.kind === 'refused');
  assert.match(problemOf(coupling)?.message ?? '', /another journal/);
  assert.equal(world.pauses.at(-1), 30_000);
  assert.deepEqual(await world.loggedEventIds(), before);
});

test('a Controller whose journal ends before what is known of it is refused: an older copy was put back', async (t) => {
  const world = await couplingWorld(t);
  const first = world.start();
  run(world, '#1');
  await untilCoupled(first.coupling);
  await first.end();
  world.behind.rig.journal.splice(-2);
  const { coupling } = world.start();
  await until('refused', () => coupling.state.kind === 'refused');
  assert.match(problemOf(coupling)?.message ?? '', /an older copy was put back/);
});

for (const [fault, what] of [
  ['before', 'can not be written'],
  ['after', 'fails after it has written'],
] as const) {
  test(`where the database ${what}, the same events are taken exactly once in the end`, async (t) => {
    const world = await couplingWorld(t);
    const { coupling } = world.start();
    await untilCoupled(coupling);
    world.fault = fault;
    run(world, '#1');
    await until('the fault', () => world.logged.some((line) => line.startsWith('coupling failed')));
    await untilCoupled(coupling);
    await untilTaken(world, coupling);
    await assertExact(world);
  });
}

test('events that come again are taken once', async (t) => {
  const world = await couplingWorld(t);
  world.behind.distort = (lines) => [...lines, ...lines];
  run(world, '#1');
  const { coupling } = world.start();
  await untilCoupled(coupling);
  run(world, '#2');
  await untilTaken(world, coupling);
  await assertExact(world);
});

test('a stream in which an event is missing is given up, and begun anew behind what was taken', async (t) => {
  const world = await couplingWorld(t);
  const { behind } = world;
  let distortions = 0;
  behind.distort = (lines) => (distortions++ === 0 ? lines.filter((_, at) => at !== 2) : lines);
  run(world, '#1');
  const { coupling } = world.start();
  await untilCoupled(coupling);
  await assertExact(world);
  assert.ok(
    world.logged.some((line) => line.startsWith('coupling failed') && line.includes('does not follow')),
  );
});

test('an event that is none that is known here is not taken, and the reason is told', async (t) => {
  const world = await couplingWorld(t);
  world.behind.distort = (lines) =>
    lines.map((line) => (line.kind === 'event' ? { ...line, event: { kind: 'OrderTeleported' } } : line));
  const { coupling } = world.start();
  await until('a try', () => world.pauses.length > 0);
  assert.match(problemOf(coupling)?.message ?? '', /OrderTeleported/);
  assert.equal(await world.store.read.history.cursor('controller'), undefined);
});

test('heads of audit chains are witnessed, and the Agents are asked for when they have changed', async (t) => {
  const world = await couplingWorld(t);
  const { behind } = world;
  const { coupling } = world.start();
  await untilCoupled(coupling);
  const head = { writer: { role: 'agent', id: 'agent' }, sequence: 3, hash: 'h' } as const;
  behind.agents = [{ agentId: 'agent', address: 'localhost:4445', state: 'coupled', sinceMs: 0 }];
  behind.tell({ kind: 'auditHead', head });
  behind.tell({ kind: 'agentsChanged' });
  await until('the Agents', () => coupling.agents.length > 0);
  assert.deepEqual(world.witnessed, [head]);
  assert.ok(world.told.some((news) => news.kind === 'agent' && news.agentId === 'agent'));
});

test('a log names who acted by the name of the account; where there is none, by what the event says', async (t) => {
  const world = await couplingWorld(t);
  const serviceId = unwrap(identityServiceId('joc'));
  await world.store.change(async (stores) => {
    unwrap(
      await stores.identityServices.save({
        id: serviceId,
        name: 'JOC-INITIAL',
        type: 'JOC',
        ordering: 1,
        required: false,
        disabled: false,
        scheme: 'singleFactor',
        secondFactor: false,
        groupRoles: [],
        details: {},
      }),
    );
    for (const role of defaultRolesOf(serviceId)) await stores.roles.save(role);
    unwrap(
      await stores.accounts.save({
        key: accountKey(serviceId, 'subject-of-ada'),
        serviceId,
        name: unwrap(accountName('ada')),
        disabled: false,
        forcePasswordChange: false,
        roles: [],
        createdAtMs: 0,
      }),
    );
  });
  const { coupling } = world.start();
  for (const [orderId, account] of [
    ['#kept', 'joc/subject-of-ada'],
    ['#gone', 'joc/subject-of-nobody'],
    ['#scheduled', 'schedule:/nightly'],
  ] as const)
    world.behind.rig.must({ kind: 'AddOrders', account, orders: [{ orderId, workflowPath: '/w' }] });
  await untilCoupled(coupling);
  await untilTaken(world, coupling);
  const messages = [];
  for (const orderId of ['#kept', '#gone', '#scheduled']) {
    const row = await world.store.read.history.order({ controllerId: 'controller', orderId });
    const lines = await world.store.read.history.orderLog(row?.historyId ?? 0, 0, 9);
    messages.push(lines[0]?.message);
  }
  assert.deepEqual(messages, ['by ada', 'by joc/subject-of-nobody', 'by schedule:/nightly']);
});

/** Something that happens to a Controller, its Cockpit, or the way between them. */
type Mishap =
  | 'order'
  | 'cut'
  | 'down'
  | 'up'
  | 'killCockpit'
  | 'restartCockpit'
  | 'failBefore'
  | 'failAfter'
  | 'repeat'
  | 'drop'
  | 'whole'
  | 'wait';

const anyMishap = fc.constantFrom<Mishap>(
  'order',
  'order',
  'order',
  'wait',
  'wait',
  'cut',
  'down',
  'up',
  'killCockpit',
  'restartCockpit',
  'failBefore',
  'failAfter',
  'repeat',
  'drop',
  'whole',
);

test('whatever breaks in between, the history has each event once when all is well again', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyMishap, { minLength: 5, maxLength: 30 }),
      fc.integer({ min: 1, max: 7 }),
      async (mishaps, batchMax) => {
        const ends: (() => Promise<void> | void)[] = [];
        const world = await couplingWorld(
          { after: (end) => void ends.push(end as () => Promise<void>) },
          { keptEvents: 12 },
        );
        world.behind.batchMax = batchMax;
        const life = { running: world.start(), orders: 0 };
        for (const mishap of mishaps) await suffer(world, life, mishap);
        world.behind.isDown = false;
        world.behind.distort = undefined;
        run(world, '#last');
        const { coupling } = life.running;
        await untilCoupled(coupling);
        await untilTaken(world, coupling);
        await assertExact(world);
        for (const end of ends) await end();
      },
    ),
    { numRuns: 20 },
  );
});

async function suffer(
  world: CouplingWorld,
  life: { running: ReturnType<CouplingWorld['start']>; orders: number },
  mishap: Mishap,
): Promise<void> {
  const { behind } = world;
  if (mishap === 'order') run(world, `#${++life.orders}`);
  else if (mishap === 'cut') behind.cut();
  else if (mishap === 'down') {
    behind.isDown = true;
    behind.cut();
  } else if (mishap === 'up') behind.isDown = false;
  else if (mishap === 'killCockpit') {
    life.running.kill();
    life.running = world.start();
  } else if (mishap === 'restartCockpit') {
    await life.running.end();
    life.running = world.start();
  } else if (mishap === 'failBefore') world.fault = 'before';
  else if (mishap === 'failAfter') world.fault = 'after';
  else if (mishap === 'repeat') behind.distort = (lines) => [...lines, ...lines];
  else if (mishap === 'drop') behind.distort = (lines) => lines.slice(1);
  else if (mishap === 'whole') behind.distort = undefined;
  else for (let turns = 0; turns < 20; turns += 1) await turn();
}
