import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  emptyMap,
  entries,
  first,
  get,
  keys,
  remove,
  type SortedMap,
  set,
  sizeOf,
  values,
} from './sorted-map.ts';

const key = fc.string({ maxLength: 3 });
const change = fc.oneof(fc.record({ set: key, value: fc.integer() }), fc.record({ remove: key }));

test('a sorted map holds what a Map holds, in the order of the keys, and no change touches an older map', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 200 }), (changes) => {
      const model = new Map<string, number>();
      const versions: [SortedMap<number>, string][] = [];
      let map = emptyMap<number>();
      for (const step of changes) {
        versions.push([map, JSON.stringify([...entries(map)])]);
        if ('set' in step) {
          model.set(step.set, step.value);
          map = set(map, step.set, step.value);
        } else {
          model.delete(step.remove);
          map = remove(map, step.remove);
        }
      }
      const sorted = [...model].sort(([one], [other]) => (one < other ? -1 : 1));
      assert.deepEqual([...entries(map)], sorted);
      assert.deepEqual(first(map), sorted[0]);
      assert.equal(sizeOf(map), model.size);
      for (const [name, value] of model) assert.equal(get(map, name), value);
      for (const [version, text] of versions) assert.equal(JSON.stringify([...entries(version)]), text);
    }),
  );
});

test('walking begins at the first key that is not lower than the one asked for', () => {
  fc.assert(
    fc.property(fc.uniqueArray(key), key, (names, from) => {
      const map = names.reduce((built, name) => set(built, name, name), emptyMap<string>());
      const expected = names.filter((name) => name >= from).sort();
      assert.deepEqual(
        Array.from(entries(map, from), ([name]) => name),
        expected,
      );
    }),
  );
});

test('removing what is not there gives the same map', () => {
  const map = set(emptyMap<number>(), 'a', 1);
  assert.equal(remove(map, 'b'), map);
});

test('a map that was filled in order stays flat', () => {
  let map = emptyMap<number>();
  for (let count = 0; count < 10_000; count++) map = set(map, String(count).padStart(5, '0'), count);
  assert.ok((map.root?.height ?? 99) <= 20, 'an AVL tree of 10 000 entries is at most 1.45 · log2 deep');
  for (let count = 0; count < 9_990; count++) map = remove(map, String(count).padStart(5, '0'));
  assert.ok((map.root?.height ?? 99) <= 5);
  assert.deepEqual(
    [...values(map)],
    Array.from({ length: 10 }, (_, count) => 9_990 + count),
  );
  assert.equal([...keys(map)].length, 10);
});
