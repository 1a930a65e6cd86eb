import {
  base64url,
  type Problem,
  problem,
  type RandomBytes,
  type Result,
  refuse,
  succeed,
} from '@interlock/base';
import type { ControllerEvent, Journal, JournalContents, StampedEvent } from '@interlock/workflow';
import { auditRecordsAfter } from '../journal/audit-records.ts';
import { openJournal } from '../journal/open-journal.ts';
import type { DatabaseOptions, OpenDatabase } from '../sqlite/open-database.ts';
import type { Reader } from '../sqlite/reader.ts';
import type { Unit } from '../sqlite/statement.ts';
import { WriteConflict } from '../sqlite/write-fault.ts';
import type { Writer } from '../sqlite/writer.ts';
import { batchUnit } from './batch-unit.ts';
import { controllerJournalDatabase } from './database.ts';
import { deleteSpentEvents } from './event-deletion.ts';
import { newestSnapshot, snapshotUnit } from './snapshots.ts';

/** How the journal of a Controller is opened. */
export interface OpenControllerJournal extends DatabaseOptions {
  /** The id of this Controller; a journal of another one is refused (semantics §4.8). */
  readonly controllerId: string;
  /** For the journal's own id, when it is made. */
  readonly randomBytes: RandomBytes;
}

/** Opens the journal of a Controller, making it where there is none. */
export function openControllerJournal(open: OpenControllerJournal): Promise<Result<Journal>> {
  return openJournal(open, {
    kind: controllerJournalDatabase,
    role: 'Controller',
    ownId: open.controllerId,
    naming: naming(open),
    ownerOf: (reader) => contentsOf(reader).controllerId,
    journalOver,
  });
}

/** Names the journal once; what stands there already stays. */
function naming({ controllerId, randomBytes }: OpenControllerJournal): Unit {
  const sql = `INSERT INTO journal (one, controller_id, journal_id, last_event_id, released_event_id,
    deleted_event_id, last_audit_sequence) VALUES (1, ?, ?, 0, 0, 0, 0) ON CONFLICT DO NOTHING`;
  return [{ sql, rows: [[controllerId, base64url(randomBytes(16))]] }];
}

function journalOver({ writer, reader, close }: OpenDatabase): Journal {
  return {
    contents: async () => contentsOf(reader),
    append: async (batch) => writer.append(batchUnit(batch)),
    eventsAfter: async (eventId, countMax) => eventsAfter(reader, eventId, countMax),
    auditRecordsAfter: async (sequence, countMax) => auditRecordsAfter(reader, sequence, countMax),
    async saveSnapshot(snapshot) {
      await writer.append(snapshotUnit(snapshot));
      await deleteSpentEvents(writer, reader);
    },
    loadSnapshot: async () => newestSnapshot(reader),
    async release(eventId) {
      await noteRelease(writer, eventId);
      await deleteSpentEvents(writer, reader);
    },
    setInstallation: (installation) => setInstallation(writer, reader, installation),
    close,
  };
}

function contentsOf(reader: Reader): JournalContents {
  const [journal] = reader.query(
    'SELECT *, (SELECT max(event_id) FROM snapshot) AS snapshot_event_id FROM journal',
    [],
  ).rows;
  if (journal === undefined) throw new Error('the journal has no name');
  const cursors = reader.query('SELECT * FROM agent_cursor ORDER BY agent_id', []).rows;
  return {
    controllerId: String(journal.controller_id),
    ...(journal.installation === null ? {} : { installation: String(journal.installation) }),
    journalId: String(journal.journal_id),
    lastEventId: Number(journal.last_event_id),
    deletedUpToEventId: Number(journal.deleted_event_id),
    releasedEventId: Number(journal.released_event_id),
    snapshotEventId: Number(journal.snapshot_event_id ?? 0),
    lastAuditSequence: Number(journal.last_audit_sequence),
    agentCursors: cursors.map((cursor) => ({
      agentId: String(cursor.agent_id),
      journalId: String(cursor.journal_id),
      eventId: Number(cursor.event_id),
    })),
  };
}

function eventsAfter(reader: Reader, eventId: number, countMax: number): Result<readonly StampedEvent[]> {
  // One statement sees one state: a deletion between the look at the border and the rows would make a gap.
  const sql = `SELECT journal.deleted_event_id, event.id, event.at_ms, event.event
    FROM journal LEFT JOIN (SELECT * FROM event WHERE id > ? ORDER BY id LIMIT ?) AS event ORDER BY event.id`;
  const { rows } = reader.query(sql, [eventId, countMax]);
  const deletedUpTo = Number(rows[0]?.deleted_event_id ?? 0);
  if (eventId < deletedUpTo) return refuse(deletedEvents(eventId, deletedUpTo));
  return succeed(rows.filter(({ id }) => id !== null).map(stampedEvent));
}

function stampedEvent(row: Readonly<Record<string, unknown>>): StampedEvent {
  return {
    id: Number(row.id),
    atMs: Number(row.at_ms),
    event: JSON.parse(String(row.event)) as ControllerEvent,
  };
}

function deletedEvents(eventId: number, deletedUpTo: number): Problem {
  return problem(
    'UnknownObject',
    `The events after ${eventId} are not all there any more: those up to ${deletedUpTo} were released and deleted.`,
  );
}

function noteRelease(writer: Writer, eventId: number): Promise<void> {
  const sql = 'UPDATE journal SET released_event_id = max(released_event_id, ?) WHERE last_event_id >= ?';
  return writer.append([{ sql, rows: [[eventId, eventId]], mustChange: 1 }]);
}

async function setInstallation(writer: Writer, reader: Reader, installation: string): Promise<Result<void>> {
  const sql = 'UPDATE journal SET installation = ? WHERE coalesce(installation, ?) = ?';
  try {
    await writer.append([{ sql, rows: [[installation, installation, installation]], mustChange: 1 }]);
    return succeed(undefined);
  } catch (error) {
    if (!(error instanceof WriteConflict)) throw error;
    const { controllerId, installation: noted } = contentsOf(reader);
    const message = `Controller ${controllerId} belongs to installation ${noted} and can not join ${installation}: move its data folder away first.`;
    return refuse(problem('JoinRefused', message));
  }
}
