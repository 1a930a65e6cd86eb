import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextOffset, readAllRows } from './paged-rows.ts';

interface Page {
  readonly total: number;
  readonly rows: readonly number[];
}

const rowsOf = (page: Page) => page.rows;
const pageOf = (total: number, from: number, limit: number): Page => ({
  total,
  rows: Array.from({ length: Math.max(0, Math.min(limit, total - from)) }, (_, at) => from + at),
});

test('the next page begins where the last one ended, and there is none after the end', () => {
  assert.equal(nextOffset([pageOf(5, 0, 2)], rowsOf), 2);
  assert.equal(nextOffset([pageOf(5, 0, 2), pageOf(5, 2, 2)], rowsOf), 4);
  assert.equal(nextOffset([pageOf(5, 0, 2), pageOf(5, 2, 2), pageOf(5, 4, 2)], rowsOf), undefined);
  assert.equal(nextOffset([], rowsOf), undefined);
});

test('a page that comes empty ends the reading, whatever total it names', () => {
  assert.equal(nextOffset([{ total: 9, rows: [] }], rowsOf), undefined);
});

test('an export holds every row once, in order', async () => {
  const offsets: number[] = [];
  const rows = await readAllRows(async (offset, limit) => {
    offsets.push(offset);
    return pageOf(2_500, offset, limit);
  }, rowsOf);
  assert.deepEqual(offsets, [0, 1_000, 2_000]);
  assert.deepEqual(
    rows,
    Array.from({ length: 2_500 }, (_, at) => at),
  );
});

test('an export is bounded', async () => {
  const rows = await readAllRows(async (offset, limit) => pageOf(1e9, offset, limit), rowsOf, 3_000);
  assert.equal(rows.length, 3_000);
});
