/** Values of identity and access for suites and tests, each whole and valid; name what matters, the rest is filled in. */
import { type AccountName, accountName, type Transactor, unwrap } from '@interlock/base';
import {
  type Account,
  type AccountKey,
  type ApiToken,
  accountKey,
  apiTokenName,
  type IamPorts,
  type IdentityServiceId,
  type IdentityServiceSettings,
  identityServiceId,
  type LoginHistoryEntry,
  type Role,
  type RoleName,
  roleName,
  type Session,
} from '@interlock/iam';

/** The stores of identity and access under test. */
export interface OpenedIam extends Transactor<IamPorts> {
  close(): Promise<void>;
}

/** A canonical account name. */
export function named(name: string): AccountName {
  return unwrap(accountName(name));
}

/** The id of a service. */
export function serviceNamed(id: string): IdentityServiceId {
  return unwrap(identityServiceId(id));
}

/** The name of a role. */
export function roleNamed(name: string): RoleName {
  return unwrap(roleName(name));
}

/** The key of an account. */
export function keyOf(service: string, subject: string): AccountKey {
  return accountKey(serviceNamed(service), subject);
}

/** A service of local accounts. */
export function aService(id = 'local', more: Partial<IdentityServiceSettings> = {}): IdentityServiceSettings {
  return {
    id: serviceNamed(id),
    name: id,
    type: 'JOC',
    ordering: 1,
    required: false,
    disabled: false,
    scheme: 'singleFactor',
    secondFactor: false,
    groupRoles: [],
    details: {},
    ...more,
  };
}

/** An account of the service `local` whose subject is `s-<name>`. */
export function anAccount(name = 'ada', more: Partial<Account> = {}): Account {
  const serviceId = more.serviceId ?? serviceNamed('local');
  return {
    key: accountKey(serviceId, `s-${name}`),
    serviceId,
    name: named(name),
    disabled: false,
    forcePasswordChange: false,
    roles: [],
    createdAtMs: 1_000,
    ...more,
  };
}

/** A role of the service `local` without entries. */
export function aRole(name = 'operator', more: Partial<Role> = {}): Role {
  return {
    serviceId: serviceNamed('local'),
    name: roleNamed(name),
    ordering: 1,
    permissions: [],
    folders: [],
    ...more,
  };
}

/** A session of `ada` by cookie, from 1 000 ms on, idle after 100 ms, over after 1 000 ms. */
export function aSession(id = 'session', more: Partial<Session> = {}): Session {
  return {
    id,
    tokenHash: `token-of-${id}`,
    transport: 'cookie',
    originHash: `origin-of-${id}`,
    evidence: [
      {
        key: keyOf('local', 's-ada'),
        serviceId: serviceNamed('local'),
        accountName: named('ada'),
        groups: [],
      },
    ],
    methods: ['pwd'],
    address: '192.0.2.1',
    userAgent: 'test',
    rememberMe: false,
    startedAtMs: 1_000,
    lastUsedAtMs: 1_000,
    idleLimitMs: 100,
    endsAtMs: 2_000,
    ...more,
  };
}

/** An API token of `ada`, made at 1 000 ms, over at 2 000 ms, without limits. */
export function anApiToken(id = 'token', more: Partial<ApiToken> = {}): ApiToken {
  return {
    id,
    name: unwrap(apiTokenName(id)),
    tokenHash: `hash-of-${id}`,
    key: keyOf('local', 's-ada'),
    serviceId: serviceNamed('local'),
    accountName: named('ada'),
    createdBy: 'ada',
    limit: {},
    createdAtMs: 1_000,
    endsAtMs: 2_000,
    ...more,
  };
}

/** A refused login of `ada`. */
export function aLogin(id = 'login', more: Partial<LoginHistoryEntry> = {}): LoginHistoryEntry {
  return {
    id,
    atMs: 1_000,
    accountName: named('ada'),
    address: '192.0.2.1',
    userAgent: 'test',
    result: 'refused',
    reason: 'notVerified',
    services: [{ serviceName: 'local', outcome: 'rejected', reason: 'wrongPassword' }],
    ...more,
  };
}

/** Runs a test body on opened stores and closes them whatever happens. */
export async function withOpened(
  open: () => Promise<OpenedIam>,
  work: (opened: OpenedIam) => Promise<void>,
): Promise<void> {
  const opened = await open();
  try {
    await work(opened);
  } finally {
    await opened.close();
  }
}
