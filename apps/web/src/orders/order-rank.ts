import type { OrderAnswer } from '@interlock/cockpit-api';
import { groupOf, orderGroupNames } from './order-filter.ts';

/** When an order was or is to start, in milliseconds; one that is not released is the last of all. */
export function startMs(order: OrderAnswer): number {
  return order.scheduledNever ? 0 : (order.scheduledFor ?? 1);
}

/** Puts what needs a person first; of equal need the youngest. */
export function compareByNeed(a: OrderAnswer, b: OrderAnswer): number {
  return need(a) - need(b) || startMs(b) - startMs(a);
}

function need(order: OrderAnswer): number {
  return orderGroupNames.indexOf(groupOf(order.state._text) ?? 'ended');
}
