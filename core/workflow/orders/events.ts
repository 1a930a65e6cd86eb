import type { Position, WorkflowId } from '../format/position.ts';
import type { NamedValues } from '../format/value.ts';
import type { Workflow } from '../format/workflow.ts';
import type { OrderId, StepTreatment } from './order.ts';
import type { Failure, Outcome } from './outcome.ts';

/** Everything that can happen at a Controller. The state is the fold over these and nothing else. */
export type ControllerEvent = ItemEvent | AgentStateEvent | OrderEvent;

/** The Controller itself, and what is deployed. */
export type ItemEvent =
  /** The Controller began to run; no Agent is coupled. */
  | { readonly kind: 'ControllerStarted'; readonly controllerId: string }
  /** This version is now the one with which orders are added. */
  | {
      readonly kind: 'WorkflowDeployed';
      readonly path: string;
      readonly versionId: string;
      readonly workflow: Workflow;
      readonly account: string;
    }
  /** No orders are added any more; those on their way go on. */
  | { readonly kind: 'WorkflowWithdrawn'; readonly path: string; readonly account: string }
  /** The last order of a version that is not current has ended. */
  | { readonly kind: 'WorkflowVersionDropped'; readonly path: string; readonly versionId: string };

/** The Agents as the Controller knows them. */
export type AgentStateEvent =
  | {
      readonly kind: 'AgentRegistered';
      readonly agentId: string;
      /** `host:port`. */
      readonly address: string;
      readonly account: string;
    }
  | { readonly kind: 'AgentCoupled'; readonly agentId: string; readonly journalId: string }
  /** The connection is gone; what runs there is not known to have ended. */
  | { readonly kind: 'AgentLost'; readonly agentId: string; readonly message?: string }
  /** A person declared that what ran there will never be heard of again; its steps are lost. */
  | { readonly kind: 'AgentAbandoned'; readonly agentId: string; readonly account: string };

/** What happens to orders. */
export type OrderEvent =
  | {
      readonly kind: 'OrderAdded';
      readonly orderId: OrderId;
      readonly workflow: WorkflowId;
      /** With defaults and final values. */
      readonly arguments: NamedValues;
      readonly scheduledForMs?: number;
      readonly contentDigest: string;
      readonly account: string;
    }
  | { readonly kind: 'OrderStarted'; readonly orderId: OrderId }
  | {
      readonly kind: 'OrderStepStarting';
      readonly orderId: OrderId;
      /** 128 random bits in base64url. */
      readonly stepId: string;
      readonly agentId: string;
      readonly jobName: string;
      readonly label: string;
      readonly position: Position;
    }
  /** The Agent's process runs. */
  | {
      readonly kind: 'OrderStepStarted';
      readonly orderId: OrderId;
      readonly stepId: string;
      readonly pid?: number;
      /** By the Agent's clock. */
      readonly agentAtMs: number;
    }
  /** Output of a step. The fold has no use for it: it stands here so that it reaches the history exactly once. */
  | {
      readonly kind: 'OrderOutputWritten';
      readonly orderId: OrderId;
      readonly stepId: string;
      readonly stream: 'stdout' | 'stderr';
      /** Bytes in UTF-8 of this stream before this piece. */
      readonly offset: number;
      readonly text: string;
      readonly agentAtMs: number;
    }
  | {
      readonly kind: 'OrderStepEnded';
      readonly orderId: OrderId;
      readonly stepId: string;
      readonly outcome: Outcome;
      /** Bytes of output that were read and dropped. */
      readonly droppedBytes: number;
      readonly agentAtMs: number;
    }
  /** A lost step of a job that says that it may run again (semantics §5.4). */
  | { readonly kind: 'OrderStepRepeated'; readonly orderId: OrderId }
  | { readonly kind: 'OrderMoved'; readonly orderId: OrderId; readonly to: Position }
  | {
      readonly kind: 'OrderForked';
      readonly orderId: OrderId;
      readonly children: readonly { readonly orderId: OrderId; readonly branchId: string }[];
    }
  /** All children are at an end, and are no more. */
  | { readonly kind: 'OrderJoined'; readonly orderId: OrderId; readonly outcome: Outcome }
  | {
      readonly kind: 'OrderCaught';
      readonly orderId: OrderId;
      readonly to: Position;
      readonly outcome: Failure;
    }
  | {
      readonly kind: 'OrderRetrying';
      readonly orderId: OrderId;
      /** The beginning of the next try. */
      readonly to: Position;
      readonly delayedUntilMs?: number;
    }
  /** The delay of a retry is over. */
  | { readonly kind: 'OrderAwoke'; readonly orderId: OrderId }
  | { readonly kind: 'OrderFailed'; readonly orderId: OrderId; readonly outcome: Failure }
  /** A child of a Fork with joinIfFailed failed. */
  | { readonly kind: 'OrderFailedInFork'; readonly orderId: OrderId; readonly outcome: Failure }
  | { readonly kind: 'OrderBroken'; readonly orderId: OrderId; readonly message: string }
  /** A child is at the end of its branch. */
  | { readonly kind: 'OrderBranchEnded'; readonly orderId: OrderId; readonly outcome?: Failure }
  /** The order is at its end, and is no more. With an outcome: Finish said so, without success. */
  | { readonly kind: 'OrderFinished'; readonly orderId: OrderId; readonly outcome?: Failure }
  | {
      readonly kind: 'OrderCancellationMarked';
      readonly orderId: OrderId;
      readonly treatment: StepTreatment;
      readonly account: string;
    }
  /** A child of a Fork stays for the join; any other order is no more, and its children neither. */
  | { readonly kind: 'OrderCancelled'; readonly orderId: OrderId; readonly account: string }
  | {
      readonly kind: 'OrderSuspensionMarked';
      readonly orderId: OrderId;
      readonly treatment: StepTreatment;
      readonly account: string;
    }
  | {
      readonly kind: 'OrderSuspended';
      readonly orderId: OrderId;
      /** Whether the instruction at which it stood is begun anew, and its delay forgotten. */
      readonly reset: boolean;
      readonly account: string;
    }
  | {
      readonly kind: 'OrderResumed';
      readonly orderId: OrderId;
      /** Another place than that where it stood. */
      readonly to?: Position;
      /** Arguments that replace those of the same name, and hide what steps returned. */
      readonly arguments?: NamedValues;
      readonly account: string;
    }
  /** Orders that ended long ago, or too many, are no longer known by id. */
  | { readonly kind: 'OrdersForgotten'; readonly orderIds: readonly OrderId[] };

/** An event with its place and time in the journal. */
export interface StampedEvent {
  /** Gapless, counted from 1. */
  readonly id: number;
  /** Milliseconds since 1970 by the Controller's clock; never before that of the event before. */
  readonly atMs: number;
  readonly event: ControllerEvent;
}
