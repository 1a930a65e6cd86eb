import { problem, type Result, refuse, succeed } from '@interlock/base';
import { neverMs } from '@interlock/workflow';
import { isPossible } from './filter-time.ts';
import { instantOf, isTimeZone, type WallTime } from './zoned-time.ts';

const wallPattern = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2}))?$/;
const fromNowPattern = /^now\s*\+\s*(?:(\d{1,9})|(\d{1,3}):(\d{2})(?::(\d{2}))?)$/i;

/**
 * When an order shall start: nothing or `now`: at once; `never`: not by itself; `now + SECONDS`; `now + HH:mm[:ss]`;
 * `yyyy-MM-dd HH:mm[:ss]`, with a blank or `T`, in the named zone, by default UTC. An offset is refused.
 *
 * @returns milliseconds since 1970, undefined for at once, or `InvalidArguments`.
 */
export function startTime(
  value: string | undefined,
  facts: {
    readonly nowMs: number;
    readonly timeZone?: string | undefined;
    readonly field: string;
    /** The field of the zone; absent: named as `field`. */
    readonly zoneField?: string;
  },
): Result<number | undefined> {
  const text = (value ?? '').trim();
  if (text === '' || text.toLowerCase() === 'now') return succeed(undefined);
  if (text.toLowerCase() === 'never') return succeed(neverMs);
  const fromNow = fromNowPattern.exec(text);
  if (fromNow !== null) return succeed(facts.nowMs + delayMs(fromNow));
  const zone = facts.timeZone ?? 'UTC';
  if (!isTimeZone(zone))
    return refuse(
      problem('InvalidArguments', `There is no time zone ${zone}.`, {
        field: facts.zoneField ?? facts.field,
      }),
    );
  const wall = wallOf(wallPattern.exec(text));
  if (wall !== undefined && isPossible(wall)) return succeed(instantOf(wall, zone));
  const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  return refuse(
    problem(
      'InvalidArguments',
      `${JSON.stringify(shown)} says no start: now, now + HH:mm, never or yyyy-MM-dd HH:mm.`,
      {
        field: facts.field,
      },
    ),
  );
}

function delayMs([, seconds, hours = '0', minutes = '0', rest = '0']: RegExpExecArray): number {
  if (seconds !== undefined) return Number(seconds) * 1000;
  return (Number(hours) * 3600 + Number(minutes) * 60 + Number(rest)) * 1000;
}

function wallOf(parts: RegExpExecArray | null): WallTime | undefined {
  if (parts === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(1)
    .map((part) => Number(part ?? 0));
  return { year, month, day, hour, minute, second };
}
