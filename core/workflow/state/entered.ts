import type { Order, OrderState } from '../orders/order.ts';
import type { ControllerState } from './controller-state.ts';

/** The order in a state that it enters now. */
export function entered(
  state: ControllerState,
  order: Order,
  next: OrderState,
  change: Partial<Order> = {},
): Order {
  return { ...order, ...change, state: next, sinceEventId: state.eventId, sinceMs: state.atMs };
}

/** The order without what a person asked for. */
export function withoutMark({ mark: _, ...order }: Order): Order {
  return order;
}
