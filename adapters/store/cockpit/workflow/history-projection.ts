import { folderOf, nameOf } from '@interlock/base';
import type { HistoryBatch, HistoryChange } from '@interlock/workflow';
import type { SqlValue, Statement, Unit } from '../../sqlite/statement.ts';

/**
 * The statements of a run of events: first the cursor, which refuses the whole where it doesn't stand at
 * `batch.after`, then the changes in order. A change of an order that the history doesn't know changes nothing: its
 * beginning was before the history's.
 */
export function projectionUnit(batch: HistoryBatch): Unit {
  return [
    cursorStatement(batch),
    ...withoutOverwritten(batch.changes).flatMap((change) => statementsOf(batch.controllerId, change)),
  ];
}

/** Without the moves whose row a later change of the same run writes again: nobody ever sees them. */
function withoutOverwritten(changes: readonly HistoryChange[]): readonly HistoryChange[] {
  const written = new Set<string>();
  const kept: HistoryChange[] = [];
  for (const change of changes.toReversed()) {
    if (change.kind === 'orderMoved' && written.has(change.orderId)) continue;
    if (change.kind === 'orderMoved' || change.kind === 'orderEnded') written.add(change.orderId);
    // What comes before it concerns an earlier row of an order that has the same id.
    if (change.kind === 'orderAdded') written.delete(change.orderId);
    kept.push(change);
  }
  return kept.reverse();
}

function cursorStatement({ controllerId, after, upTo }: HistoryBatch): Statement {
  if (after === undefined)
    return once(
      'INSERT INTO history_cursor (controller_id, journal_id, event_id) VALUES (?, ?, ?)',
      controllerId,
      upTo.journalId,
      upTo.eventId,
    );
  const sql = `UPDATE history_cursor SET journal_id = ?, event_id = ?
    WHERE controller_id = ? AND journal_id = ? AND event_id = ?`;
  const rows = [[upTo.journalId, upTo.eventId, controllerId, after.journalId, after.eventId]];
  return { sql, rows, mustChange: 1 };
}

/** The latest row of an order; takes Controller and order id. */
const latest = '(SELECT max(history_id) FROM order_history WHERE controller_id = ? AND order_id = ?)';

type Change<K extends HistoryChange['kind']> = Extract<HistoryChange, { readonly kind: K }>;

function statementsOf(controllerId: string, change: HistoryChange): readonly Statement[] {
  switch (change.kind) {
    case 'orderAdded':
      return [orderAdded(controllerId, change)];
    case 'orderStarted':
      return [orderStarted(controllerId, change)];
    case 'orderMoved':
      return [orderMoved(controllerId, change)];
    case 'orderEnded':
      return [orderEnded(controllerId, change)];
    case 'stepStarted':
      return [stepStarted(controllerId, change)];
    case 'stepEnded':
      return [stepEnded(controllerId, change)];
    case 'logged':
      return [logged(controllerId, change)];
    case 'outputWritten':
      return [outputWritten(controllerId, change)];
  }
}

function orderAdded(controllerId: string, change: Change<'orderAdded'>): Statement {
  return once(
    `INSERT INTO order_history (controller_id, order_id, parent_history_id, workflow_path, workflow_folder,
      workflow_name, version_id, arguments, position, state, result, account, added_at_ms, scheduled_for_ms, begun_ms)
    VALUES (?, ?, ${latest}, ?, ?, ?, ?, ?, ?, 'fresh', 'incomplete', ?, ?, ?, ?)`,
    controllerId,
    change.orderId,
    controllerId,
    change.parentId ?? null,
    change.workflowPath,
    folderOf(change.workflowPath),
    nameOf(change.workflowPath),
    change.versionId,
    JSON.stringify(change.arguments),
    JSON.stringify(change.position),
    change.account,
    change.atMs,
    change.scheduledForMs ?? null,
    change.atMs,
  );
}

function orderStarted(controllerId: string, { orderId, atMs }: Change<'orderStarted'>): Statement {
  const sql = `UPDATE order_history SET started_at_ms = ?, begun_ms = ? WHERE history_id = ${latest}`;
  return once(sql, atMs, atMs, controllerId, orderId);
}

/** What has ended keeps its result, whatever is still told of it. */
function orderMoved(controllerId: string, change: Change<'orderMoved'>): Statement {
  const { orderId, position, result, state } = change;
  const sql = `UPDATE order_history
    SET position = ?, state = ?, result = CASE WHEN ended_at_ms IS NULL THEN ? ELSE result END
    WHERE history_id = ${latest}`;
  return once(sql, JSON.stringify(position), state, result, controllerId, orderId);
}

function orderEnded(controllerId: string, change: Change<'orderEnded'>): Statement {
  const { position, state, result, atMs, orderId } = change;
  const sql = `UPDATE order_history SET position = ?, state = ?, result = ?, ended_at_ms = ?
    WHERE history_id = ${latest}`;
  return once(sql, JSON.stringify(position), state, result, atMs, controllerId, orderId);
}

function stepStarted(controllerId: string, change: Change<'stepStarted'>): Statement {
  return once(
    `INSERT INTO step_history (history_id, controller_id, step_id, order_id, workflow_path, workflow_folder,
      workflow_name, version_id, position, job_name, label, criticality, agent_id, arguments, try_count, result,
      started_at_ms, dropped_bytes)
    SELECT history_id, controller_id, ?, order_id, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'incomplete', ?, 0
    FROM order_history WHERE history_id = ${latest}`,
    change.stepId,
    change.workflowPath,
    folderOf(change.workflowPath),
    nameOf(change.workflowPath),
    change.versionId,
    JSON.stringify(change.position),
    change.jobName,
    change.label,
    change.criticality,
    change.agentId,
    JSON.stringify(change.arguments),
    change.tryCount,
    change.atMs,
    controllerId,
    change.orderId,
  );
}

function stepEnded(controllerId: string, change: Change<'stepEnded'>): Statement {
  const { outcome, droppedBytes, atMs, stepId } = change;
  const sql = `UPDATE step_history SET result = ?, outcome = ?, ended_at_ms = ?, dropped_bytes = ?
    WHERE controller_id = ? AND step_id = ?`;
  const result = outcome.kind === 'succeeded' ? 'successful' : 'failed';
  return once(sql, result, JSON.stringify(outcome), atMs, droppedBytes, controllerId, stepId);
}

function logged(controllerId: string, { kind: _kind, stepId, ...line }: Change<'logged'>): Statement {
  const sql = `INSERT INTO order_log (history_id, event_id, line, task_id)
    SELECT history_id, ?, ?, (SELECT task_id FROM step_history WHERE controller_id = ? AND step_id = ?)
    FROM order_history WHERE history_id = ${latest}`;
  const text = JSON.stringify(line);
  return once(sql, line.eventId, text, controllerId, stepId ?? null, controllerId, line.orderId);
}

function outputWritten(controllerId: string, change: Change<'outputWritten'>): Statement {
  const { eventId, stream, offset, atMs, text, stepId } = change;
  const sql = `INSERT INTO step_output (task_id, event_id, stream, byte_offset, at_ms, text)
    SELECT task_id, ?, ?, ?, ?, ? FROM step_history WHERE controller_id = ? AND step_id = ?`;
  return once(sql, eventId, stream, offset, atMs, text, controllerId, stepId);
}

function once(sql: string, ...parameters: readonly SqlValue[]): Statement {
  return { sql, rows: [parameters] };
}
