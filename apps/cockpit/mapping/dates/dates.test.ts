import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { neverMs } from '@interlock/workflow';
import fc from 'fast-check';
import { type FilterTimeRules, filterSpan, filterTime } from './filter-time.ts';
import { startTime } from './start-time.ts';
import { instantOf, isTimeZone, wallTime } from './zoned-time.ts';

const nowMs = Date.UTC(2026, 5, 15, 13, 30, 45);
const iso = (result: { readonly ok: boolean; readonly value?: number | undefined }) =>
  result.ok && result.value !== undefined
    ? new Date(result.value).toISOString().replace('.000Z', 'Z')
    : result.ok;

describe('the date of a filter', () => {
  const rows: readonly (readonly [value: string, rules: Partial<FilterTimeRules>, time: string])[] = [
    ['2026-01-31T12:00:00Z', {}, '2026-01-31T12:00:00Z'],
    ['2026-01-31 12:00:00', {}, '2026-01-31T12:00:00Z'],
    ['2026-01-31T12:00:00.123Z', {}, '2026-01-31T12:00:00Z'],
    ['2026-01-31T12:00:00+02:00', {}, '2026-01-31T10:00:00Z'],
    ['2026-01-31T12:00:00+0200', {}, '2026-01-31T10:00:00Z'],
    ['2026-01-31T12:00:00-05', {}, '2026-01-31T17:00:00Z'],
    ['2026-01-31T12:00:00', { timeZone: 'Europe/Berlin' }, '2026-01-31T11:00:00Z'],
    ['2026-01-31T12:00:00+09:00', { timeZone: 'Europe/Berlin' }, '2026-01-31T11:00:00Z'],
    ['2026-01-31', {}, '2026-01-31T00:00:00Z'],
    ['2026-01-31', { role: 'to' }, '2026-02-01T00:00:00Z'],
    ['0', {}, '2026-06-15T13:30:45Z'],
    ['-2h', {}, '2026-06-15T11:30:45Z'],
    ['-2h', { role: 'to' }, '2026-06-15T11:30:45Z'],
    ['-90m', {}, '2026-06-15T12:00:45Z'],
    ['-1h30m', {}, '2026-06-15T12:00:45Z'],
    ['0d', {}, '2026-06-15T00:00:00Z'],
    ['0d', { role: 'to' }, '2026-06-16T00:00:00Z'],
    ['-1d', {}, '2026-06-14T00:00:00Z'],
    ['-1d', { role: 'to' }, '2026-06-15T00:00:00Z'],
    ['1d', {}, '2026-06-16T00:00:00Z'],
    ['+1d', {}, '2026-06-16T00:00:00Z'],
    ['1d', { past: true }, '2026-06-14T00:00:00Z'],
    ['+1w', { past: true }, '2026-06-08T00:00:00Z'],
    ['-1d2h', {}, '2026-06-13T22:00:00Z'],
    ['-1w', {}, '2026-06-08T00:00:00Z'],
    ['-1M', {}, '2026-05-15T00:00:00Z'],
    ['-1y', {}, '2025-06-15T00:00:00Z'],
    ['-1d', { timeZone: 'America/New_York' }, '2026-06-14T04:00:00Z'],
    ['-1d+02:00', {}, '2026-06-13T22:00:00Z'],
    ['-1dZ', {}, '2026-06-14T00:00:00Z'],
  ];
  for (const [value, rules, time] of rows)
    it(`${value} ${JSON.stringify(rules)} is ${time}`, () => {
      assert.equal(iso(filterTime(value, { field: 'dateFrom', nowMs, role: 'from', ...rules })), time);
    });

  for (const value of [
    '',
    'yesterday',
    '2026-02-30',
    '2026-13-01',
    '2026-01-01T25:00:00',
    '1x',
    '--1d',
    '1',
    '-',
    '1d 2h',
    '9999999d',
    'now',
    '2026-01-31T12:00:00+99:99',
  ])
    it(`${JSON.stringify(value)} is refused, naming the field`, () => {
      const result = filterTime(value, { field: 'dateFrom', nowMs, role: 'from' });
      assert.ok(!result.ok, String(result.ok && new Date(result.value)));
    });

  it('in an unknown zone is refused', () => {
    const span = filterSpan({ dateFrom: '-1d', timeZone: 'Nowhere/None' }, { nowMs });
    assert.equal(span.ok ? '' : span.problem.field, 'timeZone');
  });
});

describe('the start of an order', () => {
  const rows: readonly (readonly [
    value: string | undefined,
    zone: string | undefined,
    time: string | true,
  ])[] = [
    [undefined, undefined, true],
    ['', undefined, true],
    ['now', undefined, true],
    ['never', undefined, '9999-12-31T23:59:59Z'],
    ['now + 90', undefined, '2026-06-15T13:32:15Z'],
    ['now+3600', undefined, '2026-06-15T14:30:45Z'],
    ['now + 01:30', undefined, '2026-06-15T15:00:45Z'],
    ['now + 00:00:05', undefined, '2026-06-15T13:30:50Z'],
    ['2026-06-16 08:00', undefined, '2026-06-16T08:00:00Z'],
    ['2026-06-16T08:00:30', 'Europe/Berlin', '2026-06-16T06:00:30Z'],
  ];
  for (const [value, timeZone, time] of rows)
    it(`${value} ${timeZone ?? ''} is ${time === true ? 'at once' : time}`, () => {
      assert.equal(iso(startTime(value, { nowMs, timeZone, field: 'f' })), time);
    });

  for (const value of [
    '2h',
    '-2d',
    '2026-06-16T08:00:00Z',
    '2026-06-16 08:00:00+02:00',
    'now - 5',
    'now + x',
    'tomorrow',
    '2026-06-31 08:00',
    'cur+01:00',
  ])
    it(`${value} is refused`, () => {
      const result = startTime(value, { nowMs, field: 'orders[0].scheduledFor' });
      assert.deepEqual(result.ok ? 'taken' : [result.problem.code, result.problem.field], [
        'InvalidArguments',
        'orders[0].scheduledFor',
      ]);
    });

  it('never is the time that the orders know as never', () => {
    assert.deepEqual(startTime('never', { nowMs, field: 'f' }), { ok: true, value: neverMs });
  });
});

describe('a clock on the wall', () => {
  const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', '+05:30'];

  it('shows a time that leads back to its moment, outside the hour that comes twice', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), fc.constantFrom(...zones), (seconds, zone) => {
        const atMs = seconds * 1000;
        const back = instantOf(wallTime(atMs, zone), zone);
        assert.ok(back === atMs || (back < atMs && atMs - back <= 3_600_000), zone);
        assert.deepEqual(wallTime(back, zone), wallTime(atMs, zone));
      }),
    );
  });

  it('that skips an hour in spring shows what was asked one hour later', () => {
    const skipped = { year: 2026, month: 3, day: 29, hour: 2, minute: 30, second: 0 };
    assert.equal(new Date(instantOf(skipped, 'Europe/Berlin')).toISOString(), '2026-03-29T01:30:00.000Z');
  });

  it('that shows an hour twice in autumn means the first', () => {
    const twice = { year: 2026, month: 10, day: 25, hour: 2, minute: 30, second: 0 };
    assert.equal(new Date(instantOf(twice, 'Europe/Berlin')).toISOString(), '2026-10-25T00:30:00.000Z');
  });

  it('runs over from the last day of a month into the next', () => {
    const over = { year: 2026, month: 12, day: 32, hour: 0, minute: 0, second: 0 };
    assert.equal(new Date(instantOf(over, 'UTC')).toISOString(), '2027-01-01T00:00:00.000Z');
  });

  it('hangs in the zones that there are', () => {
    assert.ok(isTimeZone('Europe/Berlin'));
    assert.ok(!isTimeZone('Europe/Atlantis'));
    assert.ok(!isTimeZone(''));
  });
});
