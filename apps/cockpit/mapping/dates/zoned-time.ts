/** A moment as a clock on the wall shows it. Months from 1. */
export interface WallTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();
// There are about 600 names of zones and as many offsets.
const formatsMax = 2_000;

/** Whether a text names a time zone: an IANA name such as `Europe/Berlin`, or an offset such as `+02:00`. */
export function isTimeZone(zone: string): boolean {
  return formatOf(zone) !== undefined;
}

/** What the clock on the wall shows in a zone. Milliseconds are cut off. */
export function wallTime(atMs: number, zone: string): WallTime {
  const parts = new Map(
    (formatOf(zone) ?? utc).formatToParts(atMs).map(({ type, value }) => [type, Number(value)]),
  );
  const part = (name: string) => parts.get(name as Intl.DateTimeFormatPartTypes) ?? 0;
  return {
    year: part('year'),
    month: part('month'),
    day: part('day'),
    hour: part('hour'),
    minute: part('minute'),
    second: part('second'),
  };
}

/**
 * The moment at which the clock on the wall shows this. Days and months beyond their range run over into the next.
 * A time that a clock change skips is taken as the same time after the change; one that comes twice, as the first.
 */
export function instantOf(wall: WallTime, zone: string): number {
  const asUtc = utcOf(wall);
  // The offsets a day before and after: a zone changes its clock at most once in between.
  const before = asUtc - offsetAt(asUtc - 86_400_000, zone);
  const after = asUtc - offsetAt(asUtc + 86_400_000, zone);
  for (const candidate of [before, after].sort((a, b) => a - b))
    if (utcOf(wallTime(candidate, zone)) === asUtc) return candidate;
  return before;
}

function offsetAt(atMs: number, zone: string): number {
  return utcOf(wallTime(atMs, zone)) - Math.floor(atMs / 1000) * 1000;
}

function utcOf({ year, month, day, hour, minute, second }: WallTime): number {
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

function formatOf(zone: string): Intl.DateTimeFormat | undefined {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  try {
    const format = makeFormat(zone);
    if (formats.size >= formatsMax) formats.clear();
    formats.set(zone, format);
    return format;
  } catch {
    return undefined;
  }
}

function makeFormat(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US-u-ca-iso8601', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
}

const utc = makeFormat('UTC');
