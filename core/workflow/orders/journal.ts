import type { Result } from '@interlock/base';
import type { ControllerSnapshot } from '../state/snapshot.ts';
import type { StampedEvent } from './events.ts';

/**
 * The memory of a Controller: its events, its audit records, how far it has read each Agent, and snapshots.
 * One journal has one writer. Fulfilled by `@interlock/store`, and by a fake in tests.
 */
export interface Journal {
  /** What it belongs to and how far it reaches; asked once, at the start. */
  contents(): Promise<JournalContents>;
  /**
   * Appends all of a batch in one transaction. Resolves when that is durable; batches may share a commit and are
   * committed in the order of the calls. Rejects when it can not be written (disk full, disk gone): then nothing of the
   * batch was, and the Controller stops, since what it has decided on top is void.
   */
  append(batch: JournalBatch): Promise<void>;
  /** Up to `countMax` events after `eventId`, in order. Empty: there are none yet. */
  eventsAfter(eventId: number, countMax: number): Promise<Result<readonly StampedEvent[]>>;
  /** Up to `countMax` audit records after `sequence`, in order. */
  auditRecordsAfter(sequence: number, countMax: number): Promise<readonly JournalAuditRecord[]>;
  /** Stores a snapshot in place of the one before. */
  saveSnapshot(snapshot: ControllerSnapshot): Promise<void>;
  /** The last snapshot as it was stored, to be read with `restoreState`; undefined before the first. */
  loadSnapshot(): Promise<unknown>;
  /**
   * Notes that everything up to `eventId` was taken over by the history. Events are deleted once they are both released
   * and covered by a snapshot; neither alone suffices. A store that keeps an older snapshot in reserve keeps the events
   * after it as well. A lower number than before changes nothing.
   */
  release(eventId: number): Promise<void>;
  /** Notes the installation once, when the Controller has joined; another one than noted is refused. */
  setInstallation(installation: string): Promise<Result<void>>;
  close(): Promise<void>;
}

/** What becomes durable together. */
export interface JournalBatch {
  /** Ids without gap, the first one more than the last appended. */
  readonly events: readonly StampedEvent[];
  /** Sequence numbers without gap, the first one more than the last appended. */
  readonly auditRecords: readonly JournalAuditRecord[];
  /** How far the events of an Agent are taken over with this batch; each replaces what stood for that Agent. */
  readonly agentCursors: readonly AgentCursor[];
}

/** A record of the Controller's audit chain, as core/audit writes it. */
export interface JournalAuditRecord {
  /** Gapless, counted from 1. */
  readonly sequence: number;
  /** The record as canonical JSON, whose bytes the chain covers. */
  readonly text: string;
}

/** How far the events of an Agent were taken over. */
export interface AgentCursor {
  readonly agentId: string;
  /** The journal that the number belongs to. */
  readonly journalId: string;
  /** The last event of the Agent that is in this journal; 0 before the first. */
  readonly eventId: number;
}

/** What a journal belongs to and how far it reaches. */
export interface JournalContents {
  /** The Controller, fixed when the journal was made (semantics §4.8). */
  readonly controllerId: string;
  /** The installation, a DNS label; absent until the Controller has joined. */
  readonly installation?: string;
  /** 128 random bits in base64url, made with the journal; a new journal never pretends to be an old one. */
  readonly journalId: string;
  /** The last event ever appended, deleted or not; 0 before the first. */
  readonly lastEventId: number;
  /** The first event that can still be read is the one after this; 0 as long as none was deleted. */
  readonly deletedUpToEventId: number;
  /** Up to here events are released; 0 before the first release. */
  readonly releasedEventId: number;
  /** The last event in the snapshot; 0 where there is none. */
  readonly snapshotEventId: number;
  readonly lastAuditSequence: number;
  readonly agentCursors: readonly AgentCursor[];
}
