import type { LoginHistoryStore, ThrottleStore } from '@interlock/iam';
import { byCodeUnits, type IamMemory } from './iam-state.ts';

/** The counters of throttling in memory. */
export function memoryThrottle({ look, edit }: IamMemory): ThrottleStore {
  return {
    find: async (keys) => keys.flatMap((key) => look().counters.get(key) ?? []),
    save: async (counter) => {
      edit().counters.set(counter.key, counter);
    },
    remove: async (keys) => {
      for (const key of keys) edit().counters.delete(key);
    },
    atLeast: async (inRow) =>
      [...look().counters.values()]
        .filter((counter) => counter.inRow >= inRow)
        .sort((a, b) => byCodeUnits(a.key, b.key)),
    ofAccount: async (name) =>
      [...look().counters.values()]
        .filter(({ key }) => key.endsWith(` ${name}`))
        .sort((a, b) => byCodeUnits(a.key, b.key)),
    prune: async (countMax) => {
      const { counters } = edit();
      const surplus = [...counters.values()]
        .sort((a, b) => b.inRow - a.inRow || b.lastMs - a.lastMs)
        .slice(countMax);
      for (const { key } of surplus) counters.delete(key);
    },
  };
}

/** The login history in memory. */
export function memoryLoginHistory({ look, edit }: IamMemory): LoginHistoryStore {
  return {
    add: async (entry) => {
      edit().history.set(entry.id, entry);
    },
    list: async ({ accountName, result, fromMs = 0, toMs = Number.POSITIVE_INFINITY, limit }) =>
      [...look().history.values()]
        .filter((entry) => accountName === undefined || entry.accountName === accountName)
        .filter((entry) => result === undefined || entry.result === result)
        .filter(({ atMs }) => atMs >= fromMs && atMs < toMs)
        .sort((a, b) => b.atMs - a.atMs || byCodeUnits(a.id, b.id))
        .slice(0, limit),
    removeBefore: async (beforeMs) => {
      const { history } = edit();
      const old = [...history.values()].filter(({ atMs }) => atMs < beforeMs);
      for (const { id } of old) history.delete(id);
      return old.length;
    },
  };
}
