import type { ResponseOf } from '@interlock/cockpit-api';
import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import { ask } from '../api/ask.ts';
import type { Since } from '../list/since-select.tsx';

/** A login with what each Identity Service answered. */
export type LoginRow = ResponseOf<'audit_log.login_history'>['loginHistoryItems'][number];

/** How many logins are read at most. */
export const loginsMax = 5_000;

/** The logins that failed, or those that succeeded; the newest first. */
export function useLogins(asked: {
  readonly accountName: string | undefined;
  readonly since: Since | undefined;
  readonly loginSuccess: boolean;
}): UseQueryResult<readonly LoginRow[]> {
  const { accountName, since, loginSuccess } = asked;
  return useQuery({
    queryKey: ['iam', 'logins', asked],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const request = {
        loginSuccess,
        limit: loginsMax,
        ...(accountName === undefined ? {} : { accountName }),
        ...(since === undefined ? {} : { dateFrom: since }),
      };
      return (await ask('audit_log.login_history', request, { signal })).loginHistoryItems;
    },
  });
}
