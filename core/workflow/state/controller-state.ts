import type { WorkflowId } from '../format/position.ts';
import type { Workflow } from '../format/workflow.ts';
import type { Order, OrderId, TerminatedOrder } from '../orders/order.ts';
import type { AgentState } from './snapshot.ts';
import { emptyMap, type SortedMap } from './sorted-map.ts';

/**
 * The state of a Controller: the fold over its events. The same events give the same state. Read it by the functions
 * of this package; what stands under `waiting` follows from the rest.
 */
export interface ControllerState {
  /** The last event; 0 before the first. */
  readonly eventId: number;
  /** The time of the last event. */
  readonly atMs: number;
  /** Known since the first start. */
  readonly controllerId?: string;
  /** Versions that are current or still have orders, by {@link workflowKey}. */
  readonly workflows: SortedMap<DeployedWorkflow>;
  /** The current version of each workflow, by the workflow's name: a name is unique, and its folder may change. */
  readonly current: SortedMap<WorkflowId>;
  /** By id. */
  readonly agents: SortedMap<AgentState>;
  /** All that have not ended, by id. */
  readonly orders: SortedMap<Order>;
  /** By id. */
  readonly terminated: SortedMap<TerminatedOrder>;
  readonly waiting: WaitingOrders;
}

/** A version of a workflow. */
export interface DeployedWorkflow {
  readonly id: WorkflowId;
  readonly workflow: Workflow;
  readonly deployedAtMs: number;
  /** Orders on their way with this version, children included. */
  readonly orderCount: number;
}

/** Who waits for what: made from the orders, so that nothing ever has to look at all of them. */
export interface WaitingOrders {
  /** Orders at whose turn it is, whatever the time; by arrival. */
  readonly toAdvance: SortedMap<OrderId>;
  /** Scheduled starts and retry delays, by time. */
  readonly due: SortedMap<OrderId>;
  /** The queues at the jobs, by {@link jobKey}. */
  readonly jobs: SortedMap<JobQueue>;
  /** Jobs with a free slot, an order and a coupled Agent, by {@link jobKey}. */
  readonly startable: SortedMap<true>;
  /** Running steps, by step id. */
  readonly steps: SortedMap<OrderId>;
  /** Orders that have ended, by the time of their end. */
  readonly terminated: SortedMap<OrderId>;
  /** Versions that are not current and have no orders, by {@link workflowKey}. */
  readonly droppable: SortedMap<true>;
}

/** The steps and the queue of one job of one workflow version. */
export interface JobQueue {
  readonly workflow: WorkflowId;
  readonly jobName: string;
  readonly agentId: string;
  /** How many steps may run at once. */
  readonly parallelism: number;
  readonly runningCount: number;
  /** By arrival. */
  readonly queue: SortedMap<OrderId>;
}

/** The state before the first event. */
export const initialState: ControllerState = {
  eventId: 0,
  atMs: 0,
  workflows: emptyMap(),
  current: emptyMap(),
  agents: emptyMap(),
  orders: emptyMap(),
  terminated: emptyMap(),
  waiting: {
    toAdvance: emptyMap(),
    due: emptyMap(),
    jobs: emptyMap(),
    startable: emptyMap(),
    steps: emptyMap(),
    terminated: emptyMap(),
    droppable: emptyMap(),
  },
};

/** The key of a version: no path and no version id holds a line feed. */
export function workflowKey({ path, versionId }: WorkflowId): string {
  return `${path}\n${versionId}`;
}

/** The key of a job of a version. */
export function jobKey(workflow: WorkflowId, jobName: string): string {
  return `${workflowKey(workflow)}\n${jobName}`;
}

/** A number as text whose order is that of the numbers, for whole numbers from 0 to 2⁵³ − 1. */
export function orderedNumber(value: number): string {
  return String(value).padStart(16, '0');
}
