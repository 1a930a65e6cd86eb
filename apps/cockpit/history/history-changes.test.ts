import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { HistoryChange, Order, OrderEvent, OrderState } from '@interlock/workflow';
import { historyChangesOf, historyStateOf } from './history-changes.ts';

const orderId = '#1';
const by = 'joc/ada';
const failure = { kind: 'failed', returnCode: 3 } as const;
const processing: OrderState = {
  kind: 'processing',
  stepId: 's',
  agentId: 'north',
  jobName: 'job',
  startingAtMs: 1,
};

function order(more: Partial<Order> = {}): Order {
  return {
    id: orderId,
    workflow: { path: '/f/flow', versionId: 'v1' },
    position: [1],
    state: { kind: 'ready' },
    isSuspended: false,
    arguments: { a: 1, b: 2 },
    variables: { b: 3 },
    addedAtMs: 5,
    account: by,
    sinceEventId: 1,
    sinceMs: 5,
    movesInARow: 0,
    ...more,
  };
}

/** What an event means, with the order as it is after it. Children of a fork are known too. */
function changesOf(event: OrderEvent, after: Order = order()): readonly HistoryChange[] {
  const known = new Map([
    [orderId, after],
    ['#1|x', order({ id: '#1|x', parentId: orderId, position: [1, 'fork+x', 0] })],
  ]);
  return historyChangesOf(
    { id: 7, atMs: 50, event },
    {
      order: (id) => known.get(id),
      criticality: () => 'CRITICAL',
      accountName: (key) => (key === by ? 'ada' : key),
    },
  );
}

const moved = { kind: 'orderMoved', orderId, position: [1], state: 'waiting', result: 'incomplete' } as const;
const line = { kind: 'logged', orderId, eventId: 7, level: 'info', atMs: 50, position: [1] } as const;

/** The row of an order that ends here. */
function ended(state: 'finished' | 'cancelled', result: 'successful' | 'failed'): HistoryChange {
  return { kind: 'orderEnded', orderId, position: [1], state, result, atMs: 50 };
}

const table: readonly [event: OrderEvent, changes: readonly object[], after?: Order][] = [
  [
    {
      kind: 'OrderAdded',
      orderId,
      workflow: { path: '/f/flow', versionId: 'v1' },
      arguments: { a: 1 },
      contentDigest: 'd',
      account: by,
    },
    [
      {
        kind: 'orderAdded',
        orderId,
        workflowPath: '/f/flow',
        versionId: 'v1',
        arguments: { a: 1, b: 2 },
        account: by,
        atMs: 50,
        position: [1],
      },
      { ...line, event: 'OrderAdded', level: 'main', message: 'by ada' },
    ],
  ],
  [
    { kind: 'OrderStarted', orderId },
    [{ kind: 'orderStarted', orderId, atMs: 50 }, moved, { ...line, event: 'OrderStarted', level: 'main' }],
  ],
  [
    {
      kind: 'OrderStepStarting',
      orderId,
      stepId: 's',
      agentId: 'north',
      jobName: 'job',
      label: 'here',
      position: [1],
    },
    [
      { ...moved, state: 'running' },
      {
        kind: 'stepStarted',
        stepId: 's',
        orderId,
        workflowPath: '/f/flow',
        versionId: 'v1',
        position: [1],
        jobName: 'job',
        label: 'here',
        criticality: 'CRITICAL',
        agentId: 'north',
        arguments: { a: 1, b: 3 },
        tryCount: 1,
        atMs: 50,
      },
      { ...line, event: 'OrderStepStarting', stepId: 's', label: 'here', jobName: 'job', agentId: 'north' },
    ],
    order({ state: processing }),
  ],
  [
    { kind: 'OrderStepStarted', orderId, stepId: 's', agentAtMs: 40 },
    [{ ...moved, state: 'running' }],
    order({ state: processing }),
  ],
  [
    {
      kind: 'OrderOutputWritten',
      orderId,
      stepId: 's',
      stream: 'stderr',
      offset: 12,
      text: 'oh\n',
      agentAtMs: 40,
    },
    [
      {
        kind: 'outputWritten',
        stepId: 's',
        eventId: 7,
        stream: 'stderr',
        offset: 12,
        text: 'oh\n',
        atMs: 40,
      },
    ],
  ],
  [
    {
      kind: 'OrderStepEnded',
      orderId,
      stepId: 's',
      outcome: { kind: 'succeeded', returnCode: 0 },
      droppedBytes: 9,
      agentAtMs: 40,
    },
    [
      { ...moved, state: 'inProgress' },
      {
        kind: 'stepEnded',
        stepId: 's',
        outcome: { kind: 'succeeded', returnCode: 0 },
        droppedBytes: 9,
        atMs: 50,
      },
      { ...line, event: 'OrderStepEnded', level: 'success', stepId: 's', agentAtMs: 40, returnCode: 0 },
    ],
    order({ state: { kind: 'processed' } }),
  ],
  [
    {
      kind: 'OrderStepEnded',
      orderId,
      stepId: 's',
      outcome: { kind: 'killed', signal: 'SIGKILL' },
      droppedBytes: 0,
      agentAtMs: 40,
    },
    [
      moved,
      {
        kind: 'stepEnded',
        stepId: 's',
        outcome: { kind: 'killed', signal: 'SIGKILL' },
        droppedBytes: 0,
        atMs: 50,
      },
      { ...line, event: 'OrderStepEnded', level: 'error', stepId: 's', agentAtMs: 40, message: 'SIGKILL' },
    ],
  ],
  [{ kind: 'OrderStepRepeated', orderId }, [moved, { ...line, event: 'OrderStepRepeated', level: 'warn' }]],
  [{ kind: 'OrderMoved', orderId, to: [1] }, [moved]],
  [
    { kind: 'OrderForked', orderId, children: [{ orderId: '#1|x', branchId: 'x' }] },
    [
      moved,
      {
        kind: 'orderAdded',
        orderId: '#1|x',
        parentId: orderId,
        workflowPath: '/f/flow',
        versionId: 'v1',
        arguments: { a: 1, b: 2 },
        account: by,
        atMs: 50,
        position: [1, 'fork+x', 0],
      },
      { kind: 'orderStarted', orderId: '#1|x', atMs: 50 },
      { ...moved, orderId: '#1|x', position: [1, 'fork+x', 0] },
      { ...line, event: 'OrderForked', message: 'x' },
    ],
    order({ state: { kind: 'forked', childIds: ['#1|x'], openCount: 1 } }),
  ],
  [
    { kind: 'OrderJoined', orderId, outcome: { kind: 'succeeded' } },
    [moved, { ...line, event: 'OrderJoined' }],
  ],
  [
    { kind: 'OrderCaught', orderId, to: [1], outcome: { ...failure, message: 'no' } },
    [moved, { ...line, event: 'OrderCaught', level: 'warn', returnCode: 3, message: 'no' }],
  ],
  [
    { kind: 'OrderRetrying', orderId, to: [1], delayedUntilMs: 1_000 },
    [moved, { ...line, event: 'OrderRetrying', level: 'warn', message: 'until 1970-01-01T00:00:01.000Z' }],
  ],
  [{ kind: 'OrderAwoke', orderId }, [moved, { ...line, event: 'OrderAwoke' }]],
  [
    { kind: 'OrderFailed', orderId, outcome: failure },
    [
      { ...moved, state: 'failed', result: 'failed' },
      { ...line, event: 'OrderFailed', level: 'error', returnCode: 3, message: 'failed' },
    ],
    order({ state: { kind: 'failed' } }),
  ],
  [
    { kind: 'OrderFailedInFork', orderId, outcome: failure },
    [
      ended('finished', 'failed'),
      { ...line, event: 'OrderFailedInFork', level: 'error', returnCode: 3, message: 'failed' },
    ],
  ],
  [
    { kind: 'OrderBroken', orderId, message: 'it turns in a circle' },
    [
      { ...moved, state: 'broken', result: 'failed' },
      { ...line, event: 'OrderBroken', level: 'error', message: 'it turns in a circle' },
    ],
    order({ state: { kind: 'broken', message: 'it turns in a circle' } }),
  ],
  [
    { kind: 'OrderBranchEnded', orderId },
    [ended('finished', 'successful'), { ...line, event: 'OrderBranchEnded', level: 'success' }],
  ],
  [
    { kind: 'OrderFinished', orderId },
    [ended('finished', 'successful'), { ...line, event: 'OrderFinished', level: 'success' }],
  ],
  [
    { kind: 'OrderFinished', orderId, outcome: failure },
    [ended('finished', 'failed'), { ...line, event: 'OrderFinished', level: 'error' }],
  ],
  [
    { kind: 'OrderCancellationMarked', orderId, treatment: 'kill', account: by },
    [moved, { ...line, event: 'OrderCancellationMarked', message: 'by ada' }],
  ],
  [
    { kind: 'OrderCancelled', orderId, account: 'joc/gone' },
    [
      ended('cancelled', 'failed'),
      { ...line, event: 'OrderCancelled', level: 'warn', message: 'by joc/gone' },
    ],
  ],
  [
    { kind: 'OrderSuspensionMarked', orderId, treatment: 'afterStep', account: by },
    [moved, { ...line, event: 'OrderSuspensionMarked', message: 'by ada' }],
  ],
  [
    { kind: 'OrderSuspended', orderId, reset: false, account: by },
    [
      { ...moved, state: 'suspended' },
      { ...line, event: 'OrderSuspended', message: 'by ada' },
    ],
    order({ isSuspended: true }),
  ],
  [
    { kind: 'OrderResumed', orderId, account: by },
    [moved, { ...line, event: 'OrderResumed', message: 'by ada' }],
  ],
];

describe('what an event means for the history', () => {
  for (const [event, changes, after] of table)
    it(`${event.kind}${'outcome' in event && event.outcome !== undefined ? ` ${event.outcome.kind}` : ''}`, () => {
      assert.deepEqual(changesOf(event, after), changes);
    });

  it('nothing, where it is of no order, or of one that nobody knows', () => {
    const context = {
      order: () => undefined,
      criticality: () => 'NORMAL',
      accountName: (key: string) => key,
    };
    for (const event of [
      { kind: 'AgentLost', agentId: 'north' },
      { kind: 'OrderStarted', orderId: '#unknown' },
      { kind: 'OrdersForgotten', orderIds: [orderId] },
    ] as const)
      assert.deepEqual(historyChangesOf({ id: 7, atMs: 50, event }, context), []);
  });
});

describe('the state in the history', () => {
  const states: readonly [state: OrderState, word: string][] = [
    [{ kind: 'fresh' }, 'fresh'],
    [{ kind: 'ready' }, 'waiting'],
    [processing, 'running'],
    [{ kind: 'processed' }, 'inProgress'],
    [{ kind: 'delayingRetry', untilMs: 9 }, 'waiting'],
    [{ kind: 'forked', childIds: [], openCount: 0 }, 'waiting'],
    [{ kind: 'awaitingJoin' }, 'waiting'],
    [{ kind: 'failed' }, 'failed'],
    [{ kind: 'failedInFork' }, 'failed'],
    [{ kind: 'cancelled' }, 'cancelled'],
    [{ kind: 'broken', message: '' }, 'broken'],
  ];
  for (const [state, word] of states)
    it(`of an order that is ${state.kind} is ${word}, and suspended while it is suspended`, () => {
      assert.equal(historyStateOf(order({ state })), word);
      assert.equal(historyStateOf(order({ state, isSuspended: true })), 'suspended');
    });
});
