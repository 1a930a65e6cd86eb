import { type AccountName, problem, type Result, refuse, succeed } from '@interlock/base';
import type { IamPorts } from '../iam-ports.ts';
import type { IdentityServiceSettings } from '../identity-services/identity-service-settings.ts';
import { traitsOf } from '../identity-services/identity-service-types.ts';
import { withoutCase } from '../login/admit-proofs.ts';
import { loginGroups } from '../login/login-groups.ts';
import { compileAccessRights } from '../permissions/access-rights.ts';
import { authorize } from '../permissions/authorize.ts';
import type { Role } from '../permissions/role.ts';
import type { Account } from './account.ts';

/** An account as far as the rule asks. */
export interface AdministratorCandidate {
  readonly account: Account;
  readonly service: IdentityServiceSettings;
  /** The roles that the account has now. */
  readonly roles: readonly Role[];
  readonly blocked: boolean;
  /** Whether it has a password, where its service keeps passwords here. */
  readonly hasPassword: boolean;
}

const administering = 'sos:products:joc:administration:accounts:manage';

/**
 * Whether an account can log in and administer accounts. A service whose adapter is not built in lets nobody in,
 * and one that serves as second factor alone proves no account.
 */
export function isAdministrator(candidate: AdministratorCandidate): boolean {
  return provesItself(candidate) && administers(candidate.roles);
}

function provesItself({ account, service, blocked, hasPassword }: AdministratorCandidate): boolean {
  if (account.disabled || service.disabled || service.secondFactor || blocked) return false;
  return traitsOf(service.type).hasAdapter && (service.type !== 'JOC' || hasPassword);
}

function administers(roles: readonly Role[]): boolean {
  return authorize(compileAccessRights(roles), { permission: administering }).allowed;
}

/**
 * Whether anybody is left who can log in and administer accounts (semantics §2.9): where services are required, by an
 * account in each of them, whose roles count together. To be asked in the transaction of each change of accounts, roles,
 * services or the blocklist, after it: where it refuses, the transaction has to be undone.
 */
export async function administratorStays(ports: IamPorts): Promise<Result<void>> {
  for (const group of loginGroups(await ports.identityServices.list()))
    for (const service of group)
      for (const role of await administeringRoles(ports, service))
        for (const { name } of await ports.accounts.withRole(service.id, role.name))
          if (await administersBy(ports, group, name)) return succeed(undefined);
  return refuse(problem('LastAdministrator'));
}

/** The roles of a service by which somebody may be an administrator, so that not every account has to be looked at. */
async function administeringRoles(
  ports: IamPorts,
  service: IdentityServiceSettings,
): Promise<readonly Role[]> {
  const roles = await ports.roles.list(service.id);
  return roles.filter((role) => administers([role]));
}

/** Whether whoever has this name in all services of a group gets in and administers. */
async function administersBy(
  ports: IamPorts,
  group: readonly IdentityServiceSettings[],
  name: AccountName,
): Promise<boolean> {
  const roles: Role[] = [];
  for (const service of group) {
    const account = await ports.accounts.findByName(service.id, name);
    if (account === undefined) return false;
    const candidate = await candidateOf(ports, service, account);
    if (!provesItself(candidate)) return false;
    roles.push(...candidate.roles);
  }
  return administers(roles);
}

async function candidateOf(
  ports: IamPorts,
  service: IdentityServiceSettings,
  account: Account,
): Promise<AdministratorCandidate> {
  const [roles, blocked, hash] = [
    await ports.roles.findAll(service.id, account.roles),
    await ports.blocklist.find(withoutCase(account.name)),
    await ports.passwords.find(account.key),
  ];
  return { account, service, roles, blocked: blocked !== undefined, hasPassword: hash !== undefined };
}
