import { problem, type Result, refuse, succeed } from '@interlock/base';
import type { IamPorts } from '../iam-ports.ts';
import type { IdentityServiceSettings } from '../identity-services/identity-service-settings.ts';
import { traitsOf } from '../identity-services/identity-service-types.ts';
import { withoutCase } from '../login/admit-proofs.ts';
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
  const { account, service, roles, blocked, hasPassword } = candidate;
  if (account.disabled || service.disabled || service.secondFactor || blocked) return false;
  if (!traitsOf(service.type).hasAdapter || (service.type === 'JOC' && !hasPassword)) return false;
  return administers(roles);
}

function administers(roles: readonly Role[]): boolean {
  return authorize(compileAccessRights(roles), { permission: administering }).allowed;
}

/**
 * Whether anybody is left who can administer accounts (semantics §2.9). To be asked in the transaction of each
 * change of accounts, roles, services or the blocklist, after it: where it refuses, the transaction has to be undone.
 */
export async function administratorStays(ports: IamPorts): Promise<Result<void>> {
  for (const service of await ports.identityServices.list())
    for (const role of await administeringRoles(ports, service))
      for (const account of await ports.accounts.withRole(service.id, role.name))
        if (isAdministrator(await candidateOf(ports, service, account))) return succeed(undefined);
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
