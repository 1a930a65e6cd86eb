import { problem, type Result, refuse, succeed } from '@interlock/base';
import { instantOf, isTimeZone, type WallTime, wallTime } from './zoned-time.ts';

/** How a filter's date is meant. */
export interface FilterTimeRules {
  /** The name of the field, for refusals. */
  readonly field: string;
  readonly nowMs: number;
  /** Whether it begins or ends the span; as an end, a relative value of days or more means the end of its last day. */
  readonly role: 'from' | 'to';
  /** The name of a zone; it beats an offset in the value. Absent: UTC. */
  readonly timeZone?: string | undefined;
  /** Whether a value without sign, or with +, is taken as one in the past, as the history does it. */
  readonly past?: boolean;
}

const absolutePattern = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?)?$/;
const relativePattern = /^([+-]?)((?:\d{1,6}[smhdwMy])+|0)$/;
const offsetPattern = /(Z|[+-]\d{2}(?::?\d{2})?)$/;

/**
 * The moment that the date of a filter names. Absolute: `2026-01-31T12:00:00`, with `T` or a blank, or a day alone.
 * Relative: a sign and numbers with units, such as `-2d`, `1w3d` or `-90m`; with any of `d w M y` it counts from
 * local midnight, else from now. Either may carry an offset: `Z`, `+02:00`, `+0200` or `+02`.
 *
 * @returns milliseconds since 1970, or `InvalidInput`.
 */
export function filterTime(value: string, rules: FilterTimeRules): Result<number> {
  const text = value.trim();
  const { body, offset } = withoutOffset(text);
  const zone = rules.timeZone ?? offset ?? 'UTC';
  if (!isTimeZone(zone))
    return refuse(problem('InvalidInput', `There is no time zone ${zone}.`, { field: 'timeZone' }));
  const absolute = absolutePattern.exec(body);
  if (absolute !== null) return absoluteTime(absolute, zone, rules);
  const relative = relativePattern.exec(body);
  if (relative !== null) return succeed(relativeTime(relative[1] ?? '', relative[2] ?? '0', zone, rules));
  return refuse(badDate(rules.field, text));
}

/** Both ends of a span; an end that is not given is undefined. */
export function filterSpan(
  span: {
    readonly dateFrom?: string | undefined;
    readonly dateTo?: string | undefined;
    readonly timeZone?: string | undefined;
  },
  rules: { readonly nowMs: number; readonly past?: boolean },
): Result<{ readonly fromMs?: number; readonly toMs?: number }> {
  const shared = { ...rules, timeZone: span.timeZone };
  const from =
    span.dateFrom === undefined
      ? undefined
      : filterTime(span.dateFrom, { ...shared, field: 'dateFrom', role: 'from' });
  if (from !== undefined && !from.ok) return from;
  const to =
    span.dateTo === undefined
      ? undefined
      : filterTime(span.dateTo, { ...shared, field: 'dateTo', role: 'to' });
  if (to !== undefined && !to.ok) return to;
  return succeed({
    ...(from === undefined ? {} : { fromMs: from.value }),
    ...(to === undefined ? {} : { toMs: to.value }),
  });
}

// A sign can begin a relative value or an offset: the offset is what stands behind a digit or a unit.
function withoutOffset(text: string): { readonly body: string; readonly offset?: string } {
  const [offset] = offsetPattern.exec(text) ?? [];
  if (offset === undefined || offset.length === text.length) return { body: text };
  const body = text.slice(0, -offset.length);
  // `2026-01-31` ends like an offset and is none.
  if (/^\d{4}(-\d{2})?$/.test(body)) return { body: text };
  if (offset === 'Z') return { body, offset: 'UTC' };
  const digits = offset.slice(1).replace(':', '').padEnd(4, '0');
  return { body, offset: `${offset[0]}${digits.slice(0, 2)}:${digits.slice(2)}` };
}

function absoluteTime(parts: RegExpExecArray, zone: string, rules: FilterTimeRules): Result<number> {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(1)
    .map((part) => (part === undefined ? undefined : Number(part)));
  const wall: WallTime = { year, month, day, hour, minute, second };
  if (!isPossible(wall)) return refuse(badDate(rules.field, parts[0]));
  const isDayAlone = parts[4] === undefined;
  return succeed(instantOf(isDayAlone && rules.role === 'to' ? { ...wall, day: day + 1 } : wall, zone));
}

/** Whether a calendar and a clock show such a time. */
export function isPossible({ year, month, day, hour, minute, second }: WallTime): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return (
    date.getUTCMonth() === month - 1 && date.getUTCDate() === day && hour < 24 && minute < 60 && second < 60
  );
}

function relativeTime(sign: string, amounts: string, zone: string, rules: FilterTimeRules): number {
  const direction = sign === '-' || rules.past === true ? -1 : 1;
  const by = new Map<string, number>();
  for (const [, count = '0', unit = 's'] of amounts.matchAll(/(\d+)([smhdwMy])/g))
    by.set(unit, (by.get(unit) ?? 0) + Number(count));
  const amount = (unit: string) => (by.get(unit) ?? 0) * direction;
  const isByDays = ['d', 'w', 'M', 'y'].some((unit) => by.has(unit));
  const clockMs = (amount('h') * 3600 + amount('m') * 60 + amount('s')) * 1000;
  if (!isByDays) return rules.nowMs + clockMs;
  const { year, month, day } = wallTime(rules.nowMs, zone);
  const midnight = {
    year: year + amount('y'),
    month: month + amount('M'),
    day: day + amount('d') + amount('w') * 7 + (rules.role === 'to' ? 1 : 0),
    hour: 0,
    minute: 0,
    second: 0,
  };
  return instantOf(midnight, zone) + clockMs;
}

function badDate(field: string, value: string) {
  const shown = value.length > 40 ? `${value.slice(0, 40)}…` : value;
  return problem('InvalidInput', `The field ${field} holds no date: ${JSON.stringify(shown)}.`, { field });
}
