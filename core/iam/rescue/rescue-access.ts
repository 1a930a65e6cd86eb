import { type AccountName, type Secret, unwrap } from '@interlock/base';
import type { Account } from '../accounts/account.ts';
import { accountKey } from '../accounts/account-key.ts';
import { administratorStays } from '../accounts/last-administrator.ts';
import { setPassword } from '../accounts/set-password.ts';
import type { IamPorts } from '../iam-ports.ts';
import type { IdentityServiceId } from '../identity-services/identity-service-id.ts';
import type { IdentityServiceSettings } from '../identity-services/identity-service-settings.ts';
import { compileAccessRights } from '../permissions/access-rights.ts';
import { defaultRolesOf } from '../permissions/default-roles.ts';
import { lackingRight } from '../permissions/hand-out.ts';
import type { Role } from '../permissions/role.ts';
import type { RoleName } from '../permissions/role-name.ts';
import { liftThrottling } from '../throttling/lift-throttling.ts';
import { throttleKeys } from '../throttling/throttle-keys.ts';

/** Whom the owner of the installation gives access back. */
export interface Rescue {
  readonly accountName: AccountName;
  /** The hash of a one-time password. */
  readonly hash: Secret;
  /** For a service that has to be made. */
  readonly newServiceId: IdentityServiceId;
  /** For an account that has to be made. */
  readonly newSubject: string;
  /** From where he will log in: networks that are throttled there are so no longer. */
  readonly addresses: readonly string[];
  readonly nowMs: number;
}

/** What it took to give access back; for the audit record and the one who asked for it. */
export interface Rescued {
  readonly identityServiceName: string;
  readonly isServiceNew: boolean;
  readonly isAccountNew: boolean;
  readonly wasDisabled: boolean;
  readonly wasBlocked: boolean;
  readonly wasThrottled: boolean;
  /** The roles that the account had before. */
  readonly rolesBefore: readonly RoleName[];
  /** Whether the role `all` was missing, or did not grant everything, and was put right. */
  readonly isRoleRestored: boolean;
  /** Identity Services that were required and are optional now: who is asked for a second proof can not log in by one. */
  readonly madeOptional: readonly string[];
  readonly endedSessions: number;
}

/** Under which fact a rescue leaves word, so that a Cockpit warns of it: its moment and its account as JSON. */
export const rescuedFact = 'accessRescued';

/** The Identity Service that is made where none of the type JOC lets anybody in, by JS7's name for it. */
const rescueServiceName = 'JOC-RESCUE';

const everything = 'all' as RoleName;

/**
 * Gives access back to whoever owns the installation and can not log in any more: an account with the role `all` alone,
 * in a service of the type JOC that works without any other, with a password that has to be changed at the first login.
 * What stood in its way is removed, and nothing else. To be called in a transaction, together with its audit records.
 */
export async function rescueAccess(ports: IamPorts, rescue: Rescue): Promise<Rescued> {
  const services = await ports.identityServices.list();
  const usable = await usableService(ports, services, rescue);
  const service = usable ?? (await newService(ports, services, rescue.newServiceId));
  const madeOptional = await makeOthersOptional(ports, services, service);
  const isRoleRestored = await restoreRole(ports, service.id);
  const before = await ports.accounts.findByName(service.id, rescue.accountName);
  const account = rescuedAccount(before, service.id, rescue);
  unwrap(await ports.accounts.save(account, rescue.nowMs));
  const ended = unwrap(await setPassword(ports, account.key, rescue.hash, true));
  const wasBlocked = await ports.blocklist.remove(rescue.accountName);
  const wasThrottled = await liftThrottling(ports.throttle, rescue.accountName);
  await ports.throttle.remove(rescue.addresses.map((address) => throttleKeys({ address }).network));
  unwrap(await administratorStays(ports));
  return {
    identityServiceName: service.name,
    isServiceNew: usable === undefined,
    isAccountNew: before === undefined,
    wasDisabled: before?.disabled ?? false,
    wasBlocked,
    wasThrottled,
    rolesBefore: before?.roles ?? [],
    isRoleRestored,
    madeOptional,
    endedSessions: ended.length,
  };
}

/** A service by which one password is enough: the one that knows the account, else the first. A disabled one stays so. */
async function usableService(
  ports: IamPorts,
  services: readonly IdentityServiceSettings[],
  { accountName }: Rescue,
): Promise<IdentityServiceSettings | undefined> {
  const usable = services.filter(
    ({ type, disabled, scheme, secondFactor }) =>
      type === 'JOC' && !disabled && !secondFactor && scheme === 'singleFactor',
  );
  for (const service of usable)
    if ((await ports.accounts.findByName(service.id, accountName)) !== undefined) return service;
  return usable[0];
}

async function newService(
  ports: IamPorts,
  services: readonly IdentityServiceSettings[],
  id: IdentityServiceId,
): Promise<IdentityServiceSettings> {
  const service: IdentityServiceSettings = {
    id,
    name: freeName(services),
    type: 'JOC',
    ordering: Math.max(0, ...services.map(({ ordering }) => ordering)) + 1,
    required: false,
    disabled: false,
    scheme: 'singleFactor',
    secondFactor: false,
    groupRoles: [],
    details: {},
  };
  unwrap(await ports.identityServices.save(service));
  for (const role of defaultRolesOf(id)) await ports.roles.save(role);
  return service;
}

function freeName(services: readonly IdentityServiceSettings[]): string {
  const taken = new Set(services.map(({ name }) => name.toLowerCase()));
  for (let number = 1; ; number++) {
    const name = number === 1 ? rescueServiceName : `${rescueServiceName}-${number}`;
    if (!taken.has(name.toLowerCase())) return name;
  }
}

/** Where another service is required, this one is not even asked, or is not enough (semantics §1.3). */
async function makeOthersOptional(
  ports: IamPorts,
  services: readonly IdentityServiceSettings[],
  { id }: IdentityServiceSettings,
): Promise<readonly string[]> {
  const inTheWay = services.filter((each) => each.required && !each.disabled && each.id !== id);
  for (const service of inTheWay) unwrap(await ports.identityServices.save({ ...service, required: false }));
  return inTheWay.map(({ name }) => name);
}

async function restoreRole(ports: IamPorts, serviceId: IdentityServiceId): Promise<boolean> {
  const [stored] = await ports.roles.findAll(serviceId, [everything]);
  const shipped = defaultRolesOf(serviceId).find(({ name }) => name === everything);
  if (shipped === undefined) throw new TypeError('there is no role by the name of all');
  if (stored !== undefined && grantsEverything(stored, shipped)) return false;
  await ports.roles.save({ ...shipped, name: stored?.name ?? shipped.name });
  return true;
}

function grantsEverything(stored: Role, shipped: Role): boolean {
  return lackingRight(compileAccessRights([stored]), compileAccessRights([shipped])) === undefined;
}

/** The account with the role alone: any denial of another one would beat it. */
function rescuedAccount(
  before: Account | undefined,
  serviceId: IdentityServiceId,
  { accountName, newSubject, nowMs }: Rescue,
): Account {
  const account = before ?? {
    key: accountKey(serviceId, newSubject),
    serviceId,
    name: accountName,
    createdAtMs: nowMs,
  };
  return { ...account, disabled: false, forcePasswordChange: true, roles: [everything] };
}
