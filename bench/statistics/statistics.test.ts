import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { medianInterval } from './bootstrap.ts';
import { median, quantile } from './median.ts';

test('the median stands in the middle', () => {
  assert.equal(median([3, 1, 2]), 2);
  assert.equal(median([4, 1, 2, 3]), 2.5);
  assert.equal(median([7]), 7);
});

test('a quantile lies between the least and the greatest and grows with its place', () => {
  const numbers = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(
      numbers,
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (values, a, b) => {
        const [low, high] = [quantile(values, Math.min(a, b)), quantile(values, Math.max(a, b))];
        assert.ok(low <= high + 1e-6);
        assert.ok(low >= Math.min(...values) - 1e-6 && high <= Math.max(...values) + 1e-6);
      },
    ),
  );
});

test('the interval holds the median of what it was made from, and is a point where all is equal', () => {
  const values = [1, 2, 3, 4, 5, 6, 7, 8, 9];
  const { low, high } = medianInterval(values);
  assert.ok(low <= 5 && high >= 5 && low < high);
  assert.deepEqual(medianInterval([2, 2, 2]), { low: 2, high: 2 });
});
