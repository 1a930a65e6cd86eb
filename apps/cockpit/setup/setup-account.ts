import {
  type AccountName,
  accountName,
  base64url,
  type Clock,
  type RandomBytes,
  type Transactor,
  unwrap,
} from '@interlock/base';
import {
  type Account,
  accountKey,
  compileAccessRights,
  type IamPorts,
  type IdentityServiceSettings,
  roleName,
  type Session,
} from '@interlock/iam';
import type { CockpitAudit, WithAudit } from '../audit/cockpit-audit.ts';
import type { Caller } from '../sessions/caller.ts';
import { firstServiceName } from './create-root.ts';

/** The account under which the first start deploys and orders. It has no password and is disabled: nobody logs in as it. */
const setupName: AccountName = unwrap(accountName('setup'));

/** What it may do: the work of those who build workflows. */
const setupRole = unwrap(roleName('application_manager'));

/** What the set-up account needs. */
export interface SetupAccountPorts {
  readonly store: Transactor<IamPorts & WithAudit>;
  readonly audit: CockpitAudit;
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
}

/** Makes the set-up account for as long as `work` takes; what it did stays in the audit trail under its name. */
export async function asSetupAccount<T>(
  ports: SetupAccountPorts,
  work: (caller: Caller) => Promise<T>,
): Promise<T> {
  const service = await ports.store.read.identityServices.findByName(firstServiceName);
  if (service === undefined) throw new Error(`the Identity Service ${firstServiceName} is not there`);
  const account = await ensureAccount(ports, service);
  try {
    return await work(await callerOf(ports, service, account));
  } finally {
    await removeAccount(ports, account);
  }
}

async function ensureAccount(ports: SetupAccountPorts, service: IdentityServiceSettings): Promise<Account> {
  const left = await ports.store.read.accounts.findByName(service.id, setupName);
  if (left !== undefined) return left;
  const account: Account = {
    key: accountKey(service.id, base64url(ports.randomBytes(16))),
    serviceId: service.id,
    name: setupName,
    disabled: true,
    forcePasswordChange: false,
    roles: [setupRole],
    createdAtMs: ports.clock.now(),
  };
  await ports.store.change(async (stores) => {
    unwrap(await stores.accounts.save(account));
    await ports.audit.write(stores, [entry(ports, 'AccountStored', service)]);
  });
  return account;
}

async function removeAccount(ports: SetupAccountPorts, account: Account): Promise<void> {
  const service = await ports.store.read.identityServices.find(account.serviceId);
  if (service === undefined) return;
  await ports.store.change(async (stores) => {
    if (await stores.accounts.remove(account.key))
      await ports.audit.write(stores, [entry(ports, 'AccountDeleted', service)]);
  });
}

function entry(
  ports: SetupAccountPorts,
  action: 'AccountStored' | 'AccountDeleted',
  service: IdentityServiceSettings,
) {
  return {
    action,
    actor: ports.audit.itself,
    target: { kind: 'account', id: setupName },
    outcome: 'succeeded',
    details: { identityService: service.name, canLogIn: false },
  } as const;
}

async function callerOf(
  ports: SetupAccountPorts,
  service: IdentityServiceSettings,
  account: Account,
): Promise<Caller> {
  const roles = await ports.store.read.roles.findAll(service.id, account.roles);
  return {
    session: inProcessSession(ports, account),
    accountKey: account.key,
    accountName: account.name,
    serviceName: service.name,
    serviceType: service.type,
    roles: account.roles,
    rights: compileAccessRights(roles),
    mustChangePassword: false,
  };
}

/** A session that is stored nowhere, so that no token can belong to it. */
function inProcessSession(ports: SetupAccountPorts, account: Account): Session {
  const now = ports.clock.now();
  return {
    id: base64url(ports.randomBytes(16)),
    tokenHash: '',
    transport: 'header',
    evidence: [{ key: account.key, serviceId: account.serviceId, accountName: account.name, groups: [] }],
    methods: [],
    address: '127.0.0.1',
    userAgent: 'first start',
    rememberMe: false,
    startedAtMs: now,
    lastUsedAtMs: now,
    idleLimitMs: 60_000,
    endsAtMs: now + 60_000,
  };
}
