import { problem, type Result, refuse, succeed } from '@interlock/base';
import type {
  AgentJournal,
  AgentJournalChange,
  HeldStep,
  JournalAuditRecord,
  StampedStepEvent,
} from '@interlock/workflow';

/** A journal of an Agent without a disk. It outlives its openings, as a file does. */
export interface MemoryAgentJournal {
  open(agentId: string): Promise<Result<AgentJournal>>;
  /** Makes every append and release from now on fail as on a full disk, until it is called with false. */
  failWrites(fail: boolean): void;
}

/** Makes an empty journal; `journalId` is what its contents will say. */
export function memoryAgentJournal(journalId = 'journal-0000000000-id0'): MemoryAgentJournal {
  const kept = new KeptAgentJournal(journalId);
  let isOpen = false;
  return {
    failWrites: (fail) => {
      kept.failing = fail;
    },
    async open(agentId) {
      if (isOpen) return refuse(problem('StorageUnavailable', 'The journal is in use.'));
      kept.agentId ??= agentId;
      if (kept.agentId !== agentId) {
        const message = `The journal belongs to ${kept.agentId}, not to ${agentId}.`;
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

class KeptAgentJournal {
  readonly journalId: string;
  agentId: string | undefined;
  failing = false;
  lastEventId = 0;
  releasedEventId = 0;
  events: readonly StampedStepEvent[] = [];
  readonly auditRecords: JournalAuditRecord[] = [];
  readonly steps = new Map<string, HeldStep>();

  constructor(journalId: string) {
    this.journalId = journalId;
  }

  write(change: () => void): void {
    if (this.failing) throw new Error('The data store can not be used: database or disk is full.');
    change();
  }
}

function journalOver(kept: KeptAgentJournal, onClose: () => void): AgentJournal {
  return {
    load: async () => ({
      agentId: kept.agentId ?? '',
      journalId: kept.journalId,
      lastEventId: kept.lastEventId,
      releasedEventId: kept.releasedEventId,
      lastAuditSequence: kept.auditRecords.at(-1)?.sequence ?? 0,
      steps: structuredClone([...kept.steps.values()]).sort((a, b) => (a.stepId < b.stepId ? -1 : 1)),
    }),
    append: async (change) => kept.write(() => append(kept, change)),
    eventsAfter: async (eventId, countMax) =>
      structuredClone(kept.events.filter(({ id }) => id > eventId).slice(0, countMax)),
    auditRecordsAfter: async (after, countMax) =>
      kept.auditRecords.filter(({ sequence }) => sequence > after).slice(0, countMax),
    release: async (eventId, stepIds) => kept.write(() => release(kept, eventId, stepIds)),
    close: async () => onClose(),
  };
}

function append(kept: KeptAgentJournal, { events, steps, auditRecords }: AgentJournalChange): void {
  requireNext(
    kept.lastEventId,
    events.map(({ id }) => id),
  );
  requireNext(
    kept.auditRecords.at(-1)?.sequence ?? 0,
    auditRecords.map(({ sequence }) => sequence),
  );
  kept.events = [...kept.events, ...structuredClone(events)];
  kept.lastEventId += events.length;
  kept.auditRecords.push(...auditRecords);
  for (const step of steps) kept.steps.set(step.stepId, structuredClone(step));
}

function requireNext(last: number, ids: readonly number[]): void {
  ids.forEach((id, at) => {
    if (id !== last + 1 + at) throw new Error(`expected ${last + 1 + at}, got ${id}`);
  });
}

function release(kept: KeptAgentJournal, eventId: number, stepIds: readonly string[]): void {
  if (eventId > kept.lastEventId) throw new Error('events that are not there can not be released');
  kept.releasedEventId = Math.max(kept.releasedEventId, eventId);
  kept.events = kept.events.filter(({ id }) => id > eventId);
  for (const stepId of stepIds) kept.steps.delete(stepId);
}
