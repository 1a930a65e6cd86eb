import type { OrderAnswer, StreamEvent } from '@interlock/cockpit-api';
import type { QueryClient } from '@tanstack/react-query';
import { ask } from '../api/ask.ts';
import { mergeOrders } from '../orders/merge-orders.ts';
import { matchesFilter } from '../orders/order-filter.ts';
import { isOrdersKey } from '../orders/orders-query.ts';

/** How long changes are gathered before the page asks what became of them, in milliseconds. */
const gatherMs = 250;
/** Beyond so many changed orders at once the lists are read anew. */
const changedMax = 300;
/** What counts and sums up is read at most once in so many milliseconds. */
const summaryMs = 2_000;

/** Brings what the stream tells into what the page shows. */
export function eventApplier(client: QueryClient): (event: StreamEvent) => void {
  const changed = new Map<string, Set<string>>();
  const stale = new Map<string, readonly unknown[]>();
  const readStale = oncePer(summaryMs, () => {
    const due = [...stale.values()];
    stale.clear();
    for (const queryKey of due) void client.invalidateQueries({ queryKey });
  });
  const readChanged = oncePer(gatherMs, () => {
    const due = [...changed];
    changed.clear();
    for (const [controllerId, orderIds] of due) void updateOrders(client, controllerId, orderIds);
  });
  const refresh = (...keys: readonly (readonly unknown[])[]) => {
    for (const key of keys) stale.set(JSON.stringify(key), key);
    readStale();
  };
  const orderChanged = (controllerId: string, orderId: string) => {
    const ids = changed.get(controllerId) ?? new Set();
    changed.set(controllerId, ids.add(orderId));
    readChanged();
  };

  return (event) => {
    switch (event.kind) {
      case 'order':
        orderChanged(event.controllerId, event.orderId);
        return refresh(
          ['orders-overview'],
          ['orders-history'],
          ['order-history', event.orderId],
          ['tasks-history'],
        );
      case 'workflow':
      case 'inventory':
        return refresh(['workflows'], ['workflow']);
      case 'agent':
        return refresh(['agents'], ['controllers']);
      case 'taskLog':
        // What is being read already goes on: a step that writes fast would cut it off for ever.
        void client.invalidateQueries({ queryKey: ['task-log', event.taskId] }, { cancelRefetch: false });
        return;
      // What happened at a Controller while it was not reached is not told one by one.
      case 'controller':
      case 'rights':
      case 'reset':
        void client.invalidateQueries();
        return;
    }
  };
}

/** Gathers calls: acts once, so many milliseconds after the first of them. */
function oncePer(ms: number, act: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    if (timer !== undefined) return;
    timer = setTimeout(() => {
      timer = undefined;
      act();
    }, ms);
  };
}

/** Asks what became of the orders and puts it into every list that is kept. */
async function updateOrders(
  client: QueryClient,
  controllerId: string,
  orderIds: ReadonlySet<string>,
): Promise<void> {
  const lists = client
    .getQueryCache()
    .findAll({ queryKey: ['orders', controllerId] })
    .filter((query) => query.state.data !== undefined);
  for (const id of orderIds) void client.invalidateQueries({ queryKey: ['order', controllerId, id] });
  if (lists.length === 0) return;
  if (orderIds.size > changedMax)
    return void client.invalidateQueries({ queryKey: ['orders', controllerId] });
  try {
    const answer = await ask(
      'orders',
      { controllerId, orderIds: [...orderIds], compact: true, withPermissions: true },
      { background: true },
    );
    const now = new Map(answer.orders.map((order) => [order.orderId, order]));
    for (const { queryKey } of lists) {
      if (!isOrdersKey(queryKey)) continue;
      const filter = queryKey[2];
      client.setQueryData<readonly OrderAnswer[]>(queryKey, (list) =>
        list === undefined ? list : mergeOrders(list, orderIds, now, (order) => matchesFilter(order, filter)),
      );
    }
  } catch {
    void client.invalidateQueries({ queryKey: ['orders', controllerId] });
  }
}
