import type { RequestInput, ResponseOf } from '@interlock/cockpit-api';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { ask } from '../api/ask.ts';
import type { RoleDraft } from './role-draft.ts';

/** What a change would do. */
export type Rehearsal = ResponseOf<'iam.rehearsal'>;

/** A change of roles that is tried out before it is made. */
export type RehearsedChange = Pick<
  RequestInput<'iam.rehearsal'>,
  'identityServiceName' | 'role' | 'removedRole' | 'assignment'
>;

/** A role as it would be stored. */
export function roleChange(identityServiceName: string, name: string, draft: RoleDraft): RehearsedChange {
  return {
    identityServiceName,
    role: {
      name,
      permissions: draft.permissions.map((entry) => ({ ...entry })),
      folders: draft.folders.map((entry) => ({ ...entry })),
    },
  };
}

/** Tries a change without making it. */
export function useRehearsal(change: RehearsedChange): UseQueryResult<Rehearsal> {
  return useQuery({
    queryKey: ['iam', 'rehearsal', change],
    staleTime: 0,
    queryFn: ({ signal }) => ask('iam.rehearsal', { ...change, limit: 200 }, { signal }),
  });
}
