import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import { ask } from '../api/ask.ts';
import { useControllerId } from '../session/controller.tsx';
import type { AuditRow } from './audit-words.ts';

/** What of the audit log is asked for. */
export interface AuditAsk {
  readonly categories: readonly AuditRow['category'][];
  readonly account: string | undefined;
  readonly since: string | undefined;
  readonly limit: number;
}

/** The audit log, newest first. */
export function useAudit(asked: AuditAsk): UseQueryResult<readonly AuditRow[]> {
  const controllerId = useControllerId();
  const key = ['audit', controllerId, asked];
  return useQuery({
    queryKey: key,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal, client }) => {
      const background = client.getQueryData(key) !== undefined;
      const request = {
        ...(controllerId === undefined ? {} : { controllerId }),
        limit: asked.limit,
        ...(asked.categories.length === 0 ? {} : { categories: asked.categories }),
        ...(asked.account === undefined ? {} : { account: asked.account }),
        ...(asked.since === undefined ? {} : { dateFrom: asked.since }),
      };
      return (await ask('audit_log', request, { signal, background })).auditLog;
    },
  });
}
