import { type DecisionRecord, type DecisionStore, refusalsPerAccountMax } from '@interlock/iam';
import { byCodeUnits, type IamMemory, type IamState } from './iam-state.ts';

const dayMs = 24 * 60 * 60_000;

/** Decisions and refusals in memory. */
export function memoryDecisions({ look, edit }: IamMemory): DecisionStore {
  return {
    count: async (records) => {
      const { decisions } = edit();
      for (const record of records) {
        const key = `${keyOf(record)} ${dayOf(record.lastAtMs)}`;
        decisions.set(key, together(decisions.get(key), record));
      }
    },
    list: async (accountKey, sinceMs) =>
      [...recordsSince(look(), sinceMs).values()]
        .filter((record) => record.accountKey === accountKey)
        .sort((a, b) => b.lastAtMs - a.lastAtMs || byCodeUnits(orderOf(a), orderOf(b))),
    questions: async (sinceMs) => {
      const found = [...recordsSince(look(), sinceMs).values()];
      const byAccount = Map.groupBy(found, ({ accountKey }) => accountKey);
      return new Map([...byAccount].map(([key, records]) => [key, records.length]));
    },
    firstDayMs: async () => {
      const times = [...look().decisions.values()].map(({ lastAtMs }) => lastAtMs);
      return times.length === 0 ? undefined : dayOf(Math.min(...times)) * dayMs;
    },
    addRefusals: async (refusals) => {
      const state = edit();
      for (const refusal of refusals)
        if (!state.refusals.has(refusal.reference)) state.refusals.set(refusal.reference, refusal);
      for (const key of new Set(refusals.map(({ accountKey }) => accountKey))) cutRefusals(state, key);
    },
    findRefusal: async (reference) => look().refusals.get(reference),
    trim: async (beforeMs, { ofAll, ofOne }) => {
      const { decisions, refusals } = edit();
      const before = decisions.size + refusals.size;
      for (const [key, { lastAtMs }] of decisions) if (lastAtMs < beforeMs) decisions.delete(key);
      for (const [key, { atMs }] of refusals) if (atMs < beforeMs) refusals.delete(key);
      const byAccount = Map.groupBy([...decisions], ([, { accountKey }]) => accountKey);
      for (const entries of byAccount.values()) cutDecisions(decisions, entries, ofOne);
      cutDecisions(decisions, [...decisions], ofAll);
      return before - decisions.size - refusals.size;
    },
  };
}

function cutDecisions(
  decisions: IamState['decisions'],
  entries: readonly (readonly [string, DecisionRecord])[],
  max: number,
): void {
  const border = entries.map(([, { lastAtMs }]) => lastAtMs).sort((a, b) => b - a)[max];
  if (border === undefined) return;
  for (const [key, { lastAtMs }] of entries) if (lastAtMs <= border) decisions.delete(key);
}

/** One record for each question of the days since a time. */
function recordsSince({ decisions }: IamState, sinceMs: number): ReadonlyMap<string, DecisionRecord> {
  const found = new Map<string, DecisionRecord>();
  for (const record of decisions.values())
    if (dayOf(record.lastAtMs) >= dayOf(sinceMs))
      found.set(keyOf(record), together(found.get(keyOf(record)), record));
  return found;
}

function together(known: DecisionRecord | undefined, record: DecisionRecord): DecisionRecord {
  if (known === undefined) return record;
  return {
    ...record,
    count: known.count + record.count,
    lastAtMs: Math.max(known.lastAtMs, record.lastAtMs),
  };
}

function cutRefusals({ refusals }: IamState, accountKey: string): void {
  const own = [...refusals.values()].filter((refusal) => refusal.accountKey === accountKey);
  for (const { reference } of own.slice(0, Math.max(0, own.length - refusalsPerAccountMax)))
    refusals.delete(reference);
}

function dayOf(atMs: number): number {
  return Math.floor(atMs / dayMs);
}

function keyOf(record: DecisionRecord): string {
  return `${orderOf(record)} ${record.allowed}`;
}

function orderOf({ accountKey, permission, controllerId, folder }: DecisionRecord): string {
  return JSON.stringify([accountKey, permission, controllerId ?? '', folder ?? '']);
}
