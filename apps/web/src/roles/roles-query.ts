import type { ResponseOf } from '@interlock/cockpit-api';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { ask } from '../api/ask.ts';

/** A role as lists show it. */
export type RoleRow = ResponseOf<'iam.roles'>['roles'][number];

/** A role with all that it holds. */
export type RoleAnswer = ResponseOf<'iam.role'>;

/** The roles of an Identity Service, in their order. */
export function useRoles(identityServiceName: string | undefined): UseQueryResult<readonly RoleRow[]> {
  return useQuery({
    queryKey: ['iam', 'roles', identityServiceName],
    enabled: identityServiceName !== undefined,
    queryFn: async ({ signal }) =>
      (
        await ask(
          'iam.roles',
          { identityServiceName: identityServiceName as string, withPermissions: true },
          { signal },
        )
      ).roles,
  });
}

/** One role, whole. */
export function useRole(identityServiceName: string, roleName: string): UseQueryResult<RoleAnswer> {
  return useQuery({
    queryKey: ['iam', 'role', identityServiceName, roleName],
    queryFn: ({ signal }) =>
      ask('iam.role', { identityServiceName, roleName, withPermissions: true }, { signal }),
  });
}
