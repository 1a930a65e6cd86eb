import { type Result, succeed } from '@interlock/base';
import type { IamPorts } from '../iam-ports.ts';
import type { AccessRights } from '../permissions/access-rights.ts';
import { endSessions } from '../sessions/end-sessions.ts';
import type { Account } from './account.ts';
import { touchAccount } from './touch-account.ts';

/**
 * Deletes an account with its password, and ends its sessions (semantics §3.6). To be called in a transaction.
 * Refuses `PermissionDenied`.
 */
export async function deleteAccount(
  ports: IamPorts,
  held: AccessRights,
  account: Account,
): Promise<Result<void>> {
  const may = await touchAccount(ports, held, account);
  if (!may.ok) return may;
  const { key, name } = account;
  await endSessions(ports, { kind: 'accountDeleted', key, name });
  await ports.accounts.remove(key);
  return succeed(undefined);
}
