import { problem, type Result, refuse, type Secret, succeed } from '@interlock/base';
import type { IamPorts } from '../iam-ports.ts';
import { endSessions } from '../sessions/end-sessions.ts';
import type { AccountKey } from './account-key.ts';

/**
 * Stores a password that an administrator or a set-up gives an account, and ends the account's sessions. Whether the
 * caller may do so, `mayTouchAccount` has decided before. To be called in a transaction.
 *
 * @param hash made by the PasswordHasher, outside the transaction.
 * @param forcePasswordChange whether the owner has to change it at the next login (semantics §1.10).
 * @returns the ids of the ended sessions; refuses `UnknownObject` where the account is gone.
 */
export async function setPassword(
  ports: IamPorts,
  key: AccountKey,
  hash: Secret,
  forcePasswordChange: boolean,
): Promise<Result<readonly string[]>> {
  const account = await ports.accounts.find(key);
  if (account === undefined) return refuse(problem('UnknownObject'));
  const saved = await ports.accounts.save({ ...account, forcePasswordChange });
  if (!saved.ok) return saved;
  await ports.passwords.save(key, hash);
  return succeed(await endSessions(ports, { kind: 'authenticatorReset', key, name: account.name }));
}
