import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keepPlaces } from './keep-places.ts';

const id = (row: string) => row;

test('rows keep their places, new ones come to the top, gone ones leave no gap', () => {
  assert.deepEqual(keepPlaces(['a', 'b', 'c'], ['c', 'new', 'a'], id), ['new', 'a', 'c']);
});

test('of nothing before, the rows stand as they are given', () => {
  assert.deepEqual(keepPlaces([], ['b', 'a'], id), ['b', 'a']);
});
