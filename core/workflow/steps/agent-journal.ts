import type { JournalAuditRecord } from '../orders/journal.ts';
import type { ProcessIdentity } from './process-runner.ts';

/**
 * What an Agent never forgets until its Controller has it: its events, and the steps that it holds; and its audit
 * records. One journal has one writer. Fulfilled by `@interlock/store`, and by a fake in tests.
 */
export interface AgentJournal {
  /** What stands in it; asked once, at the start. */
  load(): Promise<AgentJournalContents>;
  /**
   * Appends events and audit records and stores steps in one transaction. Resolves when that is durable; several calls may share a
   * commit, and they are committed in the order of the calls. Rejects when it can not be written: then nothing was.
   */
  append(change: AgentJournalChange): Promise<void>;
  /** Up to `countMax` events after `eventId`, in order; those that were released are not among them. */
  eventsAfter(eventId: number, countMax: number): Promise<readonly StampedStepEvent[]>;
  /** Up to `countMax` audit records after `sequence`, in order. */
  auditRecordsAfter(sequence: number, countMax: number): Promise<readonly JournalAuditRecord[]>;
  /** Deletes the events up to `eventId` and the named steps, in one transaction. */
  release(eventId: number, stepIds: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/** What stands in the journal of an Agent. */
export interface AgentJournalContents {
  /** The Agent to which it belongs, fixed when it was made (semantics §4.8). */
  readonly agentId: string;
  /** 128 random bits in base64url, made with the journal; a new journal never pretends to be an old one. */
  readonly journalId: string;
  /** The last event ever appended, released or not; 0 before the first. */
  readonly lastEventId: number;
  /** Up to here the events are released; 0 before the first. */
  readonly releasedEventId: number;
  /** The last record of the audit chain; 0 before the first. */
  readonly lastAuditSequence: number;
  readonly steps: readonly HeldStep[];
}

/** What becomes durable together. Any part may be empty. */
export interface AgentJournalChange {
  /** Ids without gap, the first one more than the last appended. */
  readonly events: readonly StampedStepEvent[];
  /** Steps as they are after the events; each replaces what stood under its id. */
  readonly steps: readonly HeldStep[];
  /** Sequence numbers without gap, the first one more than the last appended. */
  readonly auditRecords: readonly JournalAuditRecord[];
}

/** A step that the Agent has been given and its Controller has not yet acknowledged as ended. */
export interface HeldStep {
  readonly stepId: string;
  readonly orderId: string;
  /** The process, since it is known. */
  readonly identity?: ProcessIdentity;
  /** Why the Agent ends it, since it was told to, so that a crash does not change the outcome. */
  readonly ending?: 'killed' | 'timedOut';
  /** The event with which it ended. Absent: it runs, or nobody knows yet what became of it. */
  readonly endEventId?: number;
}

/** How a step can end. `lost`: it was started, and nobody knows what became of it. */
export type StepEndKind = 'succeeded' | 'failed' | 'killed' | 'timedOut' | 'lost';

/** What an Agent tells of its steps. */
export type StepEvent =
  | { readonly kind: 'ProcessStarting'; readonly stepId: string; readonly orderId: string }
  | ({ readonly kind: 'ProcessStarted'; readonly stepId: string } & ProcessIdentity)
  | {
      readonly kind: 'OutputWritten';
      readonly stepId: string;
      readonly stream: 'stdout' | 'stderr';
      /** Bytes in UTF-8 of this stream before this piece. */
      readonly offset: number;
      readonly text: string;
    }
  | {
      readonly kind: 'ProcessEnded';
      readonly stepId: string;
      readonly outcome: StepEndKind;
      readonly returnCode?: number;
      readonly signal?: string;
      readonly returnValues: Readonly<Record<string, string>>;
      /** Bytes of output that were read and dropped, beyond the limit per step. */
      readonly droppedBytes: number;
      /** Why, where outcome and code do not say it. */
      readonly message?: string;
    };

/** An event of the journal. */
export interface StampedStepEvent {
  /** Gapless per journal, counted from 1. */
  readonly id: number;
  readonly atMs: number;
  readonly event: StepEvent;
}
