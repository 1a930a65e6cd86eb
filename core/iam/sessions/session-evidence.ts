import type { IamPorts } from '../iam-ports.ts';
import type { IdentityServiceSettings } from '../identity-services/identity-service-settings.ts';
import { traitsOf } from '../identity-services/identity-service-types.ts';
import type { Role } from '../permissions/role.ts';
import type { RoleName } from '../permissions/role-name.ts';
import type { SessionEvidence } from './session.ts';

/**
 * The roles that proofs give now (semantics §2.10): those of the accounts that are kept here, or those that the
 * provider's groups are mapped to. A disabled account, a removed or disabled service give none.
 */
export async function rolesOfEvidence(
  ports: Pick<IamPorts, 'accounts' | 'identityServices' | 'roles'>,
  evidence: readonly SessionEvidence[],
): Promise<readonly Role[]> {
  const roles: Role[] = [];
  for (const proof of evidence) {
    const service = await ports.identityServices.find(proof.serviceId);
    if (service === undefined || service.disabled) continue;
    const names = await roleNames(ports, service, proof);
    if (names.length > 0) roles.push(...(await ports.roles.findAll(service.id, names)));
  }
  return roles;
}

async function roleNames(
  ports: Pick<IamPorts, 'accounts'>,
  service: IdentityServiceSettings,
  proof: SessionEvidence,
): Promise<readonly RoleName[]> {
  if (traitsOf(service.type).rolesFrom === 'groups') return rolesOfGroups(service, proof.groups);
  const account = await ports.accounts.find(proof.key);
  return account === undefined || account.disabled ? [] : account.roles;
}

/** The roles that a service maps groups to, each once. Groups are compared exactly. */
export function rolesOfGroups(
  service: IdentityServiceSettings,
  groups: readonly string[],
): readonly RoleName[] {
  const held = new Set(groups);
  return [...new Set(service.groupRoles.flatMap(({ group, roles }) => (held.has(group) ? roles : [])))];
}
