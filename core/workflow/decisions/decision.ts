import type { Problem, RandomBytes, Result, Sha256 } from '@interlock/base';
import type { ControllerEvent, StampedEvent } from '../orders/events.ts';
import { apply } from '../state/apply.ts';
import type { ControllerState } from '../state/controller-state.ts';

/** What a decision takes from outside. */
export interface DecisionContext {
  /** Milliseconds since 1970. A clock that was set back counts as standing still. */
  readonly nowMs: number;
  readonly sha256: Sha256;
  /** For the ids of steps. */
  readonly randomBytes: RandomBytes;
}

/** What a command brings about. */
export interface Decision {
  /** To be made durable before anything is acknowledged or sent; empty where there is nothing to do. */
  readonly events: readonly StampedEvent[];
  /** The state after the events, as {@link apply} makes it of them. */
  readonly state: ControllerState;
}

/** A decision, or all that speaks against it, at least one problem, each with its field. */
export type Decided = Result<Decision, readonly Problem[]>;

/** A decision in the making: each event is applied at once, so that the next one can be decided after it. */
export interface Draft {
  state: ControllerState;
  readonly events: StampedEvent[];
  readonly context: DecisionContext;
}

/** A draft without events. */
export function beginDraft(state: ControllerState, context: DecisionContext): Draft {
  return { state, events: [], context };
}

/** Adds an event to a draft. */
export function emit(draft: Draft, event: ControllerEvent): void {
  const { eventId, atMs } = draft.state;
  const stamped = { id: eventId + 1, atMs: Math.max(draft.context.nowMs, atMs), event };
  draft.state = apply(draft.state, stamped);
  draft.events.push(stamped);
}

/** The draft as a decision. */
export function decisionOf({ events, state }: Draft): Decision {
  return { events, state };
}
