import {
  type AuditEntry,
  type AuditWriter,
  type ChainHead,
  parseRecord,
  recordLine,
  sealRecords,
} from '@interlock/audit';
import { type Clock, type Sha256, unwrap } from '@interlock/base';
import type {
  AgentJournal,
  AgentJournalChange,
  AgentJournalContents,
  HeldStep,
  StampedStepEvent,
  StepEvent,
} from '@interlock/workflow';
import type { Timers } from '../timers.ts';

/** The one writer of the Agent's journal: numbers events, chains audit records, and tells when they are durable. */
export interface JournalWriter {
  /** What stood in the journal when it was opened. */
  readonly contents: AgentJournalContents;
  /** The last event that is durable. */
  lastEventId(): number;
  /** The last audit record that is durable; undefined where there is none. */
  auditHead(): ChainHead | undefined;
  /**
   * Writes all of a change, or nothing. Changes become durable in the order of the calls.
   * Rejects when the journal can not be written; {@link JournalWriterOptions.onFault} has heard of it by then, and
   * every later call rejects as well: what was decided on top of it is void.
   */
  write(change: JournalChange): Promise<void>;
  /**
   * Writes a change for which nobody waits: it shares the commit of the next {@link write}, in its place before it,
   * and is written after {@link writeSoonMs} where none comes.
   */
  writeSoon(change: JournalChange): void;
  /** Durable events, in order. */
  eventsAfter(eventId: number, countMax: number): Promise<readonly StampedStepEvent[]>;
  /** Forgets events and steps that the Controller has. */
  release(eventId: number, stepIds: readonly string[]): Promise<void>;
  /** Is called after each change that has become durable. @returns what ends that. */
  onWritten(listener: () => void): () => void;
}

/** What becomes durable together. */
export interface JournalChange {
  readonly events?: readonly StepEvent[];
  readonly audit?: readonly AuditEntry[];
  /** The steps as they are then; `eventId` is the last of the change's own events. */
  readonly steps?: (eventId: number) => readonly HeldStep[];
}

/** How long a change for which nobody waits may wait for another one, in milliseconds. */
const writeSoonMs = 20;

/** How many of the newest events stay in memory: a Controller that keeps up gets them without a look at the disk. */
const recentMax = 64;

/** What the writer works with. */
export interface JournalWriterOptions {
  readonly journal: AgentJournal;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly sha256: Sha256;
  /** Called once, when the journal can no longer be written: the Agent has to end. */
  readonly onFault: (fault: unknown) => void;
}

/** Reads how far the journal reaches, and goes on from there. */
export async function openJournalWriter(options: JournalWriterOptions): Promise<JournalWriter> {
  const { journal, clock, timers, sha256, onFault } = options;
  const contents = await journal.load();
  const writer: AuditWriter = { role: 'agent', id: contents.agentId };
  const listeners = new Set<() => void>();
  let sealedHead = await headOf(journal, contents.lastAuditSequence);
  let durableHead = sealedHead;
  let numberedEventId = contents.lastEventId;
  let durableEventId = numberedEventId;
  let fault: unknown;
  let waiting: AgentJournalChange | undefined;
  let cancelWaiting = () => {};
  const recent: StampedStepEvent[] = [];

  async function guard<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      if (fault === undefined) onFault(error);
      fault ??= error;
      throw error;
    }
  }

  function sealed({ events = [], audit = [], steps = () => [] }: JournalChange): AgentJournalChange {
    const atMs = clock.now();
    const stamped = events.map((event) => ({ id: ++numberedEventId, atMs, event }));
    const records = sealRecords(sealedHead, audit, { writer, nowMs: atMs, sha256 });
    sealedHead = records.at(-1) ?? sealedHead;
    return {
      events: stamped,
      steps: steps(numberedEventId),
      auditRecords: records.map((record) => ({ sequence: record.sequence, text: recordLine(record) })),
    };
  }

  async function write(change: JournalChange): Promise<void> {
    if (fault !== undefined) throw fault;
    const whole = joined(waiting, sealed(change));
    const [head, eventId] = [sealedHead, numberedEventId];
    waiting = undefined;
    cancelWaiting();
    await guard(journal.append(whole));
    durableHead = head;
    durableEventId = Math.max(durableEventId, eventId);
    recent.push(...whole.events);
    recent.splice(0, recent.length - recentMax);
    for (const listener of listeners) listener();
  }

  function writeSoon(change: JournalChange): void {
    if (fault !== undefined) return;
    // Where it fails, whoever heard of the fault ends the Agent.
    if (waiting === undefined)
      cancelWaiting = timers.after(writeSoonMs, () => void write({}).catch(() => undefined));
    waiting = joined(waiting, sealed(change));
  }

  async function eventsAfter(eventId: number, countMax: number): Promise<readonly StampedStepEvent[]> {
    const at = eventId + 1 - (recent[0]?.id ?? Number.POSITIVE_INFINITY);
    return at >= 0 ? recent.slice(at, at + countMax) : await journal.eventsAfter(eventId, countMax);
  }

  return {
    contents,
    lastEventId: () => durableEventId,
    auditHead: () => durableHead,
    write,
    writeSoon,
    eventsAfter,
    release(eventId, stepIds) {
      recent.splice(0, recent.filter(({ id }) => id <= eventId).length);
      return guard(journal.release(eventId, stepIds));
    },
    onWritten(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function joined(earlier: AgentJournalChange | undefined, later: AgentJournalChange): AgentJournalChange {
  if (earlier === undefined) return later;
  return {
    events: [...earlier.events, ...later.events],
    steps: [...earlier.steps, ...later.steps],
    auditRecords: [...earlier.auditRecords, ...later.auditRecords],
  };
}

async function headOf(journal: AgentJournal, sequence: number): Promise<ChainHead | undefined> {
  if (sequence === 0) return undefined;
  const [last] = await journal.auditRecordsAfter(sequence - 1, 1);
  if (last === undefined) throw new Error(`audit record ${sequence} is missing from the journal`);
  return unwrap(parseRecord(last.text));
}
