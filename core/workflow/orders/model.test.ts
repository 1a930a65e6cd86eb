import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canonicalJson } from '@interlock/base';
import fc from 'fast-check';
import { allOrders } from '../reads/find.ts';
import { apply } from '../state/apply.ts';
import { initialState } from '../state/controller-state.ts';
import { restoreState } from '../state/restore-state.ts';
import { snapshotOf } from '../state/snapshot-of.ts';
import { values } from '../state/sorted-map.ts';
import { type Act, anyTrial, perform } from '../testing/any-trial.ts';
import { Rig } from '../testing/rig.ts';
import type { StampedEvent } from './events.ts';

/**
 * What may happen to an order, told without the fold: for each event the states in which it may come, and the state
 * that it leads to. `+s` is a suspended order, `+m` one that is marked.
 */
const steps: Readonly<Record<string, readonly [from: RegExp, to: (from: string) => string]>> = {
  OrderStarted: [/^fresh$/, () => 'ready'],
  OrderStepStarting: [/^ready$/, () => 'processing'],
  OrderStepStarted: [/^processing(\+m)?$/, (from) => from],
  OrderOutputWritten: [/^processing(\+m)?$/, (from) => from],
  OrderStepEnded: [/^processing(\+m)?$/, (from) => from.replace('processing', 'processed')],
  OrderStepRepeated: [/^processed(\+m)?$/, (from) => from.replace('processed', 'ready')],
  OrderMoved: [/^(ready|processed|processed\+m)$/, (from) => from.replace('processed', 'ready')],
  OrderCaught: [/^(ready|processed|processed\+m)$/, (from) => from.replace('processed', 'ready')],
  OrderForked: [/^ready$/, () => 'forked'],
  OrderJoined: [/^forked$/, () => 'processed'],
  OrderRetrying: [/^ready$/, () => 'ready or delayingRetry'],
  OrderAwoke: [/^delayingRetry$/, () => 'ready'],
  OrderFailed: [/^(ready|processed|processed\+m)$/, () => 'failed'],
  OrderFailedInFork: [/^(ready|processed|processed\+m)$/, () => 'failedInFork'],
  OrderBroken: [/^ready$/, () => 'broken'],
  OrderBranchEnded: [/^ready$/, () => 'awaitingJoin'],
  OrderFinished: [/^ready$/, () => 'gone'],
  OrderCancellationMarked: [/^(processing|forked)(\+[ms])?$/, (from) => `${from.replace(/\+./, '')}+m`],
  OrderCancelled: [
    /^((fresh|ready|processed|delayingRetry)(\+s|\+m)?|failed|broken|(forked|processed|ready)\+m)$/,
    () => 'gone or cancelled',
  ],
  OrderSuspensionMarked: [/^process(ing|ed)(\+m)?$/, (from) => `${from.replace(/\+./, '')}+m`],
  OrderSuspended: [
    /^(fresh|ready|delayingRetry|forked|processed)(\+m)?$/,
    (from) => `${from.replace(/\+./, '')}+s`,
  ],
  OrderResumed: [
    /^(.+\+s|(processing|processed|ready)\+m|failed|broken)$/,
    (from) => from.replace(/\+./, '').replace(/^(failed|broken)$/, 'ready'),
  ],
};

/** The states of all orders, moved by events alone. */
class Model {
  readonly states = new Map<string, string>();

  take({ event }: StampedEvent): void {
    if (event.kind === 'OrderAdded') {
      assert.equal(this.states.get(event.orderId), undefined, 'an order is added once');
      this.states.set(event.orderId, 'fresh');
      return;
    }
    if (event.kind === 'OrdersForgotten')
      for (const orderId of event.orderIds) {
        assert.equal(this.states.get(orderId), 'gone', 'only what has ended is forgotten');
        this.states.delete(orderId);
      }
    if (!('orderId' in event)) return;
    const from = this.states.get(event.orderId) ?? 'gone';
    const [allowed, to] = steps[event.kind] ?? assert.fail(`the model does not know ${event.kind}`);
    assert.match(from, allowed, `${event.kind} of an order that is ${from}`);
    const isChild = event.orderId.includes('|');
    const [plain = '', special = plain] = to(from).split(' or ');
    const isSpecial = event.kind === 'OrderRetrying' ? event.delayedUntilMs !== undefined : isChild;
    const moved =
      (event.kind === 'OrderSuspended' && event.reset && 'ready+s') ||
      (event.kind === 'OrderResumed' && event.to !== undefined && 'ready');
    this.states.set(event.orderId, moved || (isSpecial ? special : plain));
    if (event.kind === 'OrderForked')
      for (const { orderId } of event.children) this.states.set(orderId, 'ready');
    if (event.kind === 'OrderJoined' || event.kind === 'OrderCancelled') this.#dropChildren(event.orderId);
  }

  #dropChildren(orderId: string): void {
    for (const id of this.states.keys()) if (id.startsWith(`${orderId}|`)) this.states.delete(id);
  }

  list(): readonly string[] {
    return [...this.states]
      .filter(([, state]) => state !== 'gone')
      .map(([id, state]) => `${id} ${state}`)
      .sort();
  }
}

function foldedList(rig: Rig): readonly string[] {
  const suffix = (isSuspended: boolean, isMarked: boolean) => (isSuspended ? '+s' : isMarked ? '+m' : '');
  return Array.from(
    allOrders(rig.state),
    ({ id, state, isSuspended, mark }) => `${id} ${state.kind}${suffix(isSuspended, mark !== undefined)}`,
  ).sort();
}

function run(trial: readonly Act[]): Rig {
  const rig = Rig.ready();
  rig.must({ kind: 'RegisterAgent', agentId: 'other', address: 'localhost:2', account: 'a' });
  rig.couple('other');
  const model = new Model();
  let seen = 0;
  for (const act of trial) {
    perform(rig, act);
    for (const stamped of rig.journal.slice(seen)) model.take(stamped);
    seen = rig.journal.length;
    assert.deepEqual(foldedList(rig), model.list());
    for (const job of values(rig.state.waiting.jobs)) assert.ok(job.runningCount <= job.parallelism);
  }
  return rig;
}

test('whatever is asked in whatever order, the fold goes no way that the model does not allow', () => {
  fc.assert(
    fc.property(anyTrial, (trial) => void run(trial)),
    { numRuns: 150 },
  );
});

test('the trials see every event that the model knows, but the one of a loop without end', () => {
  const seen = new Set<string>();
  for (const trial of fc.sample(anyTrial, { numRuns: 200, seed: 1 }))
    for (const { event } of run(trial).journal) seen.add(event.kind);
  assert.deepEqual(
    Object.keys(steps).filter((kind) => !seen.has(kind)),
    ['OrderBroken'],
  );
});

test('no step id is used twice, and each step ends at most once (semantics §5.3)', () => {
  fc.assert(
    fc.property(anyTrial, (trial) => {
      const { journal } = run(trial);
      for (const kind of ['OrderStepStarting', 'OrderStepEnded'] as const) {
        const ids = journal.flatMap(({ event }) => (event.kind === kind ? [event.stepId] : []));
        assert.equal(new Set(ids).size, ids.length);
      }
    }),
    { numRuns: 50 },
  );
});

test('the journal gives the same state again, from its beginning and from a snapshot anywhere in it', () => {
  fc.assert(
    fc.property(anyTrial, fc.double({ min: 0, max: 1, noNaN: true }), (trial, where) => {
      const { journal, state } = run(trial);
      const wire: readonly StampedEvent[] = JSON.parse(JSON.stringify(journal));
      const cut = Math.floor(wire.length * where);
      const early = wire.slice(0, cut).reduce(apply, initialState);
      const restored = restoreState(JSON.parse(JSON.stringify(snapshotOf(early))));
      assert.ok(restored.ok, JSON.stringify(restored));
      const live = wholeOf(state);
      assert.equal(wholeOf(wire.slice(cut).reduce(apply, early)), live);
      assert.equal(wholeOf(wire.slice(cut).reduce(apply, restored.value)), live);
    }),
    { numRuns: 100 },
  );
});

/** All of a state, what follows from the rest included, whatever the shape of its trees. */
function wholeOf(state: Rig['state']): string {
  const flat = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if ('root' in value && Object.keys(value).length === 1)
      return flatTree(value.root as TreeNode | undefined);
    if (Array.isArray(value)) return value.map(flat);
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, flat(inner)]));
  };
  const flatTree = (node: TreeNode | undefined): unknown[] =>
    node === undefined ? [] : [...flatTree(node.left), [node.key, flat(node.value)], ...flatTree(node.right)];
  return canonicalJson(flat(state));
}

interface TreeNode {
  readonly key: string;
  readonly value: unknown;
  readonly left: TreeNode | undefined;
  readonly right: TreeNode | undefined;
}
