import type { JournalBatch } from '@interlock/workflow';
import { auditRecordStatements } from '../journal/audit-records.ts';
import { followCounter } from '../journal/follow-counter.ts';
import type { Unit } from '../sqlite/statement.ts';

/** The statements of a batch. It is refused whole where its ids do not follow what the journal holds. */
export function batchUnit({ events, auditRecords, agentCursors }: JournalBatch): Unit {
  return [
    ...followCounter(
      'last_event_id',
      events.map(({ id }) => id),
    ),
    {
      sql: 'INSERT INTO event (id, at_ms, event) VALUES (?, ?, ?)',
      rows: events.map(({ id, atMs, event }) => [id, atMs, JSON.stringify(event)]),
    },
    ...auditRecordStatements(auditRecords),
    {
      sql: `INSERT INTO agent_cursor (agent_id, journal_id, event_id) VALUES (?, ?, ?)
        ON CONFLICT DO UPDATE SET journal_id = excluded.journal_id, event_id = excluded.event_id`,
      rows: agentCursors.map(({ agentId, journalId, eventId }) => [agentId, journalId, eventId]),
    },
  ];
}
