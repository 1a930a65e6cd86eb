import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unwrap } from '@interlock/base';
import fc from 'fast-check';
import { lastPlace, putInOrder } from './put-in-order.ts';

interface Thing {
  readonly name: string;
  readonly ordering: number;
}
const things = (...names: readonly string[]): readonly Thing[] =>
  names.map((name, at) => ({ name, ordering: (at + 1) * 10 }));
const put = (items: readonly Thing[], names: readonly string[]) =>
  putInOrder(
    items,
    names,
    ({ name }) => name,
    (name) => name.toLowerCase(),
    'names',
  );
/** All of them, in the order that they have afterwards. */
const after = (items: readonly Thing[], names: readonly string[]) => {
  const moved = new Map(unwrap(put(items, names)).map((item) => [item.name, item]));
  return items.map((item) => moved.get(item.name) ?? item).sort((a, b) => a.ordering - b.ordering);
};

test('things stand as they are named, the others behind them as they were', () => {
  assert.deepEqual(
    after(things('a', 'b', 'c', 'd'), ['C', 'a']).map(({ name }) => name),
    ['c', 'a', 'b', 'd'],
  );
});

test('a name that none has refuses all', () => {
  const result = put(things('a'), ['a', 'x']);
  assert.ok(!result.ok);
  assert.match(result.problem.message, /x/);
  assert.equal(result.problem.field, 'names[1]');
});

test('what stands in its place already is not among the moved', () => {
  assert.deepEqual(unwrap(put([{ name: 'a', ordering: 1 }], ['a'])), []);
});

test('whatever is named, nothing is lost and every place is taken once', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e')),
      fc.array(fc.nat(4), { maxLength: 8 }),
      (names, picks) => {
        const named = picks.flatMap((at) => names[at] ?? []);
        const placed = after(things(...names), named);
        assert.deepEqual(
          placed.map(({ ordering }) => ordering),
          names.map((_, at) => at + 1),
        );
        const first = [...new Set(named)];
        assert.deepEqual(
          placed.slice(0, first.length).map(({ name }) => name),
          first,
        );
      },
    ),
  );
});

test('the last place is behind all others, and 1 where there are none', () => {
  assert.equal(lastPlace([]), 1);
  assert.equal(lastPlace(things('a', 'b')), 21);
});
