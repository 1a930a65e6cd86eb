import {
  type AuditRecord,
  type AuditStore,
  type AuditWriter,
  auditQueryLimitMax,
  fitsFilter,
  isSameWriter,
  noHash,
  recordLine,
  type StoredAuditRecord,
} from '@interlock/audit';

/** Audit chains in memory, with a transaction that stands or falls as a whole. */
export interface MemoryAuditStore {
  readonly read: AuditStore;
  /** Runs work on a store of its own; what it appended or cut stands only if the work succeeds. */
  change<T>(work: (store: AuditStore) => Promise<T>): Promise<T>;
}

/** Makes an empty store. */
export function memoryAuditStore(): MemoryAuditStore {
  let kept: readonly StoredAuditRecord[] = [];
  let lastId = 0;
  return {
    read: storeOver(
      () => kept,
      () => {
        throw new Error('this store is for reading');
      },
      () => 0,
    ),
    change: async (work) => {
      let changed = kept;
      const store = storeOver(
        () => changed,
        (next) => {
          changed = next;
        },
        () => ++lastId,
      );
      const done = await work(store);
      kept = changed;
      return done;
    },
  };
}

function storeOver(
  rows: () => readonly StoredAuditRecord[],
  replace: (rows: readonly StoredAuditRecord[]) => void,
  nextId: () => number,
): AuditStore {
  const chainOf = (writer: AuditWriter) => rows().filter(({ record }) => isSameWriter(record.writer, writer));
  return {
    head: async (writer) => chainOf(writer).at(-1)?.record,
    append: async (records) => {
      for (const record of records) {
        checkFollows(chainOf(record.writer).at(-1)?.record, record);
        replace([...rows(), { id: nextId(), record }]);
      }
    },
    async *lines(writer, from, to = Number.MAX_SAFE_INTEGER) {
      for (const { record } of chainOf(writer))
        if (record.sequence >= from && record.sequence <= to) yield recordLine(record);
    },
    query: async (filter) =>
      rows()
        .filter((row) => fitsFilter(row, filter))
        .toReversed()
        .slice(0, Math.min(filter.limit, auditQueryLimitMax)),
    cut: async (writer, throughSequence) => {
      const chain = chainOf(writer);
      if (throughSequence >= (chain.at(-1)?.record.sequence ?? 0))
        throw new Error('the newest record of a chain stays');
      const cut = new Set(chain.filter(({ record }) => record.sequence <= throughSequence));
      replace(rows().filter((row) => !cut.has(row)));
      return cut.size;
    },
  };
}

function checkFollows(head: AuditRecord | undefined, record: AuditRecord): void {
  const follows = record.sequence === (head?.sequence ?? 0) + 1 && record.previous === (head?.hash ?? noHash);
  if (!follows) throw new Error(`record ${record.sequence} does not follow the head ${head?.sequence ?? 0}`);
}
