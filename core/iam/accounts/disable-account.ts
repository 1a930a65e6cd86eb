import type { Result } from '@interlock/base';
import type { IamPorts } from '../iam-ports.ts';
import type { AccessRights } from '../permissions/access-rights.ts';
import { endSessions } from '../sessions/end-sessions.ts';
import type { Account } from './account.ts';
import { touchAccount } from './touch-account.ts';

/**
 * Disables an account, which ends its sessions (semantics §3.6), or enables it. To be called in a transaction.
 * Refuses `PermissionDenied`.
 */
export async function disableAccount(
  ports: IamPorts,
  held: AccessRights,
  account: Account,
  disabled: boolean,
): Promise<Result<void>> {
  const may = await touchAccount(ports, held, account);
  if (!may.ok) return may;
  const { key, name } = account;
  if (disabled) await endSessions(ports, { kind: 'accountDisabled', key, name });
  return ports.accounts.save({ ...account, disabled });
}
