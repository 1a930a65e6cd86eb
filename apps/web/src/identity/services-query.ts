import type { ResponseOf } from '@interlock/cockpit-api';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { ask } from '../api/ask.ts';

/** An Identity Service as lists show it. */
export type ServiceItem = ResponseOf<'iam.identityservices'>['identityServiceItems'][number];

/** The Identity Services, in the order of their use. */
export function useServices(): UseQueryResult<readonly ServiceItem[]> {
  return useQuery({
    queryKey: ['iam', 'service-list'],
    queryFn: async ({ signal }) => (await ask('iam.identityservices', {}, { signal })).identityServiceItems,
  });
}

/** Those that keep accounts here; where roles come from groups there are none. */
export function withAccounts(services: readonly ServiceItem[]): readonly ServiceItem[] {
  return services.filter((service) => service.accountCount !== undefined);
}
