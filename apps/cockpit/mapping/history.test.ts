import assert from 'node:assert/strict';
import { test } from 'node:test';
import { objectPath, unwrap } from '@interlock/base';
import type { OrderHistoryRow } from '@interlock/workflow';
import { orderHistoryItem } from './history.ts';

const row: OrderHistoryRow = {
  historyId: 1,
  controllerId: 'controller',
  orderId: '#1',
  workflowPath: unwrap(objectPath('/f/flow')),
  versionId: 'v1',
  arguments: {},
  position: [0],
  state: 'inProgress',
  result: 'incomplete',
  account: 'joc/ada',
  addedAtMs: 0,
  startedAtMs: 1_000,
};

const table: readonly [
  change: Pick<OrderHistoryRow, 'state' | 'result' | 'endedAtMs'>,
  state: string,
  orderState: string,
][] = [
  [{ state: 'running', result: 'incomplete' }, 'INCOMPLETE', 'RUNNING'],
  [{ state: 'suspended', result: 'incomplete' }, 'INCOMPLETE', 'SUSPENDED'],
  // A failed order stays where it is, without an end, and is failed all the same.
  [{ state: 'failed', result: 'failed' }, 'FAILED', 'FAILED'],
  [{ state: 'broken', result: 'failed' }, 'FAILED', 'FAILED'],
  [{ state: 'finished', result: 'successful', endedAtMs: 2_000 }, 'SUCCESSFUL', 'FINISHED'],
  [{ state: 'finished', result: 'failed', endedAtMs: 2_000 }, 'FAILED', 'FINISHED'],
  [{ state: 'cancelled', result: 'failed', endedAtMs: 2_000 }, 'FAILED', 'CANCELLED'],
];

for (const [change, state, orderState] of table)
  test(`an order that is ${change.state} and ${change.result} is shown as ${state}, ${orderState}`, () => {
    const item = orderHistoryItem({ ...row, ...change }, true);
    assert.deepEqual([item.state._text, item.orderState._text], [state, orderState]);
    assert.equal(item.endTime !== undefined, change.endedAtMs !== undefined);
  });
