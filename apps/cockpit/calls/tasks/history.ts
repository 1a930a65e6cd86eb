import { type Result, succeed } from '@interlock/base';
import type { RequestOf } from '@interlock/cockpit-api';
import { allAgents, type StepHistoryFilter } from '@interlock/workflow';
import type { CallPorts } from '../../call-ports.ts';
import { filterSpan } from '../../mapping/dates/filter-time.ts';
import { taskHistoryItem } from '../../mapping/history.ts';
import type { Handler } from '../call-handler.ts';
import { rowFilter } from '../order/find-history.ts';
import { countOf, resultsOf } from '../orders/history.ts';
import { historyScopes } from '../orders/history-scope.ts';
import { workflowPathsOf } from '../workflow-paths.ts';

/** The task history of the Controllers and folders that the caller may view, the latest start first. */
export function tasksHistory(ports: CallPorts): Handler<'tasks.history'> {
  return async ({ caller, facts, request }) => {
    const filter = stepFilter(ports, request, facts.atMs);
    if (!filter.ok) return filter;
    const scopes = historyScopes(ports.controllers, caller, request);
    if (!scopes.ok) return scopes;
    const rows = [];
    for (const scope of scopes.value)
      rows.push(...(await ports.data.read.history.steps({ ...filter.value, ...scope })));
    rows.sort((one, other) => other.startedAtMs - one.startedAtMs || other.taskId - one.taskId);
    const excluded = new Set((request.excludeJobs ?? []).flatMap(({ job }) => job ?? []));
    const criticalities = new Set(request.criticalities ?? []);
    const urlOf = agentUrls(ports);
    const history = rows
      .filter(rowFilter(ports, caller))
      .filter(
        (row) =>
          !excluded.has(row.jobName) && (criticalities.size === 0 || criticalities.has(row.criticality)),
      )
      .slice(0, filter.value.countMax)
      .map((row) => taskHistoryItem(row, urlOf(row.controllerId, row.agentId)));
    return succeed({ history });
  };
}

/** Where an Agent is dialled, as far as that is known now; else its id. */
export function agentUrls(ports: CallPorts): (controllerId: string, agentId: string) => string {
  const urls = new Map<string, string>();
  for (const controller of ports.controllers.list())
    for (const { agentId, address } of allAgents(controller.mirror().state))
      urls.set(`${controller.controllerId}\n${agentId}`, `https://${address}`);
  return (controllerId, agentId) => urls.get(`${controllerId}\n${agentId}`) ?? agentId;
}

function stepFilter(
  ports: CallPorts,
  request: RequestOf<'tasks.history'>,
  nowMs: number,
): Result<StepHistoryFilter> {
  const span = filterSpan(request, { nowMs, past: true });
  if (!span.ok) return span;
  const jobs = request.jobs ?? [];
  const jobNames = jobs.flatMap(({ job }) => job ?? []);
  const paths = [
    ...jobs.flatMap(({ workflowPath }) => workflowPath ?? []),
    ...(request.workflowPath === undefined ? [] : [request.workflowPath]),
  ];
  return succeed({
    ...span.value,
    ...resultsOf(request.historyStates),
    ...(request.orderId === undefined ? {} : { orderIds: [request.orderId] }),
    ...(jobNames.length === 0 ? {} : { jobNames }),
    ...(request.jobName === undefined ? {} : { jobNameGlob: request.jobName }),
    ...(paths.length === 0 ? {} : { workflowPaths: workflowPathsOf(ports, paths) }),
    ...(request.workflowName === undefined ? {} : { workflowNameGlob: request.workflowName }),
    ...(request.taskIds?.length ? { taskIds: request.taskIds } : {}),
    countMax: countOf(request.limit),
  });
}
