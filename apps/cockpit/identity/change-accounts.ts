import type { AuditEntry, AuditEventName } from '@interlock/audit';
import { type Problem, type Result, refuse, succeed } from '@interlock/base';
import type { RequestFacts } from '@interlock/cockpit-api';
import type { Account, IdentityServiceSettings } from '@interlock/iam';
import { auditReason } from '../audit/audit-reason.ts';
import type { CallPorts, CallStores } from '../call-ports.ts';
import type { Caller } from '../sessions/caller.ts';
import { accountNamed } from './account-named.ts';
import { changeIdentity } from './change-identity.ts';
import { serviceNamed } from './service-named.ts';

/** A call that does the same to many accounts. */
export interface AccountsCall {
  readonly caller: Caller;
  readonly facts: RequestFacts;
  readonly request: {
    readonly identityServiceName: string;
    readonly accountNames: readonly string[];
    readonly auditLog?: Parameters<typeof auditReason>[0];
  };
}

/** What is done to each. */
export interface AccountsChange {
  readonly action: AuditEventName;
  readonly details?: NonNullable<AuditEntry['details']>;
  /** Refuses a service to whose accounts it can't be done. */
  readonly fits?: (service: IdentityServiceSettings) => Result<void>;
  /** Whether it is done to an account at all; absent: to each. */
  readonly concerns?: (account: Account) => boolean;
  readonly change: (
    stores: CallStores,
    account: Account,
    service: IdentityServiceSettings,
  ) => Promise<Result<void>>;
}

/**
 * Changes accounts whole or not at all (semantics §5.8): the first that is unknown or may not be touched refuses all,
 * and is named.
 */
export function changeAccounts(
  ports: Pick<CallPorts, 'data' | 'audit' | 'identityNews'>,
  call: AccountsCall,
  { action, details, fits, concerns, change }: AccountsChange,
): Promise<Result<{ readonly ok: true }>> {
  const { identityServiceName, accountNames, auditLog } = call.request;
  return changeIdentity(ports, call, {
    action,
    ...auditReason(auditLog),
    run: async (stores) => {
      const service = await serviceNamed(stores, identityServiceName);
      if (!service.ok) return service;
      const fitting = fits?.(service.value);
      if (fitting?.ok === false) return fitting;
      const accounts = await accountsNamed(stores, service.value, accountNames);
      if (!accounts.ok) return accounts;
      const concerned = accounts.value.filter(({ account }) => concerns?.(account) ?? true);
      for (const { account, field } of concerned) {
        const changed = await change(stores, account, service.value);
        if (!changed.ok) return refuse(naming(account, field, changed.problem));
      }
      return succeed({
        value: { ok: true as const },
        targets: concerned.map(({ account }) => ({ kind: 'account', id: account.name }) as const),
        details: { identityService: service.value.name, ...details },
      });
    },
  });
}

interface NamedAccount {
  readonly account: Account;
  readonly field: string;
}

/** Each account once, under the first of its spellings. */
async function accountsNamed(
  stores: CallStores,
  service: IdentityServiceSettings,
  names: readonly string[],
): Promise<Result<readonly NamedAccount[]>> {
  const found = new Map<string, NamedAccount>();
  for (const [index, name] of names.entries()) {
    const field = `accountNames[${index}]`;
    const account = await accountNamed(stores, service, name, field);
    if (!account.ok) return account;
    if (!found.has(account.value.key)) found.set(account.value.key, { account: account.value, field });
  }
  return succeed([...found.values()]);
}

function naming({ name }: Account, field: string, refusal: Problem): Problem {
  return { ...refusal, field, message: `The account ${name} can not be changed. ${refusal.message}` };
}
