import type { Workflow } from '../format/workflow.ts';
import type { Order, TerminatedOrder } from '../orders/order.ts';

/** The whole state of a Controller as JSON; with the events after it, the state is made again. */
export interface ControllerSnapshot {
  /** The form of this object; another one is refused. */
  readonly format: 1;
  /** The last event that it holds; 0 before the first. */
  readonly eventId: number;
  /** The time of that event. */
  readonly atMs: number;
  readonly controllerId?: string;
  readonly workflows: readonly WorkflowSnapshot[];
  readonly agents: readonly AgentState[];
  /** By id. */
  readonly orders: readonly Order[];
  /** The oldest first. */
  readonly terminated: readonly TerminatedOrder[];
}

/** A version of a workflow that is current or still has orders. */
export interface WorkflowSnapshot {
  readonly path: string;
  readonly versionId: string;
  readonly workflow: Workflow;
  readonly isCurrent: boolean;
  readonly deployedAtMs: number;
}

/** An Agent as the Controller knows it. */
export interface AgentState {
  readonly agentId: string;
  /** `host:port`. */
  readonly address: string;
  readonly isCoupled: boolean;
  /** The journal with which it was last coupled. */
  readonly journalId?: string;
}
