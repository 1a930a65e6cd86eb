/** The words for moments and spans, in the account's zone and the page's language; pure, the moment comes in. */

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

/** How long ago or ahead a moment lies, such as `3 min ago`; below a second it is `now`. */
export function relativeTime(ms: number, nowMs: number, language: string): string {
  const distance = ms - nowMs;
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'narrow' });
  const [unit, size] = units.find(([, size]) => Math.abs(distance) >= size) ?? units[3];
  return format.format(Math.trunc(distance / size), unit);
}

/** A moment with date, time to the second and the zone's name. */
export function exactTime(ms: number, timeZone: string, language: string): string {
  return formatter(language, timeZone, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  }).format(ms);
}

/** The time of day to the millisecond, for logs. */
export function clockTime(ms: number, timeZone: string): string {
  return formatter('en-GB', timeZone, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
    hourCycle: 'h23',
  }).format(ms);
}

/** A span, such as `850 ms`, `4.2 s`, `12 m 04 s`, `3 h 20 m`, `2 d 5 h`. */
export function spanWords(ms: number): string {
  if (ms < 1_000) return `${Math.max(0, Math.round(ms))} ms`;
  const seconds = ms / 1_000;
  if (seconds < 10) return `${(Math.floor(seconds * 10) / 10).toFixed(1)} s`;
  if (seconds < 60) return `${Math.floor(seconds)} s`;
  return twoUnits(Math.floor(seconds));
}

function twoUnits(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const two = (count: number) => String(count).padStart(2, '0');
  if (hours < 1) return `${minutes} m ${two(seconds % 60)} s`;
  if (hours < 24) return `${hours} h ${two(minutes % 60)} m`;
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** What the zone is called and how far it lies from UTC at a moment, such as `Europe/Vienna (GMT+1)`. */
export function zoneWords(timeZone: string, atMs: number, language: string): string {
  const parts = formatter(language, timeZone, { timeZoneName: 'shortOffset' }).formatToParts(atMs);
  const offset = parts.find((part) => part.type === 'timeZoneName')?.value;
  const isPlain = offset === undefined || timeZone === 'UTC' || timeZone === 'Etc/UTC';
  return isPlain ? timeZone : `${timeZone} (${offset})`;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

// Making a formatter costs a hundred times what using one does, and a list asks for thousands.
function formatter(
  language: string,
  timeZone: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = `${language} ${timeZone} ${Object.keys(options)}`;
  const kept = formatters.get(key);
  if (kept !== undefined) return kept;
  const made = new Intl.DateTimeFormat(language, { ...options, timeZone: knownZone(timeZone) });
  formatters.set(key, made);
  return made;
}

/** The zone, or UTC where this browser does not know it. */
function knownZone(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}
