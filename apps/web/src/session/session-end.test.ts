import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type EndNotice, endNotice, endReason, noticeMs, sessionEnds } from './session-end.ts';

const minuteMs = 60_000;
const ends = { idleMs: 30 * minuteMs, ageMs: 720 * minuteMs };

const cases: readonly (readonly [what: string, nowMs: number, expected: EndNotice])[] = [
  ['long before, nothing is said', 0, { kind: 'none' }],
  ['until the notice begins', 28 * minuteMs - 1, { kind: 'none' }],
  ['two minutes before, it is said', 28 * minuteMs, { kind: 'near', leftSeconds: 120, stays: true }],
  ['to the second', 30 * minuteMs - 1, { kind: 'near', leftSeconds: 1, stays: true }],
  ['then it is over', 30 * minuteMs, { kind: 'over' }],
];
for (const [what, nowMs, expected] of cases)
  test(`the end of an idle session: ${what}`, () => {
    assert.deepEqual(endNotice(ends, noticeMs(450), nowMs), expected);
  });

test('an end that no use moves is said as such', () => {
  const old = { idleMs: 730 * minuteMs, ageMs: 720 * minuteMs };
  assert.deepEqual(endNotice(old, noticeMs(450), 719 * minuteMs), {
    kind: 'near',
    leftSeconds: 60,
    stays: false,
  });
});

test('a short idle limit is spoken of for a part of it only', () => {
  assert.equal(noticeMs(30), 30_000);
});

test('a browser whose clock goes wrong counts down all the same', () => {
  const me = { idleEndMs: 1_800_000, absoluteEndMs: 43_200_000, deliveryDate: new Date(0).toISOString() };
  const hourOffMs = 3_600_000;
  assert.deepEqual(sessionEnds(me, hourOffMs), {
    idleMs: 1_800_000 + hourOffMs,
    ageMs: 43_200_000 + hourOffMs,
  });
});

test('the reason is what this browser can tell', () => {
  assert.equal(endReason(undefined, 0), 'ended');
  assert.equal(endReason(ends, 10 * minuteMs), 'ended');
  assert.equal(endReason(ends, 30 * minuteMs), 'idle');
  assert.equal(endReason(ends, 720 * minuteMs), 'age');
});
