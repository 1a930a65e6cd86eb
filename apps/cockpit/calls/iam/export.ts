import { type Result, succeed } from '@interlock/base';
import type { Account, IdentityServiceSettings, Role } from '@interlock/iam';
import type { CallPorts } from '../../call-ports.ts';
import { accountNamed } from '../../identity/account-named.ts';
import { roleNamed } from '../../identity/role-named.ts';
import { serviceNamed } from '../../identity/service-named.ts';
import { exportedAccount, exportedRole } from '../../mapping/identity-content.ts';
import type { Handler } from '../call-handler.ts';

/** Accounts and roles of a service, without passwords. A name that is not there is refused, and nothing is answered. */
export function exportIdentity(ports: CallPorts): Handler<'iam.export'> {
  return async ({ request }) => {
    const service = await serviceNamed(ports.data.read, request.identityServiceName);
    if (!service.ok) return service;
    const roles = await rolesToExport(ports, service.value, request.roles);
    if (!roles.ok) return roles;
    const accounts = await accountsToExport(ports, service.value, request.accounts);
    if (!accounts.ok) return accounts;
    return succeed({
      content: {
        format: 'interlock-identity' as const,
        version: 1 as const,
        identityServiceName: service.value.name,
        roles: roles.value.map(exportedRole),
        accounts: accounts.value.map(exportedAccount),
      },
    });
  };
}

async function rolesToExport(
  { data }: CallPorts,
  service: IdentityServiceSettings,
  names: readonly string[] | undefined,
): Promise<Result<readonly Role[]>> {
  if (names === undefined) return succeed(await data.read.roles.list(service.id));
  const roles: Role[] = [];
  for (const [at, roleName] of names.entries()) {
    const asked = { identityServiceName: service.name, roleName };
    const found = await roleNamed(data.read, asked, `roles[${at}]`);
    if (!found.ok) return found;
    roles.push(found.value.role);
  }
  return succeed(roles);
}

async function accountsToExport(
  { data }: CallPorts,
  service: IdentityServiceSettings,
  names: readonly string[] | undefined,
): Promise<Result<readonly Account[]>> {
  if (names === undefined) return succeed(await data.read.accounts.list(service.id));
  const accounts: Account[] = [];
  for (const [at, name] of names.entries()) {
    const found = await accountNamed(data.read, service, name, `accounts[${at}]`);
    if (!found.ok) return found;
    accounts.push(found.value);
  }
  return succeed(accounts);
}
