import { type Result, succeed } from '@interlock/base';
import type { RequestOf } from '@interlock/cockpit-api';
import type { HistoryResult, OrderHistoryFilter } from '@interlock/workflow';
import type { CallPorts } from '../../call-ports.ts';
import { filterSpan } from '../../mapping/dates/filter-time.ts';
import { orderHistoryItem } from '../../mapping/history.ts';
import type { Handler } from '../call-handler.ts';
import { rowFilter } from '../order/find-history.ts';
import { workflowPathsOf } from '../workflow-paths.ts';
import { historyScopes } from './history-scope.ts';

const results = { SUCCESSFUL: 'successful', INCOMPLETE: 'incomplete', FAILED: 'failed' } as const;
const countMax = 10_000;

/** The order history of the Controllers and folders that the caller may view, the latest start first. */
export function ordersHistory(ports: CallPorts): Handler<'orders.history'> {
  return async ({ caller, facts, request }) => {
    const filter = orderFilter(ports, request, facts.atMs);
    if (!filter.ok) return filter;
    const scopes = historyScopes(ports.controllers, caller, request);
    if (!scopes.ok) return scopes;
    const rows = [];
    for (const scope of scopes.value)
      rows.push(...(await ports.data.read.history.orders({ ...filter.value, ...scope })));
    rows.sort((one, other) => other.addedAtMs - one.addedAtMs || other.historyId - one.historyId);
    const history = rows
      .filter(rowFilter(ports, caller))
      .slice(0, filter.value.countMax)
      .map((row) => orderHistoryItem(row, request.compact ?? false));
    return succeed({ history });
  };
}

/** How a request's words for results are meant. */
export function resultsOf(words: readonly (keyof typeof results)[] | undefined): {
  readonly results?: readonly HistoryResult[];
} {
  return words === undefined || words.length === 0 ? {} : { results: words.map((word) => results[word]) };
}

/** How many rows are given: as many as asked for, up to the server's own limit. */
export function countOf(limit: number | undefined): number {
  return limit === undefined || limit < 1 ? countMax : Math.min(limit, countMax);
}

function orderFilter(
  ports: CallPorts,
  request: RequestOf<'orders.history'>,
  nowMs: number,
): Result<OrderHistoryFilter> {
  const span = filterSpan(request, { nowMs, past: true });
  if (!span.ok) return span;
  const wanted = request.orders ?? [];
  const orderIds = [
    ...wanted.flatMap(({ orderId }) => orderId ?? []),
    ...(request.orderId ? [request.orderId] : []),
  ];
  const paths = [
    ...wanted.flatMap(({ workflowPath }) => workflowPath ?? []),
    ...(request.workflowPath ? [request.workflowPath] : []),
  ];
  const excluded = workflowPathsOf(ports, request.excludeWorkflows ?? []);
  return succeed({
    ...span.value,
    ...resultsOf(request.historyStates),
    ...(orderIds.length === 0 ? {} : { orderIds }),
    ...(paths.length === 0 ? {} : { workflowPaths: workflowPathsOf(ports, paths) }),
    ...(excluded.length === 0 ? {} : { excludedWorkflowPaths: excluded }),
    ...(request.workflowName === undefined ? {} : { workflowNameGlob: request.workflowName }),
    ...(request.historyIds?.length ? { historyIds: request.historyIds } : {}),
    countMax: countOf(request.limit),
  });
}
