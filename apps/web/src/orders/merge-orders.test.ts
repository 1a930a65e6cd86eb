import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OrderAnswer } from '@interlock/cockpit-api';
import { mergeOrders } from './merge-orders.ts';

const order = (orderId: string, word = 'RUNNING') =>
  ({ orderId, state: { _text: word, severity: 0 } }) as OrderAnswer;
const mapOf = (...orders: readonly OrderAnswer[]) => new Map(orders.map((one) => [one.orderId, one]));
const ids = (list: readonly OrderAnswer[]) => list.map((one) => one.orderId);
const all = () => true;

test('a changed order keeps its place', () => {
  const merged = mergeOrders(
    [order('a'), order('b'), order('c')],
    new Set(['b']),
    mapOf(order('b', 'FAILED')),
    all,
  );
  assert.deepEqual(ids(merged), ['a', 'b', 'c']);
  assert.equal(merged[1]?.state._text, 'FAILED');
});

test('an order that is gone or no longer belongs there leaves the list', () => {
  const list = [order('a'), order('b'), order('c')];
  const failed = (one: OrderAnswer) => one.state._text === 'RUNNING';
  assert.deepEqual(ids(mergeOrders(list, new Set(['a', 'b']), mapOf(order('b', 'FINISHED')), failed)), ['c']);
});

test('a new order comes in where it belongs there, and only then', () => {
  const changed = new Set(['b', 'c']);
  const now = mapOf(order('b'), order('c', 'FINISHED'));
  assert.deepEqual(ids(mergeOrders([order('a')], changed, now, (one) => one.state._text === 'RUNNING')), [
    'a',
    'b',
  ]);
});

test('where nothing changed the list is the same object, so that nothing is drawn again', () => {
  const list = [order('a')];
  assert.equal(mergeOrders(list, new Set(['x']), new Map(), all), list);
});
