import type { HistoryFilter, OrderHistoryFilter, StepHistoryFilter } from '@interlock/workflow';
import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import { globPattern, jsonList, withinFolders } from '../../kysely/json-list.ts';
import type { CockpitTables } from '../tables.ts';

type OrderBuilder = ExpressionBuilder<CockpitTables, 'order_history'>;
type StepBuilder = ExpressionBuilder<CockpitTables, 'step_history'>;
type Conditions = Expression<SqlBool>[];

/** What a filter asks of the rows of orders. */
export function orderConditions(eb: OrderBuilder, filter: OrderHistoryFilter): Conditions {
  return [
    ...sharedConditions(eb as unknown as SharedBuilder, filter),
    ...among(eb.ref('history_id'), filter.historyIds),
    ...(filter.fromMs === undefined ? [] : [eb('begun_ms', '>=', filter.fromMs)]),
    ...(filter.toMs === undefined ? [] : [eb('begun_ms', '<', filter.toMs)]),
  ];
}

/** What a filter asks of the rows of steps. */
export function stepConditions(eb: StepBuilder, filter: StepHistoryFilter): Conditions {
  return [
    ...sharedConditions(eb as unknown as SharedBuilder, filter),
    ...among(eb.ref('task_id'), filter.taskIds),
    ...among(eb.ref('history_id'), filter.historyIds),
    ...among(eb.ref('job_name'), filter.jobNames),
    ...fitting(eb.ref('job_name'), filter.jobNameGlob),
    ...(filter.fromMs === undefined ? [] : [eb('started_at_ms', '>=', filter.fromMs)]),
    ...(filter.toMs === undefined ? [] : [eb('started_at_ms', '<', filter.toMs)]),
  ];
}

/** The columns that both tables have. */
type SharedColumns = Pick<
  CockpitTables['step_history'],
  'controller_id' | 'order_id' | 'workflow_path' | 'workflow_folder' | 'workflow_name' | 'result'
>;
type SharedBuilder = ExpressionBuilder<{ readonly shared: SharedColumns }, 'shared'>;

function sharedConditions(eb: SharedBuilder, filter: HistoryFilter): Conditions {
  const { excludedWorkflowPaths: excluded, folders } = filter;
  return [
    ...among(eb.ref('controller_id'), filter.controllerIds),
    ...(folders === undefined ? [] : [withinFolders(eb.ref('workflow_folder'), folders)]),
    ...among(eb.ref('order_id'), filter.orderIds),
    ...among(eb.ref('workflow_path'), filter.workflowPaths),
    ...(excluded === undefined ? [] : [eb('workflow_path', 'not in', jsonList(excluded))]),
    ...fitting(eb.ref('workflow_name'), filter.workflowNameGlob),
    ...among(eb.ref('result'), filter.results),
  ];
}

function among<T extends string | number>(
  column: Expression<T>,
  values: readonly T[] | undefined,
): Conditions {
  return values === undefined ? [] : [sql<SqlBool>`${column} IN ${jsonList(values)}`];
}

function fitting(column: Expression<string>, glob: string | undefined): Conditions {
  return glob === undefined ? [] : [sql<SqlBool>`${column} GLOB ${globPattern(glob)}`];
}
