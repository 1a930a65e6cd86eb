import type { OrderAnswer } from '@interlock/cockpit-api';

/**
 * Puts what became of some orders into a list, in place: a known one keeps its row, a new one comes to the end, one
 * that is gone or no longer belongs there leaves. The list is the same object where nothing changed.
 */
export function mergeOrders(
  list: readonly OrderAnswer[],
  changedIds: ReadonlySet<string>,
  now: ReadonlyMap<string, OrderAnswer>,
  belongs: (order: OrderAnswer) => boolean,
): readonly OrderAnswer[] {
  const known = new Set<string>();
  let isChanged = false;
  const merged: OrderAnswer[] = [];
  for (const order of list) {
    known.add(order.orderId);
    const fresh = changedIds.has(order.orderId) ? now.get(order.orderId) : order;
    if (fresh !== order) isChanged = true;
    if (fresh !== undefined && (fresh === order || belongs(fresh))) merged.push(fresh);
  }
  for (const [id, order] of now) {
    if (known.has(id) || !belongs(order)) continue;
    merged.push(order);
    isChanged = true;
  }
  return isChanged ? merged : list;
}
