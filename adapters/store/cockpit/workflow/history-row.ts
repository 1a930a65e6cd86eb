import type { ObjectPath } from '@interlock/base';
import type {
  HistoryResult,
  NamedValues,
  OrderHistoryRow,
  OrderHistoryState,
  Outcome,
  Position,
  StepHistoryRow,
} from '@interlock/workflow';
import type { Selectable } from 'kysely';
import { fromJson, optional } from '../column.ts';
import type { CockpitTables } from '../tables.ts';

/** The order that a row tells of. */
export function orderRowOf(row: Selectable<CockpitTables['order_history']>): OrderHistoryRow {
  return {
    historyId: row.history_id,
    controllerId: row.controller_id,
    orderId: row.order_id,
    ...optional('parentHistoryId', row.parent_history_id),
    workflowPath: row.workflow_path as ObjectPath,
    versionId: row.version_id,
    arguments: fromJson<NamedValues>(row.arguments),
    position: fromJson<Position>(row.position),
    state: row.state as OrderHistoryState,
    result: row.result as HistoryResult,
    account: row.account,
    addedAtMs: row.added_at_ms,
    ...optional('scheduledForMs', row.scheduled_for_ms),
    ...optional('startedAtMs', row.started_at_ms),
    ...optional('endedAtMs', row.ended_at_ms),
  };
}

/** The step that a row tells of. */
export function stepRowOf(row: Selectable<CockpitTables['step_history']>): StepHistoryRow {
  return {
    taskId: row.task_id,
    stepId: row.step_id,
    historyId: row.history_id,
    controllerId: row.controller_id,
    orderId: row.order_id,
    workflowPath: row.workflow_path as ObjectPath,
    versionId: row.version_id,
    position: fromJson<Position>(row.position),
    jobName: row.job_name,
    label: row.label,
    criticality: row.criticality,
    agentId: row.agent_id,
    arguments: fromJson<NamedValues>(row.arguments),
    tryCount: row.try_count,
    result: row.result as HistoryResult,
    ...(row.outcome === null ? {} : { outcome: fromJson<Outcome>(row.outcome) }),
    startedAtMs: row.started_at_ms,
    ...optional('endedAtMs', row.ended_at_ms),
    droppedBytes: row.dropped_bytes,
  };
}
