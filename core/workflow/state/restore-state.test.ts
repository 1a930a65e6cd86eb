import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canonicalJson } from '@interlock/base';
import { execute, failNow, fork, job, retry, tryCatch } from '../testing/build.ts';
import { Rig } from '../testing/rig.ts';
import { initialState } from './controller-state.ts';
import { restoreState } from './restore-state.ts';
import { snapshotOf } from './snapshot-of.ts';

/** A state with an order in every state of its life. */
function full(): Rig {
  const rig = Rig.with(
    [
      tryCatch([execute('a')], [retry], { retryDelays: [60] }),
      fork({ A: [failNow({ message: 'x' })], B: [execute('b')] }),
    ],
    { jobs: { a: job({ parallelism: 9 }) }, orderPreparation: { allowUndeclared: true } },
  );
  for (const id of ['#processing', '#delaying', '#forked', '#marked', '#ended'])
    rig.add(id, { x: [1, { y: 'z' }] });
  rig.add('#fresh', {}, rig.nowMs + 1_000);
  rig.must({ kind: 'StepStarted', stepId: rig.stepOf('#processing') ?? '', pid: 1, agentAtMs: 2 });
  rig.fail('#delaying');
  rig.end('#forked', { kind: 'succeeded', returnCode: 0, values: { v: '1' } });
  rig.cancel(['#marked'], 'kill');
  rig.cancel(['#ended']);
  rig.end('#ended');
  rig.suspend(['#fresh']);
  return rig;
}

test('a state is the same after it was written and read', () => {
  const { state } = full();
  const written = JSON.parse(JSON.stringify(snapshotOf(state)));
  const restored = restoreState(written);
  assert.ok(restored.ok, JSON.stringify(restored));
  assert.equal(canonicalJson(snapshotOf(restored.value)), canonicalJson(written));
});

test('the state before the first event is written and read as well', () => {
  const restored = restoreState(JSON.parse(JSON.stringify(snapshotOf(initialState))));
  assert.deepEqual(restored, { ok: true, value: initialState });
});

// biome-ignore lint/suspicious/noExplicitAny: the damage is done to JSON of any form
type Damage = (snapshot: any) => void;
const index = (id: string) => (snapshot: { orders: { id: string }[] }) =>
  snapshot.orders.findIndex((o) => o.id === id);
const order =
  (id: string, damage: Damage): Damage =>
  (snapshot) =>
    damage(snapshot.orders[index(id)(snapshot)]);

const damages: readonly [what: string, damage: Damage, field: RegExp][] = [
  ['another form', (s) => (s.format = 2), /snapshot\.format/],
  ['no event id', (s) => delete s.eventId, /snapshot\.eventId/],
  ['a broken event id', (s) => (s.eventId = -1), /snapshot\.eventId/],
  ['orders that are no list', (s) => (s.orders = {}), /orders/],
  ['an order twice', (s) => s.orders.push(s.orders[0]), /orders\[\d]\.id/],
  ['an order of no workflow', order('#fresh', (o) => (o.workflow.versionId = 'x')), /workflow/],
  ['an order at no position', order('#processing', (o) => (o.position = [7])), /position/],
  ['an order in no state', order('#processing', (o) => (o.state.kind = 'running')), /state\.kind/],
  ['a step at no job', order('#processing', (o) => (o.position = [1])), /state\.jobName/],
  ['a step without id', order('#processing', (o) => delete o.state.stepId), /state\.stepId/],
  ['a delay without end', order('#delaying', (o) => (o.state.untilMs = null)), /state\.untilMs/],
  ['a mark of no kind', order('#marked', (o) => (o.mark.treatment = 'gently')), /mark\.treatment/],
  ['a parent of other children', order('#forked', (o) => o.state.childIds.push('#x')), /#forked/],
  ['a parent that counts wrongly', order('#forked', (o) => (o.state.openCount = 0)), /#forked/],
  ['a child without parent', order('#forked|A', (o) => (o.parentId = '#fresh')), /#forked/],
  [
    'a forbidden variable',
    order('#forked', (o) => (o.variables = JSON.parse('{"__proto__":1}'))),
    /variables/,
  ],
  ['a broken argument', order('#forked', (o) => (o.arguments = { x: null })), /arguments\.x/],
  ['an outcome of no kind', order('#forked', (o) => (o.outcome = { kind: 'fine' })), /outcome\.kind/],
  [
    'a broken workflow',
    (s) => (s.workflows[0].workflow.instructions = []),
    /workflows\[0]\.workflow\.instructions/,
  ],
  ['two current versions', (s) => s.workflows.push({ ...s.workflows[0], versionId: '2' }), /workflows\[1]/],
  ['an Agent without address', (s) => delete s.agents[0].address, /agents\[0]\.address/],
  ['an ended order without digest', (s) => delete s.terminated[0].contentDigest, /contentDigest/],
];

for (const [what, damage, field] of damages) {
  test(`of a snapshot with ${what} nothing is made, and the problem names the field`, () => {
    const snapshot = JSON.parse(JSON.stringify(snapshotOf(full().state)));
    damage(snapshot);
    const restored = restoreState(snapshot);
    assert.ok(!restored.ok);
    assert.match(restored.problem.field ?? '', field);
  });
}

for (const input of [null, undefined, [], 'x', 1, {}]) {
  test(`${JSON.stringify(input)} is no snapshot`, () => assert.equal(restoreState(input).ok, false));
}
