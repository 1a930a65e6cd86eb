import type { ThrottleKeys } from './throttle-keys.ts';
import type { ThrottleSettings } from './throttle-settings.ts';
import type { ThrottleCounter, ThrottleKey } from './throttle-store.ts';

/** What is to be done with a try before any service is asked. */
export type ThrottleDecision =
  /** Ask after this wait, which may be none. The app keeps the timer. */
  | { readonly kind: 'admitted'; readonly waitMs: number }
  /** Wait and ask the same, so that it costs the same, and refuse whatever is answered. */
  | { readonly kind: 'lockedOut'; readonly waitMs: number }
  /** Refuse at once with the one text: too many tries wait already. */
  | { readonly kind: 'crowded' }
  /** Answer 429: this network has failed too often. */
  | { readonly kind: 'throttled'; readonly retryAfterSeconds: number };

/** What this node is busy with for the same account. */
export interface TryLoad {
  /** Tries that wait now. */
  readonly waiting: number;
  /** Other tries that are being verified now, and may turn out to be failures. */
  readonly inFlight: number;
}

/** Decides over a try from the stored counters (semantics §1.11). */
export function decideTry(
  keys: ThrottleKeys,
  counters: readonly ThrottleCounter[],
  settings: ThrottleSettings,
  nowMs: number,
  load: TryLoad,
): ThrottleDecision {
  const failures = (key: ThrottleKey) => recentOf(counterOf(counters, key), settings, nowMs);
  const fromNetwork = failures(keys.network);
  if (fromNetwork.length > settings.networkFailuresMax)
    return { kind: 'throttled', retryAfterSeconds: untilBelow(fromNetwork, settings, nowMs) };
  const counted = subjectOf(keys, counters, settings);
  const waitMs = Math.max(0, ...counted.map((key) => waitFor(failures(key).length, settings)));
  if (waitMs > 0 && load.waiting >= settings.waitingMax) return { kind: 'crowded' };
  const inRow = Math.max(0, ...counted.map((key) => counterOf(counters, key)?.inRow ?? 0));
  // What is being verified is counted as if it had failed, so that many tries at once do not pass the ceiling.
  const locked = inRow + load.inFlight >= settings.failuresInRowMax && counted.length > 0;
  return { kind: locked ? 'lockedOut' : 'admitted', waitMs };
}

/**
 * The counters that slow a try down. A known device has its own, so that strangers who fail on a name neither lock
 * out nor slow down its owner; one that fails as often as an account may is known no longer.
 */
export function subjectOf(
  { subject, device }: ThrottleKeys,
  counters: readonly ThrottleCounter[],
  settings: ThrottleSettings,
): readonly ThrottleKey[] {
  if (subject === undefined) return [];
  if (device !== undefined && (counterOf(counters, device)?.inRow ?? 0) < settings.failuresInRowMax)
    return [device];
  return [subject.account, subject.pair];
}

/** The counter of a key, if there is one. */
export function counterOf(
  counters: readonly ThrottleCounter[],
  key: ThrottleKey,
): ThrottleCounter | undefined {
  return counters.find((counter) => counter.key === key);
}

/** The failures within the window, oldest first. */
export function recentOf(
  counter: ThrottleCounter | undefined,
  { windowMs }: ThrottleSettings,
  nowMs: number,
): readonly number[] {
  return counter?.recentMs.filter((atMs) => atMs > nowMs - windowMs) ?? [];
}

/** 1, 2, 4 … 32 s from the third failure on. */
function waitFor(failures: number, { waitFrom, firstWaitMs, waitMaxMs }: ThrottleSettings): number {
  return failures < waitFrom ? 0 : Math.min(waitMaxMs, firstWaitMs * 2 ** Math.min(30, failures - waitFrom));
}

/** In how many seconds so many failures have left the window that a try is admitted again. */
function untilBelow(
  recentMs: readonly number[],
  { windowMs, networkFailuresMax }: ThrottleSettings,
  nowMs: number,
): number {
  const last = recentMs[recentMs.length - 1 - networkFailuresMax] ?? nowMs;
  return Math.max(1, Math.ceil((last + windowMs - nowMs) / 1000));
}
