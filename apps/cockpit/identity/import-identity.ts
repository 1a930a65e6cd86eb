import {
  type AccountName,
  base64url,
  canonicalJson,
  type Problem,
  problem,
  type RandomBytes,
  type Result,
  refuse,
  succeed,
} from '@interlock/base';
import type { IdentityContent } from '@interlock/cockpit-api';
import {
  type AccessRights,
  type Account,
  accountKey,
  type IdentityServiceSettings,
  mayChangeRole,
  type Role,
  type RoleName,
  roleName,
  roleNameKey,
  storeAccount,
  traitsOf,
} from '@interlock/iam';
import type { CallStores } from '../call-ports.ts';
import { exportedAccount, importedRole } from '../mapping/identity-content.ts';
import { eachEntry } from '../mapping/role-entry.ts';
import { nameIn } from './account-named.ts';

/** What became of one item of a file. */
export type ImportedItem = {
  readonly kind: 'role' | 'account';
  readonly name: string;
} & (
  | { readonly action: 'create' | 'none' }
  | { readonly action: 'change'; readonly changes: readonly string[] }
  | { readonly action: 'refuse'; readonly problem: Problem }
);

/** Into what a file is imported, and for whom. */
export interface ImportSurroundings {
  readonly service: IdentityServiceSettings;
  /** What the one who imports may do. */
  readonly held: AccessRights;
  readonly nowMs: number;
  readonly randomBytes: RandomBytes;
}

/**
 * Stores the roles and then the accounts of a file, each as far as the caller holds what it gives or touches
 * (semantics §2.8). What the file says of an item replaces what is there; what it does not name stays. An item that is
 * refused does not keep the others from being tried, so that all refusals are told at once: where there is one, the
 * transaction has to be undone.
 */
export async function importIdentityContent(
  stores: CallStores,
  content: IdentityContent,
  around: ImportSurroundings,
): Promise<readonly ImportedItem[]> {
  const items: ImportedItem[] = [];
  for (const role of content.roles)
    items.push(itemOf('role', role.roleName, await importRole(stores, role, around)));
  for (const account of content.accounts)
    items.push(itemOf('account', account.accountName, await importAccount(stores, account, around)));
  return items;
}

/** What is not as it was; undefined where nothing was there. */
type Changes = readonly string[] | undefined;

function itemOf(kind: ImportedItem['kind'], name: string, stored: Result<Changes>): ImportedItem {
  if (!stored.ok) return { kind, name, action: 'refuse', problem: stored.problem };
  if (stored.value === undefined) return { kind, name, action: 'create' };
  if (stored.value.length === 0) return { kind, name, action: 'none' };
  return { kind, name, action: 'change', changes: stored.value };
}

async function importRole(
  stores: CallStores,
  exported: IdentityContent['roles'][number],
  { service, held }: ImportSurroundings,
): Promise<Result<Changes>> {
  const role = importedRole(exported, service.id);
  if (!role.ok) return role;
  const before = await stores.roles.find(service.id, role.value.name);
  if (before !== undefined && before.name !== role.value.name)
    return refuse(problem('DuplicateName', `There is a role ${before.name} already.`, { field: 'roleName' }));
  const changes = before === undefined ? undefined : roleChanges(before, role.value);
  if (changes?.length === 0) return succeed(changes);
  const allowed = mayChangeRole(held, before, role.value);
  if (!allowed.ok) return allowed;
  await stores.roles.save(role.value);
  return succeed(changes);
}

function roleChanges(before: Role, after: Role): readonly string[] {
  return changedFields(
    { ordering: before.ordering, permissions: sorted(before.permissions), folders: sorted(before.folders) },
    { ordering: after.ordering, permissions: sorted(after.permissions), folders: sorted(after.folders) },
  );
}

async function importAccount(
  stores: CallStores,
  exported: IdentityContent['accounts'][number],
  { service, held, nowMs, randomBytes }: ImportSurroundings,
): Promise<Result<Changes>> {
  const parsed = accountOf(service, exported);
  if (!parsed.ok) return parsed;
  const { name, roles } = parsed.value;
  const before = await stores.accounts.findByName(service.id, name);
  const changes = before === undefined ? undefined : accountChanges(before, exported);
  if (changes?.length === 0) return succeed(changes);
  const { email, disabled, forcePasswordChange } = exported;
  const draft = { serviceId: service.id, name, disabled, forcePasswordChange, roles };
  const fresh = { key: accountKey(service.id, base64url(randomBytes(16))), nowMs };
  const stored = await storeAccount(
    stores,
    held,
    { ...draft, ...(email === undefined ? {} : { email }) },
    fresh,
  );
  return stored.ok ? succeed(changes) : stored;
}

function accountOf(
  service: IdentityServiceSettings,
  exported: IdentityContent['accounts'][number],
): Result<{ readonly name: AccountName; readonly roles: readonly RoleName[] }> {
  if (traitsOf(service.type).rolesFrom === 'groups')
    return refuse(problem('InvalidInput', `The accounts of ${service.name} are not kept here.`));
  const name = nameIn(service, exported.accountName);
  if (!name.ok) return name;
  const roles = eachEntry(exported.roles, roleName, 'roles');
  return roles.ok ? succeed({ name: name.value, roles: roles.value }) : roles;
}

function accountChanges(before: Account, exported: IdentityContent['accounts'][number]): readonly string[] {
  const { accountName: _, ...was } = exportedAccount(before);
  const { accountName: __, ...wanted } = exported;
  // A file without an address leaves the one that is there.
  return changedFields(
    { ...was, roles: roleKeys(was.roles) },
    { ...was, ...wanted, roles: roleKeys(wanted.roles) },
  );
}

function changedFields<T extends object>(before: T, after: T): readonly string[] {
  const names = Object.keys({ ...before, ...after }) as (keyof T & string)[];
  return names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
}

/** Entries in an order of their own, so that the order in which they stand is no difference. */
function sorted(entries: readonly unknown[]): readonly string[] {
  return entries.map((entry) => canonicalJson(entry)).sort();
}

/** Roles without regard to the case of their names. */
function roleKeys(names: readonly string[]): readonly string[] {
  return sorted(names.map((name) => roleNameKey(name.trim() as RoleName)));
}
