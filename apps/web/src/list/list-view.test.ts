import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextSorting } from '../address/sorting.ts';
import { tracksOf } from './column.ts';
import { readListView, writeListView } from './list-view.ts';
import { sortRows } from './sort-rows.ts';

const columns = [
  { id: 'a', head: 'A', width: 5, cell: () => null, compare: (x: number, y: number) => (x % 10) - (y % 10) },
  { id: 'b', head: 'B', width: 10, grow: 2, cell: () => null },
  { id: 'c', head: 'C', width: 5, cell: () => null, isShown: false },
];

test('the view of a list stands in the address and nothing where it is as it is by itself', () => {
  const view = { sorting: { column: 'a', descending: true }, density: 'compact', shown: ['a', 'c'] } as const;
  assert.deepEqual(writeListView(view, columns), { sort: '-a', density: 'compact', columns: 'a,c' });
  assert.deepEqual(readListView({ sort: '-a', density: 'compact', columns: 'a,c' }, columns), view);
  assert.deepEqual(writeListView({ density: 'normal', shown: ['a', 'b'] }, columns), {
    density: undefined,
    columns: undefined,
  });
});

test('an address that names unknown columns shows the usual ones', () => {
  assert.deepEqual(readListView({ sort: 'x', density: 'huge', columns: 'x,y' }, columns), {
    sorting: undefined,
    density: 'normal',
    shown: ['a', 'b'],
  });
});

test('a head sorts down, up, and not at all', () => {
  const down = nextSorting(undefined, 'a');
  const up = nextSorting(down, 'a');
  assert.deepEqual(
    [down, up, nextSorting(up, 'a')],
    [{ column: 'a', descending: true }, { column: 'a', descending: false }, undefined],
  );
});

test('equal rows stay as they stood, whichever way it is sorted', () => {
  assert.deepEqual(sortRows([12, 21, 2, 1], columns, { column: 'a', descending: false }), [21, 1, 12, 2]);
  assert.deepEqual(sortRows([12, 21, 2, 1], columns, { column: 'a', descending: true }), [12, 2, 21, 1]);
  const rows = [3, 1];
  assert.equal(sortRows(rows, columns, undefined), rows);
});

test('all rows of a list share the same tracks, so that cells stand below their heads', () => {
  assert.deepEqual(tracksOf(columns.slice(0, 2), true), {
    tracks: '2.25rem 5rem minmax(10rem, 2fr)',
    widthMin: 2.25 + 5 + 10 + 2 * 0.75 + 2,
  });
});
