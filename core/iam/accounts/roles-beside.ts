import type { AccountName } from '@interlock/base';
import type { IamPorts } from '../iam-ports.ts';
import type { IdentityServiceId } from '../identity-services/identity-service-id.ts';
import { loginGroups } from '../login/login-groups.ts';
import type { Role } from '../permissions/role.ts';

/**
 * What else stands on an account of this name in a service: where services are required together, the roles that the
 * name has in each of the others (semantics §1.3), apart from each other. Nobody has those without proving this account.
 * For `mayTouchAccount`.
 */
export async function rolesBeside(
  { accounts, identityServices, roles }: Pick<IamPorts, 'accounts' | 'identityServices' | 'roles'>,
  serviceId: IdentityServiceId,
  name: AccountName,
): Promise<readonly (readonly Role[])[]> {
  const found: (readonly Role[])[] = [];
  for (const group of loginGroups(await identityServices.list()))
    for (const { id } of group.some((service) => service.id === serviceId) ? group : []) {
      const account = id === serviceId ? undefined : await accounts.findByName(id, name);
      if (account !== undefined) found.push(await roles.findAll(id, account.roles));
    }
  return found;
}
