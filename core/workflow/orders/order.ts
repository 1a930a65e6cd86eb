import type { Position, WorkflowId } from '../format/position.ts';
import type { NamedValues } from '../format/value.ts';
import type { Failure, Outcome } from './outcome.ts';

/** `#2026-11-22#T12345678901-name`; a child of a Fork has its parent's id with `|<branch>` behind. */
export type OrderId = string;

/** A token on its way through a workflow. */
export interface Order {
  readonly id: OrderId;
  /** The version with which it was added; it stays with it to the end. */
  readonly workflow: WorkflowId;
  readonly position: Position;
  readonly state: OrderState;
  /** Set by a person; nothing happens to the order until one resumes it. */
  readonly isSuspended: boolean;
  /** What a person asked for and a running step, or children, delay. */
  readonly mark?: OrderMark;
  /** What it was added with, together with defaults and final values. */
  readonly arguments: NamedValues;
  /** What steps returned, the latest under each name; they hide arguments of the same name. */
  readonly variables: NamedValues;
  /** The last outcome of a step or instruction. */
  readonly outcome?: Outcome;
  /** The failure that was last caught. */
  readonly caught?: Failure;
  /** When it shall start; absent: at once; {@link neverMs}: not by itself. */
  readonly scheduledForMs?: number;
  readonly addedAtMs: number;
  readonly startedAtMs?: number;
  /** Who added it: the key of an account, or `schedule:<path>`. */
  readonly account: string;
  /** SHA-256 of the content with which it was added, in base64url; children have none. */
  readonly contentDigest?: string;
  /** The order that forked it. */
  readonly parentId?: OrderId;
  /** The event since which it is in its state and at its position; it orders those who wait. */
  readonly sinceEventId: number;
  readonly sinceMs: number;
  /** Moves since the last step or wait; a workflow that never waits is stopped by it. */
  readonly movesInARow: number;
}

/** 9999-12-31T23:59:59Z: an order scheduled for then does not start by itself. */
export const neverMs = 253_402_300_799_000;

/** Where an order is in its life. */
export type OrderState =
  /** Added, not started; it may be scheduled. */
  | { readonly kind: 'fresh' }
  /** At an instruction that is to be done; at a job it waits for a slot or for the Agent. */
  | { readonly kind: 'ready' }
  /** A step is starting or running. */
  | {
      readonly kind: 'processing';
      readonly stepId: string;
      readonly agentId: string;
      readonly jobName: string;
      /** Since when the Controller wants it to run. */
      readonly startingAtMs: number;
      /** Since when the Agent says that the process runs. */
      readonly startedAtMs?: number;
    }
  /** The step or the children came out as {@link Order.outcome} says. */
  | { readonly kind: 'processed' }
  /** At the beginning of the next try, which waits. */
  | { readonly kind: 'delayingRetry'; readonly untilMs: number }
  | {
      readonly kind: 'forked';
      readonly childIds: readonly OrderId[];
      /** How many children are still on their way. */
      readonly openCount: number;
    }
  /** A child at the end of its branch; the others are waited for. */
  | { readonly kind: 'awaitingJoin' }
  /** Not caught; a person resumes or cancels it. */
  | { readonly kind: 'failed' }
  /** A failed child of a Fork with joinIfFailed; the others are waited for. */
  | { readonly kind: 'failedInFork' }
  /** A child that was cancelled; the others are waited for. */
  | { readonly kind: 'cancelled' }
  /** It could not go on for a reason that lies in the workflow, not in a step; a person resumes or cancels it. */
  | { readonly kind: 'broken'; readonly message: string };

/** The name of a state. */
export type OrderStateKind = OrderState['kind'];

/** How a running step is treated: waited for, ended by TERM and after the grace time KILL, or by KILL. */
export type StepTreatment = 'afterStep' | 'kill' | 'killAtOnce';

/** What a person asked for and is still to come. */
export interface OrderMark {
  readonly kind: 'cancelling' | 'suspending';
  readonly treatment: StepTreatment;
  /** Who asked. */
  readonly account: string;
}

/** What stays of an order that has ended: enough to know its id again (semantics §5.7). */
export interface TerminatedOrder {
  readonly id: OrderId;
  readonly workflow: WorkflowId;
  readonly end: 'finished' | 'cancelled';
  /** Whether it finished with a failure, as Finish can say. */
  readonly unsuccessful?: boolean;
  readonly contentDigest: string;
  readonly endedAtMs: number;
}
