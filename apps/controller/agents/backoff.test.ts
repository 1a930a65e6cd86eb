import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backoff } from './backoff.ts';

test('pauses double up to the last, and begin anew after a reset', () => {
  const pauses = backoff(500, 3_000, () => 0);
  assert.deepEqual(
    [1, 2, 3, 4, 5].map(() => pauses.next()),
    [500, 1_000, 2_000, 3_000, 3_000],
  );
  pauses.reset();
  assert.equal(pauses.next(), 500);
});

test('chance shortens a pause by up to half, so that not all come back at once', () => {
  assert.equal(backoff(1_000, 1_000, () => 0.999_999).next(), 500);
});
