import type { AnswerOf, OrderHistoryItem } from '@interlock/cockpit-api';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { ask } from '../api/ask.ts';
import { useControllerId } from '../session/controller.tsx';

/** The order at the Controller; refused where it is there no longer. */
export function useOrder(orderId: string): UseQueryResult<AnswerOf<'order'>> {
  const controllerId = useControllerId();
  const key = ['order', controllerId, orderId];
  return useQuery({
    queryKey: key,
    enabled: controllerId !== undefined,
    queryFn: ({ signal, client }) =>
      ask(
        'order',
        { controllerId, orderId, withPermissions: true },
        { signal, background: client.getQueryData(key) !== undefined },
      ),
  });
}

/** What the history kept of an order that the Controller no longer knows. */
export function useHistoryRow(orderId: string, isWanted: boolean): UseQueryResult<OrderHistoryItem | null> {
  const controllerId = useControllerId();
  return useQuery({
    queryKey: ['orders-history', controllerId, 'one', orderId],
    enabled: controllerId !== undefined && isWanted,
    queryFn: async ({ signal }) => {
      const request = { controllerId, orders: [{ orderId }], limit: 1 };
      return (await ask('orders.history', request, { signal })).history[0] ?? null;
    },
  });
}

/** What became of the order, step by step; refused where the history has not seen it. */
export function useOrderHistory(orderId: string): UseQueryResult<AnswerOf<'order.history'>> {
  const controllerId = useControllerId();
  const key = ['order-history', orderId];
  return useQuery({
    queryKey: key,
    enabled: controllerId !== undefined,
    queryFn: ({ signal, client }) =>
      ask(
        'order.history',
        { controllerId, orderId },
        { signal, background: client.getQueryData(key) !== undefined },
      ),
  });
}
