import { type AccountName, problem, type Result, refuse, type Secret, succeed } from '@interlock/base';
import type { IamPorts } from '../iam-ports.ts';
import type { IdentityServiceId } from '../identity-services/identity-service-id.ts';
import type { AccessRights } from '../permissions/access-rights.ts';
import { mayTouchAccount } from '../permissions/hand-out.ts';
import type { Role } from '../permissions/role.ts';
import { type RoleName, roleNameKey } from '../permissions/role-name.ts';
import { endSessions } from '../sessions/end-sessions.ts';
import type { Account } from './account.ts';
import type { AccountKey } from './account-key.ts';
import { mayProveName } from './touch-account.ts';

/** An account as an administrator wants it. What is absent stays as it is. */
export interface AccountDraft {
  readonly serviceId: IdentityServiceId;
  readonly name: AccountName;
  readonly email?: string;
  readonly disabled?: boolean;
  readonly forcePasswordChange?: boolean;
  readonly roles?: readonly RoleName[];
  /** Made by the PasswordHasher, outside the transaction. */
  readonly hash?: Secret;
}

/** What became of a draft. */
export interface AccountStored {
  readonly account: Account;
  readonly isNew: boolean;
}

/**
 * Creates the account of this name, or changes it (semantics §2.8). A password that was set and an account that was
 * disabled end its sessions (semantics §3.6). To be called in a transaction.
 *
 * @param held what the caller may do.
 * @param newKey the key of a new account.
 * @returns refuses `UnknownObject` for a role that is not there and that the account has not had, `PermissionDenied`.
 */
export async function storeAccount(
  ports: IamPorts,
  held: AccessRights,
  draft: AccountDraft,
  fresh: { readonly key: AccountKey; readonly nowMs: number },
): Promise<Result<AccountStored>> {
  const before = await ports.accounts.findByName(draft.serviceId, draft.name);
  const roles = await rolesOf(ports, draft, before);
  if (!roles.ok) return roles;
  const rolesBefore = await ports.roles.findAll(draft.serviceId, before?.roles ?? []);
  const may = mayTouchAccount(held, rolesBefore, roles.value.found);
  if (!may.ok) return may;
  const mayBe = await mayProveName(ports, held, draft.serviceId, draft.name);
  if (!mayBe.ok) return mayBe;
  const account = merged(draft, before ?? newAccount(draft, fresh), roles.value.names);
  const saved = await ports.accounts.save(account, fresh.nowMs);
  if (!saved.ok) return saved;
  if (draft.hash !== undefined) await ports.passwords.save(account.key, draft.hash);
  if (before !== undefined) await endWhatEnds(ports, draft, before);
  return succeed({ account, isNew: before === undefined });
}

interface DraftRoles {
  /** In the order of the draft, as the roles are spelt. */
  readonly names: readonly RoleName[];
  readonly found: readonly Role[];
}

async function rolesOf(
  { roles }: IamPorts,
  draft: AccountDraft,
  before: Account | undefined,
): Promise<Result<DraftRoles>> {
  const asked = draft.roles ?? before?.roles ?? [];
  const found = await roles.findAll(draft.serviceId, asked);
  const byKey = new Map(found.map(({ name }) => [roleNameKey(name), name]));
  const held = new Map((before?.roles ?? []).map((name) => [roleNameKey(name), name]));
  const names: RoleName[] = [];
  for (const [index, name] of asked.entries()) {
    const key = roleNameKey(name);
    const known = byKey.get(key) ?? held.get(key);
    if (known === undefined)
      return refuse(problem('UnknownObject', `There is no role ${name}.`, { field: `roles[${index}]` }));
    names.push(known);
  }
  return succeed({ names, found });
}

function newAccount(
  { serviceId, name }: AccountDraft,
  fresh: { readonly key: AccountKey; readonly nowMs: number },
) {
  return {
    key: fresh.key,
    serviceId,
    name,
    disabled: false,
    forcePasswordChange: false,
    roles: [],
    createdAtMs: fresh.nowMs,
  };
}

function merged(draft: AccountDraft, before: Account, roles: readonly RoleName[]): Account {
  const { email = before.email, disabled = before.disabled } = draft;
  const { email: _, ...kept } = before;
  return {
    ...kept,
    ...(email === undefined ? {} : { email }),
    disabled,
    forcePasswordChange: draft.forcePasswordChange ?? before.forcePasswordChange,
    roles,
  };
}

async function endWhatEnds(ports: IamPorts, draft: AccountDraft, before: Account): Promise<void> {
  const { key, name } = before;
  if (draft.hash !== undefined) await endSessions(ports, { kind: 'authenticatorReset', key, name });
  if (draft.disabled === true && !before.disabled)
    await endSessions(ports, { kind: 'accountDisabled', key, name });
}
