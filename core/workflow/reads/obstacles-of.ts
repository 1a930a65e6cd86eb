import { neverMs, type Order, type OrderId } from '../orders/order.ts';
import { type ControllerState, jobKey, workflowKey } from '../state/controller-state.ts';
import { entries, get } from '../state/sorted-map.ts';
import { jobAt } from './step-to-start.ts';

/** Why an order does not go on by itself at this moment. */
export type Obstacle =
  | { readonly kind: 'suspended' }
  /** Scheduled for later. */
  | { readonly kind: 'scheduled'; readonly untilMs: number }
  /** Scheduled for never. */
  | { readonly kind: 'pending' }
  | { readonly kind: 'delayingRetry'; readonly untilMs: number }
  /** All slots of the job are taken, or others came first. */
  | {
      readonly kind: 'jobParallelism';
      readonly jobName: string;
      readonly parallelism: number;
      readonly runningCount: number;
      /** How many orders come before this one. */
      readonly aheadCount: number;
    }
  | { readonly kind: 'agentNotCoupled'; readonly agentId: string }
  /** The Agent of a running step can not be reached: what became of it is unknown. */
  | { readonly kind: 'stepUnknown'; readonly agentId: string }
  /** Children are still on their way. */
  | { readonly kind: 'children'; readonly childIds: readonly OrderId[] }
  /** The other branches are waited for. */
  | { readonly kind: 'siblings' }
  /** A person has to resume or cancel it. */
  | { readonly kind: 'failed' }
  | { readonly kind: 'broken'; readonly message: string };

/** Why an order does not go on; empty where it does, or where there is no such order. */
export function obstaclesOf(state: ControllerState, orderId: OrderId): readonly Obstacle[] {
  const order = get(state.orders, orderId);
  if (order === undefined) return [];
  return [...(order.isSuspended ? [{ kind: 'suspended' } as const] : []), ...stateObstacles(state, order)];
}

function stateObstacles(state: ControllerState, order: Order): readonly Obstacle[] {
  switch (order.state.kind) {
    case 'fresh':
      return freshObstacles(order.scheduledForMs);
    case 'ready':
      return jobObstacles(state, order);
    case 'processing':
      return isCoupled(state, order.state.agentId)
        ? []
        : [{ kind: 'stepUnknown', agentId: order.state.agentId }];
    case 'delayingRetry':
      return [{ kind: 'delayingRetry', untilMs: order.state.untilMs }];
    case 'forked':
      return order.state.openCount === 0
        ? []
        : [{ kind: 'children', childIds: openChildren(state, order.state.childIds) }];
    case 'awaitingJoin':
    case 'failedInFork':
    case 'cancelled':
      return [{ kind: 'siblings' }];
    case 'failed':
      return [{ kind: 'failed' }];
    case 'broken':
      return [{ kind: 'broken', message: order.state.message }];
    case 'processed':
      return [];
  }
}

function freshObstacles(scheduledForMs: number | undefined): readonly Obstacle[] {
  if (scheduledForMs === undefined) return [];
  return scheduledForMs >= neverMs ? [{ kind: 'pending' }] : [{ kind: 'scheduled', untilMs: scheduledForMs }];
}

function jobObstacles(state: ControllerState, order: Order): readonly Obstacle[] {
  const workflow = get(state.workflows, workflowKey(order.workflow))?.workflow;
  const place = workflow && jobAt(workflow, order.position);
  if (place === undefined || order.isSuspended) return [];
  const { agentName: agentId, parallelism = 1 } = place.job;
  const { jobName } = place.instruction;
  const job = get(state.waiting.jobs, jobKey(order.workflow, jobName));
  const runningCount = job?.runningCount ?? 0;
  const aheadCount = job === undefined ? 0 : countAhead(job.queue, order.id);
  const isFull = runningCount + aheadCount >= parallelism;
  return [
    ...(isCoupled(state, agentId) ? [] : [{ kind: 'agentNotCoupled', agentId } as const]),
    ...(isFull ? [{ kind: 'jobParallelism', jobName, parallelism, runningCount, aheadCount } as const] : []),
  ];
}

function countAhead(queue: Parameters<typeof entries<OrderId>>[0], orderId: OrderId): number {
  let count = 0;
  for (const [, waiting] of entries(queue)) {
    if (waiting === orderId) return count;
    count++;
  }
  return count;
}

function isCoupled(state: ControllerState, agentId: string): boolean {
  return get(state.agents, agentId)?.isCoupled === true;
}

function openChildren(state: ControllerState, childIds: readonly OrderId[]): readonly OrderId[] {
  const closed = new Set(['awaitingJoin', 'failedInFork', 'cancelled']);
  return childIds.filter((childId) => !closed.has(get(state.orders, childId)?.state.kind ?? 'cancelled'));
}
