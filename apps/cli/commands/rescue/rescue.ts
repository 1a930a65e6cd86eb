import { type AuditEntry, type AuditRecord, writeAudit } from '@interlock/audit';
import { type AccountName, accountName, base64url, type Secret, unwrap } from '@interlock/base';
import { identityServiceId, oneTimePassword, type Rescued, rescueAccess, rescuedFact } from '@interlock/iam';
import { CliFault } from '../../client/cli-fault.ts';
import { type CommandContext, printResult } from '../../client/command-context.ts';
import { exitCodes } from '../../exit-codes.ts';
import { requireOwner } from './require-owner.ts';
import type { RescuePorts } from './rescue-ports.ts';

/** Options of `interlock rescue`. */
export interface RescueOptions {
  /** The account that gets access; it is made where it is not there. */
  readonly account: string;
}

/** From where people log in on the server itself. */
const ownAddresses = ['127.0.0.1', '::1'];

/**
 * Gives an account all rights and a one-time password, for the owner of the data folder alone, whether the Cockpit
 * runs or not. The change and its audit records are one transaction in the Cockpit's own chain (semantics §6.2).
 *
 * @throws CliFault 2 where the account's name is none, 3 where there is no database, 4 where somebody else owns the
 * folder, 1 where it can not be written.
 */
export async function rescueCommand(
  context: CommandContext,
  ports: RescuePorts,
  options: RescueOptions,
): Promise<void> {
  const name = accountName(options.account);
  if (!name.ok) throw new CliFault(exitCodes.usage, name.problem.message);
  requireOwner(ports);
  const password = oneTimePassword(ports.randomBytes);
  const rescued = await rescue(ports, name.value, password);
  const { identityServiceName: service } = rescued;
  printResult(
    context,
    { account: name.value, identityService: service, oneTimePassword: password.reveal(), ...rescued },
    [
      `The account ${name.value} of the Identity Service ${service} may do everything.`,
      ...whatElse(rescued).map((line) => `  ${line}`),
      `Its password, shown this once and to be changed at the next login: ${password.reveal()}`,
      'This stands in the audit trail.',
    ],
  );
}

async function rescue(ports: RescuePorts, name: AccountName, password: Secret): Promise<Rescued> {
  const hash = await ports.hash(password);
  if (!hash.ok) throw new CliFault(exitCodes.failed, hash.problem.message);
  const store = await ports.open();
  if (!store.ok) throw new CliFault(exitCodes.failed, store.problem.message);
  try {
    const { rescued, records } = await store.value.change(async (stores) => {
      const done = await rescueAccess(stores, {
        accountName: name,
        hash: hash.value,
        newServiceId: unwrap(identityServiceId(base64url(ports.randomBytes(9)))),
        newSubject: base64url(ports.randomBytes(16)),
        addresses: ownAddresses,
        nowMs: ports.nowMs,
      });
      await stores.facts.set(rescuedFact, JSON.stringify({ atMs: ports.nowMs, account: name }));
      return { rescued: done, records: await writeRecords(ports, stores.audit, name, done) };
    });
    ports.logAudit(records);
    return rescued;
  } finally {
    await store.value.close();
  }
}

function writeRecords(
  { cockpitId: id, nowMs, sha256, user }: RescuePorts,
  audit: Parameters<typeof writeAudit>[0],
  name: AccountName,
  rescued: Rescued,
): Promise<readonly AuditRecord[]> {
  const entryFor = (
    action: AuditEntry['action'],
    kind: AuditEntry['target']['kind'],
    target: string,
    details: NonNullable<AuditEntry['details']>,
  ): AuditEntry => ({
    action,
    actor: { kind: 'program', account: 'interlock rescue' },
    target: { kind, id: target },
    outcome: 'succeeded',
    details: { systemUser: user.name, ...details },
  });
  const { identityServiceName: identityService, isServiceNew, isRoleRestored, madeOptional } = rescued;
  const entries = [
    entryFor('AccessRescued', 'account', name, {
      identityService,
      isAccountNew: rescued.isAccountNew,
      rolesBefore: [...rescued.rolesBefore],
      wasDisabled: rescued.wasDisabled,
      wasBlocked: rescued.wasBlocked,
      wasThrottled: rescued.wasThrottled,
      endedSessions: rescued.endedSessions,
    }),
    ...(isServiceNew ? [entryFor('IdentityServiceStored', 'identityService', identityService, {})] : []),
    ...(isRoleRestored ? [entryFor('RoleStored', 'role', 'all', { identityService })] : []),
    ...madeOptional.map((service) =>
      entryFor('IdentityServiceStored', 'identityService', service, { required: false }),
    ),
  ];
  return writeAudit(audit, entries, { writer: { role: 'cockpit', id }, nowMs, sha256 });
}

function whatElse(rescued: Rescued): readonly string[] {
  const { identityServiceName: service } = rescued;
  return [
    ...(rescued.isServiceNew ? [`The Identity Service ${service} was made for it.`] : []),
    ...(rescued.isAccountNew ? ['The account was made.'] : []),
    ...(rescued.wasDisabled ? ['It was disabled, and is not any more.'] : []),
    ...(rescued.wasBlocked ? ['It was taken off the blocklist.'] : []),
    ...(rescued.wasThrottled ? ['Its failed logins were forgotten.'] : []),
    ...(rescued.isRoleRestored ? ['The role all did not grant everything; it does now.'] : []),
    ...(rescued.rolesBefore.length > 0 ? [`The roles it had: ${rescued.rolesBefore.join(', ')}.`] : []),
    ...rescued.madeOptional.map(
      (name) =>
        `The Identity Service ${name} was required, and is optional now. Set it back when you are in.`,
    ),
  ];
}
