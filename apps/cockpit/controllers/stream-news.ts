import type { StreamEvent } from '@interlock/cockpit-api';
import type { ControllerEvent, StampedEvent } from '@interlock/workflow';

/** What is looked up to tell of an event. */
export interface NewsContext {
  /** The path of an order's workflow; undefined where the order is not known. */
  workflowPath(orderId: string): string | undefined;
  /** The number of a step in the history; undefined where the history has not seen it. */
  taskId(stepId: string): number | undefined;
}

/** What the stream tells of an event: that something changed, and where. What it became, the calls say. */
export function newsOf(
  controllerId: string,
  { event, atMs }: StampedEvent,
  context: NewsContext,
): readonly StreamEvent[] {
  switch (event.kind) {
    case 'WorkflowDeployed':
    case 'WorkflowWithdrawn':
      return [{ kind: 'workflow', controllerId, workflowPath: event.path, event: event.kind, atMs }];
    case 'AgentRegistered':
    case 'AgentCoupled':
    case 'AgentLost':
    case 'AgentAbandoned':
      return [{ kind: 'agent', controllerId, agentId: event.agentId, atMs }];
    case 'OrderOutputWritten':
      return outputNews(controllerId, event, atMs, context);
    default:
      return 'orderId' in event ? orderNews(controllerId, event.kind, event.orderId, atMs, context) : [];
  }
}

function outputNews(
  controllerId: string,
  { orderId, stepId }: Extract<ControllerEvent, { kind: 'OrderOutputWritten' }>,
  atMs: number,
  context: NewsContext,
): readonly StreamEvent[] {
  const taskId = context.taskId(stepId);
  const workflowPath = context.workflowPath(orderId);
  if (taskId === undefined || workflowPath === undefined) return [];
  return [{ kind: 'taskLog', controllerId, taskId, workflowPath, atMs }];
}

function orderNews(
  controllerId: string,
  event: string,
  orderId: string,
  atMs: number,
  context: NewsContext,
): readonly StreamEvent[] {
  const workflowPath = context.workflowPath(orderId);
  return workflowPath === undefined
    ? []
    : [{ kind: 'order', controllerId, orderId, workflowPath, event, atMs }];
}
