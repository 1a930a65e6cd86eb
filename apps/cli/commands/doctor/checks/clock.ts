import type { Finding } from '../finding.ts';

const check = 'clock';

/** How far behind the newest record the clock may stand, in milliseconds: two programs write, and one clock is set. */
const toleranceMs = 60_000;

/** Whether the clock may be right: no record was written in its future. */
export function checkClock(nowMs: number, newestRecordsAtMs: readonly (number | undefined)[]): Finding {
  const newest = Math.max(0, ...newestRecordsAtMs.map((atMs) => atMs ?? 0));
  const now = new Date(nowMs).toISOString();
  if (newest === 0) return { check, level: 'ok', text: `${now}; there is no record to hold it against` };
  if (newest <= nowMs + toleranceMs)
    return { check, level: 'ok', text: `${now}, after the newest audit record` };
  return {
    check,
    level: 'bad',
    text: `${now} is before the newest audit record (${new Date(newest).toISOString()})`,
    advice: 'Set the clock, by NTP for instance: certificates, tokens and the order of records need it.',
  };
}
