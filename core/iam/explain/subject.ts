import type { Account } from '../accounts/account.ts';
import type { AccountKey } from '../accounts/account-key.ts';
import type { IamPorts } from '../iam-ports.ts';
import type { IdentityServiceSettings } from '../identity-services/identity-service-settings.ts';
import { traitsOf } from '../identity-services/identity-service-types.ts';
import { withoutCase } from '../login/admit-proofs.ts';
import { type AccessRights, compileAccessRights } from '../permissions/access-rights.ts';
import type { Role } from '../permissions/role.ts';
import { type RoleName, roleNameKey } from '../permissions/role-name.ts';

/** Whether an account could log in at present. */
export type AccountState = 'active' | 'disabled' | 'blocked' | 'serviceDisabled';

/**
 * Somebody who has roles: an account that is kept here, or, of a service whose provider's groups give the roles, a
 * group. A group stands for whoever the provider puts into it, by its roles alone.
 */
export interface Subject {
  readonly kind: 'account' | 'group';
  /** The key of an account; of a group none. */
  readonly key?: AccountKey;
  readonly name: string;
  readonly service: IdentityServiceSettings;
  readonly state: AccountState;
  /** The names of its roles, whether there are such roles or not. */
  readonly roleNames: readonly RoleName[];
  readonly createdAtMs?: number;
}

/** What is stored of everybody who has roles. */
export interface AccessPicture {
  /** By service, then by name; the accounts of a service before its groups. */
  readonly subjects: readonly Subject[];
  readonly roles: readonly Role[];
}

/** Reads one account that is kept here, as a subject. */
export async function readSubject(
  ports: Pick<IamPorts, 'blocklist'>,
  account: Account,
  service: IdentityServiceSettings,
): Promise<Subject> {
  const blocked = await ports.blocklist.find(withoutCase(account.name));
  return subjectOf(account, service, blocked !== undefined);
}

/** Reads who has which roles. */
export async function readAccess(
  ports: Pick<IamPorts, 'identityServices' | 'accounts' | 'roles' | 'blocklist'>,
): Promise<AccessPicture> {
  const blocked = new Set((await ports.blocklist.list()).map(({ name }) => name));
  const subjects: Subject[] = [];
  for (const service of await ports.identityServices.list()) {
    if (traitsOf(service.type).rolesFrom === 'groups') subjects.push(...groupsOf(service));
    else
      for (const account of await ports.accounts.list(service.id))
        subjects.push(subjectOf(account, service, blocked.has(withoutCase(account.name))));
  }
  return { subjects, roles: await ports.roles.list() };
}

function subjectOf(account: Account, service: IdentityServiceSettings, blocked: boolean): Subject {
  const { key, name, roles: roleNames, createdAtMs } = account;
  const state = stateOf(account.disabled, blocked, service.disabled);
  return { kind: 'account', key, name, service, state, roleNames, createdAtMs };
}

function groupsOf(service: IdentityServiceSettings): readonly Subject[] {
  return service.groupRoles.map(({ group, roles }) => ({
    kind: 'group',
    name: group,
    service,
    state: service.disabled ? 'serviceDisabled' : 'active',
    roleNames: roles,
  }));
}

function stateOf(disabled: boolean, blocked: boolean, serviceDisabled: boolean): AccountState {
  if (serviceDisabled) return 'serviceDisabled';
  if (disabled) return 'disabled';
  return blocked ? 'blocked' : 'active';
}

/** Tells the rights of subjects under a set of roles; those who have the same roles share one preparation. */
export function rightsOfSubjects(roles: readonly Role[]): (subject: Subject) => AccessRights {
  const prepared = new Map<string, AccessRights>();
  return ({ service, roleNames }) => {
    const keys = new Set(roleNames.map((name) => roleKey(service.id, name)));
    const set = [...keys].sort().join('\n');
    const known = prepared.get(set);
    if (known !== undefined) return known;
    const rights = compileAccessRights(
      roles.filter(({ serviceId, name }) => keys.has(roleKey(serviceId, name))),
    );
    prepared.set(set, rights);
    return rights;
  };
}

/** What a role is known by among those of all services: an id holds no slash, and a name no line end. */
export function roleKey(serviceId: string, name: RoleName): string {
  return `${serviceId}/${roleNameKey(name)}`;
}
