import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OrderAnswer } from '@interlock/cockpit-api';
import { orderStateWords } from '@interlock/cockpit-api';
import fc from 'fast-check';
import { readSearch, writeSearch } from '../address/search-text.ts';
import {
  groupOf,
  matchesFilter,
  type OrderFilter,
  orderGroupNames,
  readOrderFilter,
  statesOf,
  writeOrderFilter,
} from './order-filter.ts';

const order = (orderId: string, path: string, word: string) =>
  ({ orderId, workflowId: { path }, state: { _text: word, severity: 0 } }) as OrderAnswer;

const anyFilter: fc.Arbitrary<OrderFilter> = fc.record(
  {
    groups: fc.subarray([...orderGroupNames]),
    workflow: fc.string({ minLength: 1, maxLength: 60 }),
    words: fc.string({ minLength: 1, maxLength: 60 }),
  },
  { requiredKeys: ['groups'], noNullPrototype: true },
);

test('the address holds the whole filter: what is written there is read again', () => {
  fc.assert(
    fc.property(anyFilter, (filter) => {
      assert.deepEqual(readOrderFilter(readSearch(writeSearch(writeOrderFilter(filter)))), filter);
    }),
  );
});

test('an address that makes no sense is no filter', () => {
  assert.deepEqual(readOrderFilter({ state: 'nonsense,__proto__', workflow: '', q: 'x'.repeat(201) }), {
    groups: [],
  });
  assert.deepEqual(readOrderFilter({ state: 7, workflow: ['a'] }), { groups: [] });
});

test('every state that an order can have stands in one group, except the unknown', () => {
  for (const word of orderStateWords) assert.equal(groupOf(word) === undefined, word === 'UNKNOWN', word);
  assert.deepEqual(statesOf(['failed']), ['FAILED', 'BROKEN']);
});

test('an order belongs into the list by its state, its workflow and every word', () => {
  const filter: OrderFilter = { groups: ['failed', 'running'], workflow: '/a/b', words: 'clos 42' };
  const cases: readonly (readonly [OrderAnswer, boolean])[] = [
    [order('#1#T42-closing', '/a/b', 'FAILED'), true],
    [order('#1#T42-Closing', '/a/b', 'INPROGRESS'), true],
    [order('#1#T42-closing', '/a/b', 'FINISHED'), false],
    [order('#1#T42-closing', '/a/bc', 'FAILED'), false],
    [order('#1#T43-closing', '/a/b', 'FAILED'), false],
  ];
  for (const [one, belongs] of cases) assert.equal(matchesFilter(one, filter), belongs, one.orderId);
  assert.ok(matchesFilter(order('x', '/y', 'UNKNOWN'), { groups: [] }));
});
