import { base64url, type RandomBytes, type Result } from '@interlock/base';
import type {
  AgentJournal,
  AgentJournalChange,
  AgentJournalContents,
  HeldStep,
  StampedStepEvent,
  StepEvent,
} from '@interlock/workflow';
import { auditRecordStatements, auditRecordsAfter } from '../journal/audit-records.ts';
import { followCounter } from '../journal/follow-counter.ts';
import { openJournal } from '../journal/open-journal.ts';
import type { DatabaseOptions, OpenDatabase } from '../sqlite/open-database.ts';
import type { Reader } from '../sqlite/reader.ts';
import type { Unit } from '../sqlite/statement.ts';
import { agentJournalDatabase } from './database.ts';

/** How the journal of an Agent is opened. */
export interface OpenAgentJournal extends DatabaseOptions {
  /** The id of this Agent; a journal of another one is refused (semantics §4.8). */
  readonly agentId: string;
  /** For the journal's own id, when it is made. */
  readonly randomBytes: RandomBytes;
}

/** Opens the journal of an Agent, making it where there is none. */
export function openAgentJournal(open: OpenAgentJournal): Promise<Result<AgentJournal>> {
  return openJournal(open, {
    kind: agentJournalDatabase,
    role: 'Agent',
    ownId: open.agentId,
    naming: naming(open),
    ownerOf: (reader) => contentsOf(reader).agentId,
    journalOver,
  });
}

/** Names the journal once; what stands there already stays. */
function naming({ agentId, randomBytes }: OpenAgentJournal): Unit {
  const sql = `INSERT INTO journal (one, agent_id, journal_id, last_event_id, released_event_id,
    last_audit_sequence) VALUES (1, ?, ?, 0, 0, 0) ON CONFLICT DO NOTHING`;
  return [{ sql, rows: [[agentId, base64url(randomBytes(16))]] }];
}

function journalOver({ writer, reader, close }: OpenDatabase): AgentJournal {
  return {
    load: async () => contentsOf(reader),
    append: async (change) => writer.append(unitOf(change)),
    eventsAfter: async (eventId, countMax) => eventsAfter(reader, eventId, countMax),
    auditRecordsAfter: async (sequence, countMax) => auditRecordsAfter(reader, sequence, countMax),
    release: (eventId, stepIds) => writer.append(releaseUnit(eventId, stepIds)),
    close,
  };
}

function contentsOf(reader: Reader): AgentJournalContents {
  const [journal] = reader.query('SELECT * FROM journal', []).rows;
  if (journal === undefined) throw new Error('the journal has no name');
  const steps = reader.query('SELECT step FROM step ORDER BY step_id', []).rows;
  return {
    agentId: String(journal.agent_id),
    journalId: String(journal.journal_id),
    lastEventId: Number(journal.last_event_id),
    releasedEventId: Number(journal.released_event_id),
    lastAuditSequence: Number(journal.last_audit_sequence),
    steps: steps.map(({ step }) => JSON.parse(String(step)) as HeldStep),
  };
}

function unitOf({ events, steps, auditRecords }: AgentJournalChange): Unit {
  const eventIds = events.map(({ id }) => id);
  return [
    ...followCounter('last_event_id', eventIds),
    {
      sql: 'INSERT INTO event (id, at_ms, event) VALUES (?, ?, ?)',
      rows: events.map(({ id, atMs, event }) => [id, atMs, JSON.stringify(event)]),
    },
    {
      sql: 'INSERT INTO step (step_id, step) VALUES (?, ?) ON CONFLICT DO UPDATE SET step = excluded.step',
      rows: steps.map((step) => [step.stepId, JSON.stringify(step)]),
    },
    ...auditRecordStatements(auditRecords),
  ];
}

function eventsAfter(reader: Reader, eventId: number, countMax: number): readonly StampedStepEvent[] {
  const sql = 'SELECT id, at_ms, event FROM event WHERE id > ? ORDER BY id LIMIT ?';
  return reader.query(sql, [eventId, countMax]).rows.map((row) => ({
    id: Number(row.id),
    atMs: Number(row.at_ms),
    event: JSON.parse(String(row.event)) as StepEvent,
  }));
}

function releaseUnit(eventId: number, stepIds: readonly string[]): Unit {
  return [
    {
      sql: 'UPDATE journal SET released_event_id = max(released_event_id, ?) WHERE last_event_id >= ?',
      rows: [[eventId, eventId]],
      mustChange: 1,
    },
    { sql: 'DELETE FROM event WHERE id <= ?', rows: [[eventId]] },
    { sql: 'DELETE FROM step WHERE step_id = ?', rows: stepIds.map((stepId) => [stepId]) },
  ];
}
