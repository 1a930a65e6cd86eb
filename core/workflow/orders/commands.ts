import type { Position } from '../format/position.ts';
import type { OrderId, StepTreatment } from './order.ts';
import type { Outcome } from './outcome.ts';

/** Everything that can be asked of a Controller's state. */
export type ControllerCommand = PersonCommand | AgentReport | MachineCommand;

/** What people ask for, through the Cockpit. Bulk commands are decided whole before anything is done (semantics §5.8). */
export type PersonCommand =
  | DeployWorkflows
  | RegisterAgent
  | AbandonAgent
  | AddOrders
  | CancelOrders
  | SuspendOrders
  | ResumeOrders;

/** Who asks: the key of an account, or `schedule:<path>`. */
interface Asked {
  readonly account: string;
}

/** Deploys and withdraws workflows. The same version with the same content again is no change. */
export interface DeployWorkflows extends Asked {
  readonly kind: 'DeployWorkflows';
  readonly deploy: readonly {
    readonly path: string;
    readonly versionId: string;
    /** The workflow in JS7's JSON, or in ours. */
    readonly definition: unknown;
  }[];
  /** Paths. */
  readonly withdraw: readonly string[];
}

/** Makes an Agent known, or gives it another address. */
export interface RegisterAgent extends Asked {
  readonly kind: 'RegisterAgent';
  readonly agentId: string;
  /** `host:port`. */
  readonly address: string;
}

/** Declares that an Agent will never tell what became of its steps: they count as lost and are not run again. */
export interface AbandonAgent extends Asked {
  readonly kind: 'AbandonAgent';
  readonly agentId: string;
}

/** Adds orders. The same id with the same content again is no change (semantics §5.7). */
export interface AddOrders extends Asked {
  readonly kind: 'AddOrders';
  readonly orders: readonly NewOrder[];
}

/** An order to be added. */
export interface NewOrder {
  readonly orderId: OrderId;
  readonly workflowPath: string;
  /** Unchecked values by name. */
  readonly arguments?: Readonly<Record<string, unknown>>;
  /** Absent: at once; `neverMs`: not by itself. */
  readonly scheduledForMs?: number;
}

/** Cancels orders, and the children of those that have forked. */
export interface CancelOrders extends Asked {
  readonly kind: 'CancelOrders';
  readonly orderIds: readonly OrderId[];
  /** freshOnly: refused for an order that has started. */
  readonly mode: 'freshOnly' | StepTreatment;
}

/** Suspends orders, and the children of those that have forked. */
export interface SuspendOrders extends Asked {
  readonly kind: 'SuspendOrders';
  readonly orderIds: readonly OrderId[];
  /** A step that is killed for it stays at its instruction, and is run anew after the order is resumed. */
  readonly mode: StepTreatment;
  /** Whether an order that waits for a retry forgets the delay. */
  readonly reset?: boolean;
}

/** Resumes suspended, failed and broken orders, and the suspended children of those that have forked. */
export interface ResumeOrders extends Asked {
  readonly kind: 'ResumeOrders';
  readonly orderIds: readonly OrderId[];
  /** Another position, in the same branch of the same Fork, or a label. Not for orders that have forked. */
  readonly position?: Position | string;
  /** Unchecked values by name; they replace arguments and hide what steps returned. */
  readonly arguments?: Readonly<Record<string, unknown>>;
}

/** What comes from Agents. What tells of a step that is not known any more changes nothing. */
export type AgentReport =
  | { readonly kind: 'AgentCoupled'; readonly agentId: string; readonly journalId: string }
  | { readonly kind: 'AgentLost'; readonly agentId: string; readonly message?: string }
  | {
      readonly kind: 'StepStarted';
      readonly stepId: string;
      readonly pid?: number;
      readonly agentAtMs: number;
    }
  | {
      readonly kind: 'StepOutput';
      readonly stepId: string;
      readonly stream: 'stdout' | 'stderr';
      readonly offset: number;
      readonly text: string;
      readonly agentAtMs: number;
    }
  | {
      readonly kind: 'StepEnded';
      readonly stepId: string;
      readonly outcome: Outcome;
      readonly droppedBytes: number;
      readonly agentAtMs: number;
    };

/** What the Controller asks of itself. */
export type MachineCommand =
  /** Once, at its start: no Agent is coupled yet. */
  | { readonly kind: 'StartController'; readonly controllerId: string }
  /**
   * Everything that is due by itself: scheduled starts, retry delays, next instructions, steps for free slots, orders
   * to be forgotten. To be repeated until it gives no event.
   */
  | {
      readonly kind: 'Advance';
      /** About so many events at most, {@link advanceEventsMax} where absent. */
      readonly eventsMax?: number;
    };

/** How many events one Advance gives at most, about. */
export const advanceEventsMax = 1_000;
/** The most items of a bulk command. */
export const bulkItemsMax = 10_000;
