import { counterOf, recentOf, subjectOf } from './decide-try.ts';
import type { ThrottleKeys } from './throttle-keys.ts';
import type { ThrottleSettings } from './throttle-settings.ts';
import type { ThrottleCounter, ThrottleKey, ThrottleStore } from './throttle-store.ts';

/** What has to be stored after a try. */
export interface CounterChanges {
  readonly save: readonly ThrottleCounter[];
  readonly remove: readonly ThrottleKey[];
}

/** All counters that a try may touch: to be read before it is decided and again before it is counted. */
export function countersOf({ subject, device, network }: ThrottleKeys): readonly ThrottleKey[] {
  return [
    network,
    ...(subject === undefined ? [] : [subject.account, subject.pair]),
    ...(device === undefined ? [] : [device]),
  ];
}

/** Counts a failed try. */
export function countFailure(
  keys: ThrottleKeys,
  counters: readonly ThrottleCounter[],
  settings: ThrottleSettings,
  nowMs: number,
): CounterChanges {
  const touched = [keys.network, ...subjectOf(keys, counters, settings)];
  const save = touched.map((key): ThrottleCounter => {
    const counter = counterOf(counters, key);
    const recentMs = [...recentOf(counter, settings, nowMs), nowMs];
    return {
      key,
      recentMs: recentMs.slice(-(settings.networkFailuresMax + 1)),
      inRow: (counter?.inRow ?? 0) + 1,
      lastMs: nowMs,
    };
  });
  return { save, remove: [] };
}

/**
 * Counts a success: it clears the failures of its own pair or device, there and in the count of the account, and
 * nobody else's. So one who owns an account can't wash away what others fail on it, or what he fails on others.
 */
export function countSuccess(
  keys: ThrottleKeys,
  counters: readonly ThrottleCounter[],
  settings: ThrottleSettings,
): CounterChanges {
  const [own] = subjectOf(keys, counters, settings).slice(-1);
  const cleared = own === undefined ? undefined : counterOf(counters, own);
  if (cleared === undefined || keys.subject === undefined) return { save: [], remove: [] };
  const account = counterOf(counters, keys.subject.account);
  if (cleared.key === keys.device || account === undefined) return { save: [], remove: [cleared.key] };
  const left = without(account, cleared);
  return left.inRow > 0
    ? { save: [left], remove: [cleared.key] }
    : { save: [], remove: [cleared.key, account.key] };
}

function without(account: ThrottleCounter, pair: ThrottleCounter): ThrottleCounter {
  const recentMs = [...account.recentMs];
  for (const atMs of pair.recentMs) {
    const at = recentMs.indexOf(atMs);
    if (at >= 0) recentMs.splice(at, 1);
  }
  return { ...account, recentMs, inRow: Math.max(0, account.inRow - pair.inRow) };
}

/** Stores what counting a try came to. */
export async function storeCounters(store: ThrottleStore, { save, remove }: CounterChanges): Promise<void> {
  for (const counter of save) await store.save(counter);
  if (remove.length > 0) await store.remove(remove);
}
