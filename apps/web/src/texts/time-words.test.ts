import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clockTime, exactTime, relativeTime, spanWords, zoneWords } from './time-words.ts';

const now = Date.UTC(2026, 10, 22, 12, 0, 0);

test('a moment is said in the largest unit that it fills', () => {
  const cases: readonly (readonly [number, string])[] = [
    [0, 'now'],
    [-500, 'now'],
    [-59_000, '59s ago'],
    [-60_000, '1m ago'],
    [-3_599_000, '59m ago'],
    [-7_200_000, '2h ago'],
    [-86_400_000, 'yesterday'],
    [3_600_000, 'in 1h'],
  ];
  for (const [distance, words] of cases) assert.equal(relativeTime(now + distance, now, 'en'), words);
});

test('a span is said in two units at most', () => {
  const cases: readonly (readonly [number, string])[] = [
    [-5, '0 ms'],
    [850, '850 ms'],
    [4_260, '4.2 s'],
    [59_999, '59 s'],
    [724_000, '12 m 04 s'],
    [12_000_000, '3 h 20 m'],
    [190_800_000, '2 d 5 h'],
  ];
  for (const [ms, words] of cases) assert.equal(spanWords(ms), words);
});

test('an exact moment stands in the account’s zone and says it, in summer and in winter', () => {
  assert.match(exactTime(now, 'Europe/Vienna', 'en'), /13:00:00 GMT\+1$/);
  assert.match(exactTime(Date.UTC(2026, 6, 1, 12), 'Europe/Vienna', 'en'), /14:00:00 GMT\+2$/);
  assert.equal(clockTime(now + 7, 'Europe/Vienna'), '13:00:00.007');
  assert.equal(zoneWords('Europe/Vienna', now, 'en'), 'Europe/Vienna (GMT+1)');
  assert.equal(zoneWords('UTC', now, 'en'), 'UTC');
});

test('a zone that the browser does not know is UTC, not a broken page', () => {
  assert.match(exactTime(now, 'Mars/Olympus', 'en'), /12:00:00 UTC$/);
});
