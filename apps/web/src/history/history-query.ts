import type { OrderHistoryItem } from '@interlock/cockpit-api';
import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import { ask } from '../api/ask.ts';
import type { HistoryWord } from '../look/state-look.ts';
import { useControllerId } from '../session/controller.tsx';

/** What of the history is asked for. */
export interface HistoryAsk {
  readonly states: readonly HistoryWord[];
  /** How far back, as the API's filters say it, such as `-24h`. */
  readonly since?: string | undefined;
  readonly workflow?: string | undefined;
  readonly limit: number;
}

/** The history of orders, newest first. */
export function useHistory(asked: HistoryAsk): UseQueryResult<readonly OrderHistoryItem[]> {
  const controllerId = useControllerId();
  const key = ['orders-history', controllerId, asked];
  return useQuery({
    queryKey: key,
    enabled: controllerId !== undefined,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal, client }) => {
      const background = client.getQueryData(key) !== undefined;
      const request = {
        controllerId,
        compact: true,
        limit: asked.limit,
        ...(asked.states.length === 0 ? {} : { historyStates: asked.states }),
        ...(asked.since === undefined ? {} : { dateFrom: asked.since }),
        ...(asked.workflow === undefined ? {} : { workflowPath: asked.workflow }),
      };
      return (await ask('orders.history', request, { signal, background })).history;
    },
  });
}
