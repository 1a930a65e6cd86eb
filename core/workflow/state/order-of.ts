import type { Order, OrderId } from '../orders/order.ts';
import type { ControllerState } from './controller-state.ts';
import { get } from './sorted-map.ts';

/**
 * An order that has to be there.
 *
 * @throws Error where it is not.
 */
export function orderOf(state: ControllerState, orderId: OrderId): Order {
  const order = get(state.orders, orderId);
  if (order === undefined) throw new Error(`the order ${orderId} is not known`);
  return order;
}
