import type { AccountName, Result } from '@interlock/base';
import type { IamPorts } from '../iam-ports.ts';
import type { AccessRights } from '../permissions/access-rights.ts';
import { endSessions } from '../sessions/end-sessions.ts';
import type { Account } from './account.ts';
import { mayProveName, touchAccount } from './touch-account.ts';

/**
 * Gives an account another name: it stays the same account (semantics §1.5), and its sessions end (semantics §3.6).
 * To be called in a transaction. Refuses `DuplicateName`, `PermissionDenied`.
 */
export async function renameAccount(
  ports: IamPorts,
  held: AccessRights,
  account: Account,
  name: AccountName,
): Promise<Result<void>> {
  const may = await touchAccount(ports, held, account);
  if (!may.ok) return may;
  const mayBe = await mayProveName(ports, held, account.serviceId, name);
  if (!mayBe.ok) return mayBe;
  const saved = await ports.accounts.save({ ...account, name });
  if (!saved.ok || name === account.name) return saved;
  await endSessions(ports, { kind: 'accountRenamed', key: account.key, name: account.name });
  return saved;
}
