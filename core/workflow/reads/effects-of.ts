import type { OrderId } from '../orders/order.ts';
import type { ControllerState } from '../state/controller-state.ts';
import { get } from '../state/sorted-map.ts';
import { stepsAt } from '../state/steps-at.ts';
import { type StepToStart, stepToStart } from './step-to-start.ts';

/** What an Agent has to be told so that it does what the state says. Telling it again does no harm. */
export interface AgentEffects {
  /** Steps that the Agent has not yet said to be running. */
  readonly starts: readonly StepToStart[];
  readonly kills: readonly StepToKill[];
}

/** A step that is to be ended. */
export interface StepToKill {
  readonly stepId: string;
  readonly orderId: OrderId;
  readonly agentId: string;
  /** By KILL at once, or by TERM first and KILL after the job's grace time. */
  readonly immediately: boolean;
  /** Who asked for it. */
  readonly account: string;
}

/** What an Agent has to be told, for when it is coupled again and after a recovery. */
export function effectsOf(state: ControllerState, agentId: string): AgentEffects {
  const steps = stepsAt(state, agentId);
  return {
    starts: steps.flatMap((step) =>
      step.state.startedAtMs === undefined ? (stepToStart(state, step.orderId) ?? []) : [],
    ),
    kills: steps.flatMap(({ orderId }) => stepToKill(state, orderId) ?? []),
  };
}

/** The step of an order if a person wants it to be ended; undefined where nobody does. */
export function stepToKill(state: ControllerState, orderId: OrderId): StepToKill | undefined {
  const order = get(state.orders, orderId);
  if (order?.state.kind !== 'processing' || order.mark === undefined) return undefined;
  const { treatment, account } = order.mark;
  if (treatment === 'afterStep') return undefined;
  const { stepId, agentId } = order.state;
  return { stepId, orderId, agentId, immediately: treatment === 'killAtOnce', account };
}
