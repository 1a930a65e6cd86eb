// A journal in memory for tests: durable is what a commit has taken; a crash forgets the rest.
import { problem, type Result, refuse, succeed } from '@interlock/base';
import type {
  AgentCursor,
  Journal,
  JournalAuditRecord,
  JournalBatch,
  StampedEvent,
} from '@interlock/workflow';

/** What survives a crash. */
export interface DurableContents {
  readonly events: readonly StampedEvent[];
  readonly auditRecords: readonly JournalAuditRecord[];
  readonly agentCursors: ReadonlyMap<string, AgentCursor>;
  readonly snapshot: unknown;
  readonly installation: string | undefined;
}

/** A journal whose commits a test can hold, count and break. */
export interface MemoryJournal extends Journal {
  readonly durable: () => DurableContents;
  /** How many batches have become durable. */
  readonly commits: () => number;
  /** Lets commits wait until {@link letGo} is called. */
  hold(): void;
  letGo(): void;
  /** From now on each append fails. */
  break(error: Error): void;
  /** After so many more commits every append waits for ever, as if the machine had stopped. */
  crashAfter(commits: number): void;
  /** Resolves when the crash has come. */
  readonly crashed: Promise<void>;
}

export const emptyContents: DurableContents = {
  events: [],
  auditRecords: [],
  agentCursors: new Map(),
  snapshot: undefined,
  installation: 'test',
};

/** Opens a journal over what an earlier one has left. */
export function memoryJournal(start: DurableContents = emptyContents): MemoryJournal {
  let contents = start;
  let commits = 0;
  let commitsLeft = Number.POSITIVE_INFINITY;
  let failure: Error | undefined;
  let held: PromiseWithResolvers<void> | undefined;
  let releasedEventId = 0;
  let tail: Promise<void> = Promise.resolve();
  const crashed = Promise.withResolvers<void>();
  const commit = async (batch: JournalBatch): Promise<void> => {
    await held?.promise;
    if (failure !== undefined) throw failure;
    if (commitsLeft === 0) {
      crashed.resolve();
      await new Promise(() => undefined);
    }
    commitsLeft--;
    contents = appended(contents, batch);
    commits++;
  };
  return {
    crashed: crashed.promise,
    durable: () => contents,
    commits: () => commits,
    hold: () => {
      held ??= Promise.withResolvers<void>();
    },
    letGo: () => {
      held?.resolve();
      held = undefined;
    },
    break: (error) => {
      failure = error;
    },
    crashAfter: (count) => {
      commitsLeft = count;
    },
    append: (batch) => {
      // A round through the event loop, as a real disk takes one.
      const done = tail
        .then(() => new Promise<void>((resolve) => setImmediate(resolve)))
        .then(() => commit(batch));
      tail = done.catch(() => undefined);
      return done;
    },
    contents: async () => ({
      controllerId: 'controller',
      journalId: 'J'.repeat(22),
      lastEventId: contents.events.at(-1)?.id ?? 0,
      deletedUpToEventId: 0,
      releasedEventId,
      snapshotEventId: 0,
      lastAuditSequence: contents.auditRecords.length,
      agentCursors: [...contents.agentCursors.values()],
      ...(contents.installation === undefined ? {} : { installation: contents.installation }),
    }),
    eventsAfter: async (eventId, countMax): Promise<Result<readonly StampedEvent[]>> => {
      if (eventId > (contents.events.at(-1)?.id ?? 0))
        return refuse(problem('InvalidInput', 'There is no such event.'));
      return succeed(contents.events.slice(eventId, eventId + countMax));
    },
    auditRecordsAfter: async (sequence, countMax) =>
      contents.auditRecords.slice(sequence, sequence + countMax),
    saveSnapshot: async (snapshot) => {
      contents = { ...contents, snapshot: JSON.parse(JSON.stringify(snapshot)) };
    },
    loadSnapshot: async () => contents.snapshot,
    release: async (eventId) => {
      releasedEventId = Math.max(releasedEventId, eventId);
    },
    setInstallation: async (installation) => {
      contents = { ...contents, installation };
      return succeed(undefined);
    },
    close: async () => undefined,
  };
}

function appended(contents: DurableContents, batch: JournalBatch): DurableContents {
  requireGapless(
    contents.events.length,
    batch.events.map((event) => event.id),
  );
  requireGapless(
    contents.auditRecords.length,
    batch.auditRecords.map((record) => record.sequence),
  );
  const agentCursors = new Map(contents.agentCursors);
  for (const cursor of batch.agentCursors) agentCursors.set(cursor.agentId, cursor);
  return {
    ...contents,
    // Through JSON, as a real journal keeps it.
    events: [...contents.events, ...(JSON.parse(JSON.stringify(batch.events)) as StampedEvent[])],
    auditRecords: [...contents.auditRecords, ...batch.auditRecords],
    agentCursors,
  };
}

function requireGapless(last: number, ids: readonly number[]): void {
  ids.forEach((id, at) => {
    if (id !== last + at + 1) throw new Error(`${id} does not follow ${last + at}`);
  });
}
