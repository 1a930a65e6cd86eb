import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite';

/** A row of the order history as the API shows it. */
export interface ShownOrder {
  readonly orderId: string;
  readonly state: 'SUCCESSFUL' | 'INCOMPLETE' | 'FAILED';
}

/** A step in the Cockpit's history. */
export interface RecordedStep {
  readonly stepId: string;
  /** The order that ran it: in a fork, the child. */
  readonly orderId: string;
  readonly label: string;
  readonly tryCount: number;
  /** How it came out; undefined: it has not ended. */
  readonly outcome: string | undefined;
}

/** Everything that a round left behind. */
export interface Evidence {
  /** The orders that were acknowledged. */
  readonly wanted: readonly string[];
  readonly shown: readonly ShownOrder[];
  readonly steps: readonly RecordedStep[];
  /** The lines that steps wrote at their beginning, as `order|label|try`: of those that must not run twice, and of those that may. */
  readonly ledger: readonly string[];
  readonly repeatableLedger: readonly string[];
  /** The ids of events that a log shows, as they stand in the Controller's journal and in the Cockpit's history. */
  readonly journalEventIds: readonly number[];
  readonly historyEventIds: readonly number[];
  /** The steps that began, by the Controller's journal. */
  readonly journalStepIds: readonly string[];
  /** The orders that began, children included, by the Controller's journal and by the Cockpit's history. */
  readonly journalOrderIds: readonly string[];
  readonly historyOrderIds: readonly string[];
  readonly leftOver: readonly number[];
}

/** Where the databases stood before a round. */
export interface Beginning {
  readonly eventId: number;
  readonly historyId: number;
}

/** What the two databases say of a round. Events that the journal has deleted by then are said by neither. */
export type DatabaseEvidence = Pick<
  Evidence,
  'steps' | 'journalEventIds' | 'historyEventIds' | 'journalStepIds' | 'journalOrderIds' | 'historyOrderIds'
>;

/** Reads where the databases of a world stand. */
export function beginningOf(dataRoot: string): Beginning {
  return reading(dataRoot, (cockpit, journal) => ({
    eventId: number(journal, 'SELECT last_event_id FROM journal'),
    historyId: number(cockpit, 'SELECT coalesce(max(history_id), 0) FROM order_history'),
  }));
}

/** Whether the history has everything that the journal has. */
export function isHistoryComplete(dataRoot: string): boolean {
  return reading(
    dataRoot,
    (cockpit, journal) =>
      number(cockpit, 'SELECT event_id FROM history_cursor') ===
      number(journal, 'SELECT last_event_id FROM journal'),
  );
}

/** Reads what the databases of a world say of the round that began there. */
export function databaseEvidence(dataRoot: string, beginning: Beginning): DatabaseEvidence {
  return reading(dataRoot, (cockpit, journal) => {
    const deletedEventId = number(journal, 'SELECT deleted_event_id FROM journal');
    const after = Math.max(beginning.eventId, deletedEventId);
    const events = rows(journal, 'SELECT id, event FROM event WHERE id > ? ORDER BY id', after).map(
      (row) => ({
        id: Number(row.id),
        event: JSON.parse(String(row.event)) as JournalEvent,
      }),
    );
    const logged = rows(cockpit, 'SELECT event_id FROM order_log WHERE event_id > ?', after);
    const isWhole = after === beginning.eventId;
    return {
      steps: stepsSince(cockpit, beginning.historyId),
      journalEventIds: events.filter(({ event }) => isLogged(event)).map(({ id }) => id),
      historyEventIds: logged.map((row) => Number(row.event_id)),
      journalStepIds: events.flatMap(({ event }) =>
        event.kind === 'OrderStepStarting' ? [event.stepId ?? ''] : [],
      ),
      journalOrderIds: isWhole ? events.flatMap(({ event }) => begunBy(event)) : [],
      historyOrderIds: isWhole
        ? rows(cockpit, 'SELECT order_id FROM order_history WHERE history_id > ?', beginning.historyId).map(
            (row) => String(row.order_id),
          )
        : [],
    };
  });
}

/** The lines of a ledger; none where no step has written one. */
export function ledgerLines(path: string): readonly string[] {
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter(Boolean) : [];
}

interface JournalEvent {
  readonly kind: string;
  readonly orderId?: string;
  readonly stepId?: string;
  readonly children?: readonly { readonly orderId: string }[];
}

/** Events that stand in no order's log. */
const unlogged: ReadonlySet<string> = new Set(['OrderOutputWritten', 'OrderStepStarted', 'OrderMoved']);

function isLogged({ kind, orderId }: JournalEvent): boolean {
  return orderId !== undefined && !unlogged.has(kind);
}

function begunBy({ children = [], kind, orderId }: JournalEvent): readonly string[] {
  if (kind === 'OrderAdded') return [orderId ?? ''];
  return kind === 'OrderForked' ? children.map((child) => child.orderId) : [];
}

function stepsSince(cockpit: DatabaseSync, historyId: number): readonly RecordedStep[] {
  const sql = `SELECT step_id, order_id, label, try_count, json_extract(outcome, '$.kind') AS outcome
    FROM step_history WHERE history_id > ? ORDER BY task_id`;
  return rows(cockpit, sql, historyId).map((row) => ({
    stepId: String(row.step_id),
    orderId: String(row.order_id),
    label: String(row.label),
    tryCount: Number(row.try_count),
    outcome: row.outcome === null ? undefined : String(row.outcome),
  }));
}

function reading<T>(dataRoot: string, read: (cockpit: DatabaseSync, journal: DatabaseSync) => T): T {
  const cockpit = new DatabaseSync(join(dataRoot, 'cockpit', 'cockpit.db'), { readOnly: true });
  const journal = new DatabaseSync(join(dataRoot, 'controller', 'journal.db'), { readOnly: true });
  try {
    return read(cockpit, journal);
  } finally {
    cockpit.close();
    journal.close();
  }
}

type Row = Readonly<Record<string, SQLOutputValue>>;

function rows(database: DatabaseSync, sql: string, ...parameters: readonly number[]): readonly Row[] {
  return database.prepare(sql).all(...parameters);
}

function number(database: DatabaseSync, sql: string): number {
  return Number(Object.values(rows(database, sql)[0] ?? {})[0]);
}
