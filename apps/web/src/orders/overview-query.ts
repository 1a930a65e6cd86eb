import type { ResponseOf } from '@interlock/cockpit-api';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { ask } from '../api/ask.ts';

/** How many orders stand in each state, as the Cockpit counts. */
export type OrderCounts = ResponseOf<'orders.overview.snapshot'>['orders'];

/** How many orders stand in each state. */
export function useOverview(controllerId: string | undefined): UseQueryResult<OrderCounts> {
  const key = ['orders-overview', controllerId];
  return useQuery({
    queryKey: key,
    enabled: controllerId !== undefined,
    queryFn: async ({ signal, client }) => {
      const background = client.getQueryData(key) !== undefined;
      return (await ask('orders.overview.snapshot', { controllerId }, { signal, background })).orders;
    },
  });
}
