import type { OrderAnswer } from '@interlock/cockpit-api';
import { groupOf, type OrderGroup, orderGroupNames } from '../orders/order-filter.ts';

/** How many orders of each group there are; groups without any are left out, what needs a person stands first. */
export type GroupCounts = ReadonlyMap<OrderGroup, number>;

/** Counts orders by whatever key they have; those without one are left out. */
export function countOrders(
  orders: readonly OrderAnswer[],
  keyOf: (order: OrderAnswer) => string | undefined,
): ReadonlyMap<string, GroupCounts> {
  const counts = new Map<string, Map<OrderGroup, number>>();
  for (const order of orders) {
    const key = keyOf(order);
    const group = groupOf(order.state._text);
    if (key === undefined || group === undefined) continue;
    const own = counts.get(key) ?? new Map<OrderGroup, number>();
    own.set(group, (own.get(group) ?? 0) + 1);
    counts.set(key, own);
  }
  return new Map([...counts].map(([key, own]) => [key, inOrder(own)]));
}

function inOrder(counts: GroupCounts): GroupCounts {
  return new Map(
    orderGroupNames.flatMap((group) => (counts.has(group) ? [[group, counts.get(group) ?? 0]] : [])),
  );
}
