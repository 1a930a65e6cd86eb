import { problem, type Result, refuse, succeed } from '@interlock/base';
import type { Account } from '@interlock/iam';
import type { Caller } from '../sessions/caller.ts';

/**
 * Refuses to set the caller's own password without the old one: whoever sits at an open session could take the account
 * for good.
 */
export function notOwnPassword({ accountKey }: Caller, account: Pick<Account, 'key'>): Result<void> {
  if (account.key !== accountKey) return succeed(undefined);
  return refuse(
    problem('PermissionDenied', 'The own password is changed with the old one, in the own profile.'),
  );
}
