import { type Result, type Secret, succeed } from '@interlock/base';
import type { IamPorts } from '../iam-ports.ts';
import type { AccessRights } from '../permissions/access-rights.ts';
import { endSessions } from '../sessions/end-sessions.ts';
import type { Account } from './account.ts';
import { setPassword } from './set-password.ts';
import { touchAccount } from './touch-account.ts';

/**
 * Gives an account a password that its owner has to change at the next login, or none, so that nobody logs in by
 * password until it has one. Its sessions end either way (semantics §3.6). To be called in a transaction.
 * Refuses `PermissionDenied`.
 *
 * @param hash made by the PasswordHasher, outside the transaction.
 */
export async function resetPassword(
  ports: IamPorts,
  held: AccessRights,
  account: Account,
  hash: Secret | undefined,
): Promise<Result<void>> {
  const may = await touchAccount(ports, held, account);
  if (!may.ok) return may;
  const { key, name } = account;
  if (hash === undefined) {
    await ports.passwords.remove(key);
    await endSessions(ports, { kind: 'authenticatorReset', key, name });
    return ports.accounts.save({ ...account, forcePasswordChange: true });
  }
  const set = await setPassword(ports, key, hash, true);
  return set.ok ? succeed(undefined) : set;
}
