import { type AccountName, type Result, succeed } from '@interlock/base';
import type { IamPorts } from '../iam-ports.ts';
import type { IdentityServiceId } from '../identity-services/identity-service-id.ts';
import type { AccessRights } from '../permissions/access-rights.ts';
import { mayTouchAccount } from '../permissions/hand-out.ts';
import type { Account } from './account.ts';
import { rolesBeside } from './roles-beside.ts';

/**
 * Whether somebody may rename, disable, delete an account or set its password (semantics §2.8): he has to hold all
 * that the account can do, and all that its name can do with its proof. Refuses `PermissionDenied`.
 */
export async function touchAccount(
  ports: Pick<IamPorts, 'accounts' | 'identityServices' | 'roles'>,
  held: AccessRights,
  account: Account,
): Promise<Result<void>> {
  const roles = await ports.roles.findAll(account.serviceId, account.roles);
  const may = mayTouchAccount(held, roles, roles);
  return may.ok ? mayProveName(ports, held, account.serviceId, account.name) : may;
}

/** Whether somebody may decide about the proof of a name in a service, whatever its account there can do itself. */
export async function mayProveName(
  ports: Pick<IamPorts, 'accounts' | 'identityServices' | 'roles'>,
  held: AccessRights,
  serviceId: IdentityServiceId,
  name: AccountName,
): Promise<Result<void>> {
  for (const roles of await rolesBeside(ports, serviceId, name)) {
    const may = mayTouchAccount(held, roles, roles);
    if (!may.ok) return may;
  }
  return succeed(undefined);
}
