import type { OrderAnswer } from '@interlock/cockpit-api';
import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import { ask } from '../api/ask.ts';
import { useControllerId } from '../session/controller.tsx';
import { type OrderFilter, statesOf } from './order-filter.ts';

/** The most orders that a list shows. */
export const ordersMax = 10_000;

/** Where a list of orders is kept. */
export type OrdersKey = readonly ['orders', string, OrderFilter];

/** Whether a key is that of a list of orders. */
export function isOrdersKey(key: readonly unknown[]): key is OrdersKey {
  return key[0] === 'orders' && typeof key[1] === 'string' && typeof key[2] === 'object';
}

/** The orders that a filter lets through; the stream keeps them up to date. */
export function useOrders(filter: OrderFilter): UseQueryResult<readonly OrderAnswer[]> {
  const controllerId = useControllerId();
  const key: OrdersKey = ['orders', controllerId ?? '', filter];
  return useQuery({
    queryKey: key,
    enabled: controllerId !== undefined,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal, client }) => {
      const answer = await ask('orders', requestOf(controllerId ?? '', filter), {
        signal,
        background: client.getQueryData(key) !== undefined,
      });
      return answer.orders;
    },
  });
}

function requestOf(controllerId: string, filter: OrderFilter) {
  const states = statesOf(filter.groups);
  return {
    controllerId,
    compact: true,
    withPermissions: true,
    limit: ordersMax,
    ...(states.length === 0 ? {} : { states }),
    ...(filter.workflow === undefined ? {} : { workflowIds: [{ path: filter.workflow }] }),
    ...(filter.words === undefined ? {} : { regex: patternOf(filter.words) }),
  };
}

/** The longest word as a pattern that means itself; the other words are held against the answer here. */
function patternOf(words: string): string {
  const longest = words.split(/\s+/).reduce((long, word) => (word.length > long.length ? word : long), '');
  return longest.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
