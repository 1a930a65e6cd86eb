import { problem, type Result, refuse, succeed } from '@interlock/base';
import type {
  ControllerSnapshot,
  Journal,
  JournalAuditRecord,
  JournalBatch,
  JournalContents,
  StampedEvent,
} from '@interlock/workflow';

/** A journal of a Controller without a disk. It outlives its openings, as a file does. */
export interface MemoryJournal {
  open(controllerId: string): Promise<Result<Journal>>;
  /** Makes every append, snapshot and release from now on fail as on a full disk, until it is called with false. */
  failWrites(fail: boolean): void;
}

/** Makes an empty journal; `journalId` is what its contents will say. */
export function memoryJournal(journalId = 'journal-0000000000-id0'): MemoryJournal {
  const kept = new KeptJournal(journalId);
  let isOpen = false;
  return {
    failWrites: (fail) => {
      kept.failing = fail;
    },
    async open(controllerId) {
      if (isOpen) return refuse(problem('StorageUnavailable', 'The journal is in use.'));
      kept.controllerId ??= controllerId;
      if (kept.controllerId !== controllerId) {
        const message = `The journal belongs to ${kept.controllerId}, not to ${controllerId}.`;
        return refuse(problem('StorageUnavailable', message));
      }
      isOpen = true;
      return succeed(
        journalOver(kept, () => {
          isOpen = false;
        }),
      );
    },
  };
}

class KeptJournal {
  readonly journalId: string;
  controllerId: string | undefined;
  installation: string | undefined;
  failing = false;
  releasedEventId = 0;
  deletedUpToEventId = 0;
  readonly events: StampedEvent[] = [];
  readonly auditRecords: JournalAuditRecord[] = [];
  readonly cursors = new Map<string, JournalBatch['agentCursors'][number]>();
  snapshots: ControllerSnapshot[] = [];

  constructor(journalId: string) {
    this.journalId = journalId;
  }

  get lastEventId(): number {
    return this.events.at(-1)?.id ?? this.deletedUpToEventId;
  }

  write(change: () => void): void {
    if (this.failing) throw new Error('The data store can not be used: database or disk is full.');
    change();
    const covered = this.snapshots.at(-2)?.eventId ?? 0;
    // The last event is kept, so that its number is.
    const spent = Math.min(this.releasedEventId, covered, this.lastEventId - 1);
    while ((this.events[0]?.id ?? Number.POSITIVE_INFINITY) <= spent)
      this.deletedUpToEventId = this.events.shift()?.id ?? 0;
  }
}

function journalOver(kept: KeptJournal, onClose: () => void): Journal {
  return {
    contents: async () => contentsOf(kept),
    append: async (batch) => kept.write(() => append(kept, batch)),
    async eventsAfter(eventId, countMax) {
      if (eventId < kept.deletedUpToEventId)
        return refuse(problem('UnknownObject', 'Some of these events are deleted.'));
      return succeed(structuredClone(kept.events.filter(({ id }) => id > eventId).slice(0, countMax)));
    },
    auditRecordsAfter: async (after, countMax) =>
      kept.auditRecords.filter(({ sequence }) => sequence > after).slice(0, countMax),
    saveSnapshot: async (snapshot) => kept.write(() => saveSnapshot(kept, snapshot)),
    loadSnapshot: async () => structuredClone(kept.snapshots.at(-1)),
    release: async (eventId) => kept.write(() => release(kept, eventId)),
    async setInstallation(installation) {
      kept.installation ??= installation;
      if (kept.installation === installation) return succeed(undefined);
      return refuse(problem('JoinRefused', `The Controller belongs to ${kept.installation}.`));
    },
    close: async () => onClose(),
  };
}

function contentsOf(kept: KeptJournal): JournalContents {
  return {
    controllerId: kept.controllerId ?? '',
    ...(kept.installation === undefined ? {} : { installation: kept.installation }),
    journalId: kept.journalId,
    lastEventId: kept.lastEventId,
    deletedUpToEventId: kept.deletedUpToEventId,
    releasedEventId: kept.releasedEventId,
    snapshotEventId: kept.snapshots.at(-1)?.eventId ?? 0,
    lastAuditSequence: kept.auditRecords.at(-1)?.sequence ?? 0,
    agentCursors: [...kept.cursors.values()].sort((a, b) => (a.agentId < b.agentId ? -1 : 1)),
  };
}

function append(kept: KeptJournal, batch: JournalBatch): void {
  requireNext(
    kept.lastEventId,
    batch.events.map(({ id }) => id),
  );
  requireNext(
    kept.auditRecords.at(-1)?.sequence ?? 0,
    batch.auditRecords.map(({ sequence }) => sequence),
  );
  kept.events.push(...structuredClone(batch.events));
  kept.auditRecords.push(...batch.auditRecords);
  for (const cursor of batch.agentCursors) kept.cursors.set(cursor.agentId, cursor);
}

function saveSnapshot(kept: KeptJournal, snapshot: ControllerSnapshot): void {
  if (snapshot.eventId > kept.lastEventId) throw new Error('the snapshot is of events that are not there');
  kept.snapshots = [...kept.snapshots, structuredClone(snapshot)].slice(-2);
}

function release(kept: KeptJournal, eventId: number): void {
  if (eventId > kept.lastEventId) throw new Error('events that are not there can not be released');
  kept.releasedEventId = Math.max(kept.releasedEventId, eventId);
}

function requireNext(last: number, ids: readonly number[]): void {
  ids.forEach((id, at) => {
    if (id !== last + 1 + at) throw new Error(`expected ${last + 1 + at}, got ${id}`);
  });
}
