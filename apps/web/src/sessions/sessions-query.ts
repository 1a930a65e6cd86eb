import type { ResponseOf } from '@interlock/cockpit-api';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ask } from '../api/ask.ts';

/** A session as lists show it. */
export type SessionRow = ResponseOf<'iam.sessions'>['activeSessions'][number];

const everyMs = 30_000;

/** All sessions, or those of one account; they come and go, so they are read again by themselves. */
export function useSessions(whose: {
  readonly accountName: string | undefined;
  readonly identityServiceName: string | undefined;
}) {
  const key = ['iam', 'sessions', whose];
  return useQuery({
    queryKey: key,
    placeholderData: keepPreviousData,
    refetchInterval: everyMs,
    queryFn: async ({ signal, client }) => {
      const background = client.getQueryData(key) !== undefined;
      return ask('iam.sessions', whose, { signal, background });
    },
  });
}

/** The sessions of whoever looks. */
export function useOwnSessions() {
  const key = ['iam', 'own-sessions'];
  return useQuery({
    queryKey: key,
    refetchInterval: everyMs,
    queryFn: async ({ signal, client }) => {
      const background = client.getQueryData(key) !== undefined;
      return (await ask('iam.sessions.own', {}, { signal, background })).activeSessions;
    },
  });
}

/** The name of the service of a session, without the type before it. */
export function serviceName(row: SessionRow): string {
  return row.identityService.slice(row.identityService.indexOf(':') + 1);
}
