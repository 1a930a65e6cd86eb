import {
  type AccountName,
  accountName,
  base64url,
  type Clock,
  type RandomBytes,
  type Secret,
  type Transactor,
  unwrap,
} from '@interlock/base';
import {
  type Account,
  accountKey,
  defaultRolesOf,
  type IamPorts,
  type IdentityServiceId,
  type IdentityServiceSettings,
  identityServiceId,
  oneTimePassword,
  type PasswordHasher,
  rescuedFact,
  roleName,
} from '@interlock/iam';
import type { FactStore } from '@interlock/workflow';
import type { CockpitAudit, WithAudit } from '../audit/cockpit-audit.ts';

/** The Identity Service that the first start creates, by JS7's name for it. */
export const firstServiceName = 'JOC-INITIAL';

/** The account that the first start creates. */
const rootName: AccountName = unwrap(accountName('root'));

/** What the creation of `root` needs. */
export interface CreateRootPorts {
  readonly store: Transactor<IamPorts & WithAudit & { readonly facts: Pick<FactStore, 'get'> }>;
  readonly hasher: PasswordHasher;
  readonly audit: CockpitAudit;
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
}

/** The first password of `root`, where one was made here; it is told once and stored as a hash alone. */
export interface RootCreated {
  readonly oneTimePassword?: Secret;
}

/**
 * Creates the first Identity Service, the default roles and `root`, where they are not there. A password that was
 * given counts as chosen (semantics §1.10). A printed one that nobody has used yet may have been lost with the
 * terminal, so a start that finds it unused makes a new one.
 */
export async function createRoot(
  ports: CreateRootPorts,
  givenPassword: Secret | undefined,
): Promise<RootCreated> {
  const service = await ports.store.read.identityServices.findByName(firstServiceName);
  const root =
    service === undefined ? undefined : await ports.store.read.accounts.findByName(service.id, rootName);
  if (root !== undefined && !(await isUnused(ports, root))) return {};
  const made =
    root === undefined && givenPassword !== undefined ? undefined : oneTimePassword(ports.randomBytes);
  const password = made ?? givenPassword;
  if (password === undefined) return {};
  const hash = unwrap(await ports.hasher.hash(password, AbortSignal.timeout(30_000)));
  await ports.store.change(async (stores) => {
    const settings = service ?? (await createService(ports, stores));
    const account = root ?? newRoot(ports, settings.id, made !== undefined);
    unwrap(await stores.accounts.save(account));
    await stores.passwords.save(account.key, hash);
    await ports.audit.write(stores, [
      {
        action: root === undefined ? 'AccountStored' : 'PasswordReset',
        actor: ports.audit.itself,
        target: { kind: 'account', id: rootName },
        outcome: 'succeeded',
        details: { identityService: settings.name, oneTimePassword: made !== undefined },
      },
    ]);
  });
  return made === undefined ? {} : { oneTimePassword: made };
}

/** Whether the printed password still stands and nobody has ever logged in with it. */
async function isUnused(ports: CreateRootPorts, root: Account): Promise<boolean> {
  if (!root.forcePasswordChange) return false;
  // A password that a rescue gave is not lost: whoever made it saw it, and may have started this Cockpit to use it.
  if ((await ports.store.read.facts.get(rescuedFact)) !== undefined) return false;
  const logins = await ports.store.read.loginHistory.list({
    accountName: root.name,
    result: 'succeeded',
    limit: 1,
  });
  return logins.length === 0;
}

async function createService(
  ports: CreateRootPorts,
  stores: IamPorts & WithAudit,
): Promise<IdentityServiceSettings> {
  const settings = firstService(unwrap(identityServiceId(base64url(ports.randomBytes(9)))));
  unwrap(await stores.identityServices.save(settings));
  const roles = defaultRolesOf(settings.id);
  for (const role of roles) await stores.roles.save(role);
  await ports.audit.write(stores, [
    {
      action: 'IdentityServiceStored',
      actor: ports.audit.itself,
      target: { kind: 'identityService', id: settings.name },
      outcome: 'succeeded',
      details: { type: settings.type },
    },
    ...roles.map(
      (role) =>
        ({
          action: 'RoleStored',
          actor: ports.audit.itself,
          target: { kind: 'role', id: role.name },
          outcome: 'succeeded',
          details: { identityService: settings.name },
        }) as const,
    ),
  ]);
  return settings;
}

function firstService(id: IdentityServiceId): IdentityServiceSettings {
  return {
    id,
    name: firstServiceName,
    type: 'JOC',
    ordering: 1,
    required: false,
    disabled: false,
    scheme: 'singleFactor',
    secondFactor: false,
    groupRoles: [],
    details: {},
  };
}

function newRoot(
  ports: CreateRootPorts,
  serviceId: IdentityServiceId,
  forcePasswordChange: boolean,
): Account {
  return {
    key: accountKey(serviceId, base64url(ports.randomBytes(16))),
    serviceId,
    name: rootName,
    disabled: false,
    forcePasswordChange,
    roles: [unwrap(roleName('all'))],
    createdAtMs: ports.clock.now(),
  };
}
