import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OrderAnswer } from '@interlock/cockpit-api';
import { countOrders } from './order-counts.ts';
import { workflowTree } from './workflow-tree.ts';

test('workflows stand in their folders, both in order; a closed folder shows only its count', () => {
  const workflows = [{ path: '/b/y' }, { path: '/top' }, { path: '/b/x', title: 'X' }, { path: '/a/z' }];
  assert.deepEqual(
    workflowTree(workflows, new Set(['/a'])).map((line) => [line.kind, line.path]),
    [
      ['folder', '/'],
      ['workflow', '/top'],
      ['folder', '/a'],
      ['folder', '/b'],
      ['workflow', '/b/x'],
      ['workflow', '/b/y'],
    ],
  );
});

test('orders are counted by place, what needs a person first', () => {
  const order = (path: string, word: string) =>
    ({ orderId: path, workflowId: { path }, state: { _text: word, severity: 0 } }) as OrderAnswer;
  const orders = [
    order('/a', 'RUNNING'),
    order('/a', 'FAILED'),
    order('/a', 'INPROGRESS'),
    order('/b', 'UNKNOWN'),
  ];
  const counts = countOrders(orders, (one) => one.workflowId.path);
  assert.deepEqual(
    [...(counts.get('/a') ?? [])],
    [
      ['failed', 1],
      ['running', 2],
    ],
  );
  assert.equal(counts.has('/b'), false);
});
