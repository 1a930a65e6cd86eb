import { type Problem, problem } from '@interlock/base';
import { bulkItemsMax } from '../orders/commands.ts';
import type { Order, OrderId } from '../orders/order.ts';
import { get } from '../state/sorted-map.ts';
import type { Draft } from './decision.ts';
import { tooMany } from './deploy-workflows.ts';

/**
 * Asks for each order whether something can be done with it, and does it only if it can be done with all.
 *
 * @param whyNot - why it can not be done with this order, as the rest of a sentence.
 */
export function forOrders(
  draft: Draft,
  orderIds: readonly OrderId[],
  whyNot: (order: Order) => string | undefined,
  act: (orderId: OrderId) => void,
): readonly Problem[] {
  if (orderIds.length > bulkItemsMax) return [tooMany('orderIds')];
  const problems = orderIds.flatMap((orderId, index) =>
    orderProblem(draft, orderId, `orderIds[${index}]`, whyNot),
  );
  if (problems.length > 0) return problems;
  for (const orderId of new Set(orderIds)) act(orderId);
  return [];
}

function orderProblem(
  { state }: Draft,
  orderId: OrderId,
  field: string,
  whyNot: (order: Order) => string | undefined,
): readonly Problem[] {
  const order = get(state.orders, orderId);
  if (order !== undefined) {
    const reason = whyNot(order);
    return reason === undefined
      ? []
      : [problem('OrderNotInState', `The order ${orderId} ${reason}.`, { field })];
  }
  const ended = get(state.terminated, orderId);
  if (ended !== undefined)
    return [problem('OrderNotInState', `The order ${orderId} is ${ended.end}.`, { field })];
  return [problem('UnknownOrder', `There is no order ${JSON.stringify(orderId.slice(0, 255))}.`, { field })];
}

/** Whether an order is a child at its end, which waits for the others. */
export function isClosedChild({ state }: Order): boolean {
  return state.kind === 'awaitingJoin' || state.kind === 'failedInFork' || state.kind === 'cancelled';
}

/** The children of an order that has forked. */
export function childrenOf({ state }: Draft, order: Order): readonly Order[] {
  if (order.state.kind !== 'forked') return [];
  return order.state.childIds.flatMap((childId) => get(state.orders, childId) ?? []);
}
