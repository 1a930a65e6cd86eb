import { problem, type Result, refuse, succeed } from '@interlock/base';
import {
  type Account,
  type AccountKey,
  authorize,
  type IamPorts,
  type IdentityServiceSettings,
  mayTouchAccount,
  type Permission,
} from '@interlock/iam';
import { lacking } from '../access/decide.ts';
import type { Caller } from '../sessions/caller.ts';
import { nameIn } from './account-named.ts';

/** The account whose API tokens a call is about, as the call names it. */
export interface NamedAccount {
  readonly accountName?: string | undefined;
  readonly identityServiceName?: string | undefined;
}

/** An account with its service. */
export interface TokenAccount {
  readonly account: Account;
  readonly service: IdentityServiceSettings;
}

/**
 * Finds the account whose tokens are asked for; who names none means himself. For another one the caller needs the
 * permission, and without it learns nothing of whether there is such an account (semantics §2.11).
 */
export async function findTokenAccount(
  stores: Pick<IamPorts, 'accounts' | 'identityServices'>,
  caller: Caller,
  named: NamedAccount,
  permission: Permission,
): Promise<Result<TokenAccount>> {
  const [own] = caller.session.evidence;
  if (named.accountName === undefined && named.identityServiceName === undefined)
    return accountOfKey(stores, own?.key);
  const found = await accountNamed(stores, caller, named);
  if (found.ok && found.value.account.key === own?.key) return found;
  if (!authorize(caller.rights, { permission }).allowed) return refuse(lacking(permission));
  return found;
}

/** Whether the caller may make or revoke tokens of an account: his own, or one of which he holds every right (§2.8). */
export async function mayTouchTokensOf(
  stores: Pick<IamPorts, 'roles'>,
  caller: Caller,
  account: Pick<Account, 'key' | 'serviceId' | 'roles'>,
): Promise<Result<void>> {
  if (isOwn(caller, account.key)) return succeed(undefined);
  const roles = await stores.roles.findAll(account.serviceId, account.roles);
  return mayTouchAccount(caller.rights, roles, roles);
}

/** Whether an account is the one in whose name the session stands. */
export function isOwn(caller: Caller, key: AccountKey): boolean {
  return caller.session.evidence[0]?.key === key;
}

async function accountOfKey(
  stores: Pick<IamPorts, 'accounts' | 'identityServices'>,
  key: AccountKey | undefined,
): Promise<Result<TokenAccount>> {
  const account = key && (await stores.accounts.find(key));
  const service = account && (await stores.identityServices.find(account.serviceId));
  return account === undefined || service === undefined
    ? refuse(problem('InvalidInput', 'Accounts of this service get no API tokens.'))
    : succeed({ account, service });
}

async function accountNamed(
  stores: Pick<IamPorts, 'accounts' | 'identityServices'>,
  caller: Caller,
  named: NamedAccount,
): Promise<Result<TokenAccount>> {
  const unknown = problem('UnknownObject', 'There is no such account.', { field: 'accountName' });
  const service = await stores.identityServices.findByName(named.identityServiceName ?? caller.serviceName);
  if (service === undefined) return refuse(unknown);
  const name = nameIn(service, named.accountName ?? caller.accountName);
  const account = name.ok ? await stores.accounts.findByName(service.id, name.value) : undefined;
  return account === undefined ? refuse(unknown) : succeed({ account, service });
}
