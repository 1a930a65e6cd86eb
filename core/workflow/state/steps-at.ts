import type { Order } from '../orders/order.ts';
import type { ControllerState } from './controller-state.ts';
import { orderOf } from './order-of.ts';
import { values } from './sorted-map.ts';

/** A running step. */
export interface RunningStep {
  readonly orderId: string;
  readonly stepId: string;
  readonly order: Order;
  readonly state: Extract<Order['state'], { kind: 'processing' }>;
}

/** The steps that are starting or running, by step id; with an Agent, those at it. */
export function stepsAt(state: ControllerState, agentId?: string): readonly RunningStep[] {
  const steps: RunningStep[] = [];
  for (const orderId of values(state.waiting.steps)) {
    const order = orderOf(state, orderId);
    if (order.state.kind !== 'processing') continue;
    if (agentId !== undefined && order.state.agentId !== agentId) continue;
    steps.push({ orderId, stepId: order.state.stepId, order, state: order.state });
  }
  return steps;
}
