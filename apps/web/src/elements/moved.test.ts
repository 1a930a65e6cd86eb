import assert from 'node:assert/strict';
import { test } from 'node:test';
import { moved } from './moved.ts';

const ids = ['a', 'b', 'c', 'd'];

for (const [id, to, order] of [
  ['a', 2, 'bcad'],
  ['d', 0, 'dabc'],
  ['b', 1, 'abcd'],
  ['b', -5, 'bacd'],
  ['b', 99, 'acdb'],
  ['x', 0, 'abcd'],
] as const)
  test(`${id} moved to ${to} makes ${order}`, () => assert.equal(moved(ids, id, to).join(''), order));

test('an order that does not change is the same list', () => assert.equal(moved(ids, 'c', 2), ids));
