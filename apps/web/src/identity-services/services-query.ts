import type { ResponseOf } from '@interlock/cockpit-api';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { ask } from '../api/ask.ts';

/** The Identity Services with what may be done with them, and what holds for their types. */
export type ServicesAnswer = ResponseOf<'iam.identityservices'>;

/** An Identity Service. */
export type ServiceRow = ServicesAnswer['identityServiceItems'][number];

/** What holds for a type of services. */
export type ServiceType = ServicesAnswer['types'][number];

/** The Identity Services with their types, in the order of their use. */
export function useServicesWhole(): UseQueryResult<ServicesAnswer> {
  return useQuery({
    queryKey: ['iam', 'services'],
    queryFn: ({ signal }) => ask('iam.identityservices', { withPermissions: true }, { signal }),
  });
}

/** What the account lacks to change a service; nothing where it may. */
export function lackFor({ can }: ServiceRow): string | undefined {
  const may = can?.change;
  return may === true || may === undefined ? undefined : may;
}
