import type { AuditEntry } from './audit-entry.ts';

/** One refusal at the border. */
export interface CountedRefusal {
  /** From where it came, as coarsely as it shall be counted: an address, or its network. */
  readonly source: string;
  readonly entry: AuditEntry;
}

/** How refusals are counted. */
export interface RefusalCounting {
  /** How long refusals of one source are counted into one entry, in milliseconds; default 60 000. */
  readonly windowMs?: number;
  /** How many sources are told apart at once; what comes from others is counted together. Default 100. */
  readonly sourcesMax?: number;
}

/**
 * Counts repeated refusals, so that strangers can't fill the disk (semantics §6.3): the first of a source is written
 * at once; those that follow within the window, with the same action and reason, become one entry that counts them.
 */
export interface RefusalCounter {
  /** Takes a refusal, and gives what is to be written now: the entry itself, or nothing. */
  count(refusal: CountedRefusal, nowMs: number): readonly AuditEntry[];
  /** What is to be written for the windows that have ended. To be asked at least once per window. */
  ended(nowMs: number): readonly AuditEntry[];
  /** What is to be written before the program stops: all that was counted. */
  rest(): readonly AuditEntry[];
}

interface Window {
  readonly entry: AuditEntry;
  readonly firstAtMs: number;
  lastAtMs: number;
  repeats: number;
}

/** Makes a counter; it keeps no clock and writes nothing itself. */
export function refusalCounter({
  windowMs = 60_000,
  sourcesMax = 100,
}: RefusalCounting = {}): RefusalCounter {
  const windows = new Map<string, Window>();
  const close = (isOver: (window: Window) => boolean): readonly AuditEntry[] => {
    const over = [...windows].filter(([, window]) => isOver(window));
    for (const [key] of over) windows.delete(key);
    return over.flatMap(([, window]) => summaryOf(window));
  };
  return {
    count: (refusal, nowMs) => {
      const key = keyOf(refusal, windows, sourcesMax);
      const window = windows.get(key);
      if (window === undefined) {
        windows.set(key, { entry: refusal.entry, firstAtMs: nowMs, lastAtMs: nowMs, repeats: 0 });
        return [refusal.entry];
      }
      window.repeats++;
      window.lastAtMs = nowMs;
      return [];
    },
    // A clock that went back ends a window as well: it must not stay open for ever.
    ended: (nowMs) => close(({ firstAtMs }) => nowMs - firstAtMs >= windowMs || nowMs < firstAtMs),
    rest: () => close(() => true),
  };
}

function keyOf(
  { source, entry }: CountedRefusal,
  windows: ReadonlyMap<string, unknown>,
  sourcesMax: number,
): string {
  const kind = `${entry.action} ${entry.reasonCode ?? ''}`;
  const own = `${kind} from ${source}`;
  return windows.has(own) || windows.size < sourcesMax ? own : `${kind} from others`;
}

function summaryOf({ entry, firstAtMs, lastAtMs, repeats }: Window): readonly AuditEntry[] {
  if (repeats === 0) return [];
  const details = { ...entry.details, repeats, firstAtMs, lastAtMs };
  return [{ ...entry, details }];
}
