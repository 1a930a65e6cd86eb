import { type Result, refuse, succeed } from '@interlock/base';
import {
  type AccessRights,
  type Account,
  authorize,
  compileAccessRights,
  type ExplainedAccount,
  type IamPorts,
  type IdentityServiceSettings,
  readSubject,
} from '@interlock/iam';
import { accountNamed } from '../identity/account-named.ts';
import { serviceNamed } from '../identity/service-named.ts';
import type { Caller } from '../sessions/caller.ts';
import { lacking } from './decide.ts';

type Stores = Pick<IamPorts, 'identityServices' | 'accounts' | 'roles' | 'blocklist'>;

/** Somebody whose rights are explained, with the rights of this moment. */
export interface ExplainedRights {
  readonly account: ExplainedAccount;
  readonly rights: AccessRights;
}

/** The right to see the accounts of others. */
export const accountsView = 'sos:products:joc:administration:accounts:view';

/** Whether a caller may ask about others. */
export function seesAccounts(caller: Caller): boolean {
  return authorize(caller.rights, { permission: accountsView }).allowed;
}

/** The caller, with the rights that his session has: those of all its proofs, within the limit of its token. */
export function callersRights(caller: Caller): ExplainedRights {
  const { accountName: name, serviceName, rights } = caller;
  return { account: { name, serviceName, state: 'active' }, rights };
}

/**
 * The account that a question names; one that names none means the caller. Without the right to see accounts, every
 * other name is refused alike, whether there is such an account or not (semantics §2.11).
 */
export async function explainedAccount(
  stores: Stores,
  caller: Caller,
  named: { readonly identityServiceName?: string | undefined; readonly accountName?: string | undefined },
): Promise<Result<ExplainedRights>> {
  if (named.accountName === undefined && named.identityServiceName === undefined)
    return succeed(callersRights(caller));
  const found = await findAccount(stores, caller, named);
  if (found.ok && found.value.account.key === caller.accountKey) return succeed(callersRights(caller));
  if (!seesAccounts(caller)) {
    caller.decisions?.note({ permission: accountsView }, { allowed: false, told: true });
    return refuse(lacking(accountsView));
  }
  return found.ok ? succeed(await storedRights(stores, found.value.account, found.value.service)) : found;
}

/** An account that is kept here, with the rights that its roles give. */
export async function storedRights(
  stores: Stores,
  account: Account,
  service: IdentityServiceSettings,
): Promise<ExplainedRights> {
  const { name, state } = await readSubject(stores, account, service);
  const roles = await stores.roles.findAll(service.id, account.roles);
  return { account: { name, serviceName: service.name, state }, rights: compileAccessRights(roles) };
}

async function findAccount(
  stores: Stores,
  caller: Caller,
  named: { readonly identityServiceName?: string | undefined; readonly accountName?: string | undefined },
): Promise<Result<{ readonly account: Account; readonly service: IdentityServiceSettings }>> {
  const service = await serviceNamed(stores, named.identityServiceName ?? caller.serviceName);
  if (!service.ok) return service;
  const account = await accountNamed(stores, service.value, named.accountName ?? caller.accountName);
  return account.ok ? succeed({ account: account.value, service: service.value }) : account;
}
