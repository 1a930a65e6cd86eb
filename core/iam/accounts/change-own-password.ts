import {
  type Problem,
  problem,
  type Result,
  refuse,
  type Secret,
  succeed,
  type Transactor,
} from '@interlock/base';
import type { IamPorts } from '../iam-ports.ts';
import {
  type ChangesPasswords,
  changesPasswords,
  type IdentityService,
  type PasswordChangeStep,
} from '../identity-services/identity-service.ts';
import type { IdentityServiceId } from '../identity-services/identity-service-id.ts';
import type { AuthenticationScheme } from '../identity-services/identity-service-settings.ts';
import { withoutCase } from '../login/admit-proofs.ts';
import { knownDevice } from '../login/login-device.ts';
import {
  checkNewPassword,
  type LeakedPasswords,
  type PasswordDemands,
  type PasswordRules,
  passwordDemands,
  preparePassword,
} from '../passwords/password-rules.ts';
import { endSessions } from '../sessions/end-sessions.ts';
import type { Session } from '../sessions/session.ts';
import { renewSession, type SessionSources, type StartedSession } from '../sessions/start-session.ts';
import type { LoginTry, ThrottleKeys } from '../throttling/throttle-keys.ts';
import { settleTry, type ThrottleSurroundings, throttledTry } from '../throttling/throttled-try.ts';
import type { Account } from './account.ts';
import { subjectOfKey } from './account-key.ts';

/** A change of a password by the owner of the account. */
export interface OwnPasswordChange {
  readonly session: Session;
  readonly oldPassword: Secret;
  readonly newPassword: Secret;
  readonly address: string;
  /** The page's own value, which stays the same (semantics §3.5); for sessions by cookie. */
  readonly originValue?: Secret;
  /** The device mark that the browser sent: strangers who fail on the name do not hinder its owner. */
  readonly deviceMark?: string;
}

/** What the change needs around it. */
export interface PasswordChangeSurroundings<P extends IamPorts = IamPorts>
  extends Omit<ThrottleSurroundings, 'store'>,
    SessionSources {
  readonly store: Transactor<P>;
  readonly service: (id: IdentityServiceId) => IdentityService | undefined;
  readonly passwordRules: PasswordRules;
  readonly isLeaked: LeakedPasswords;
  /** Called in the transaction that stores the change, for the audit record. */
  readonly settled?: (ports: P, account: Account, outcome: 'changed' | 'refused') => Promise<void>;
}

/** A changed password. */
export interface OwnPasswordChanged {
  /** The session that made the change, under a new id and new tokens. */
  readonly started: StartedSession;
  /** Every session that ended, the old id of this one included. */
  readonly endedSessions: readonly string[];
}

/**
 * Changes the password of the session's account: the old one is needed, and guessing it is throttled as a login is.
 * Afterwards no change is forced any more, and every other session of the account has ended (semantics §3.6).
 *
 * Refuses `PasswordRefused` with `oldPassword` or `newPassword` as field, `SessionUnknown` where the session ended
 * meanwhile, `Throttled`, `IdentityServiceUnavailable`.
 */
export async function changeOwnPassword<P extends IamPorts>(
  change: OwnPasswordChange,
  around: PasswordChangeSurroundings<P>,
  signal: AbortSignal,
): Promise<Result<OwnPasswordChanged>> {
  const target = await targetOf(change, around);
  if (!target.ok) return target;
  const { account, service, scheme } = target.value;
  const fresh = checkFresh(change, account, passwordDemands(around.passwordRules, scheme, around.isLeaked));
  if (!fresh.ok) return fresh;
  const admission = await throttledTry(await tryOf(change, account, around), around, signal);
  if (admission.kind === 'throttled') return refuse(admission.problem);
  if (admission.kind === 'crowded') return refuse(problem('Throttled', undefined, { retryAfterSeconds: 32 }));
  try {
    const { oldPassword } = change;
    const subject = subjectOfKey(account.key);
    const step = await service.changePassword({ subject, oldPassword, newPassword: fresh.value }, signal);
    if (step.kind === 'unavailable') return refuse(unavailable(step));
    const answer = admission.lockedOut ? ({ kind: 'rejected', reason: 'wrongPassword' } as const) : step;
    return await around.store.change((ports) =>
      settle(ports, change, account, answer, admission.keys, around),
    );
  } finally {
    admission.leave();
  }
}

async function tryOf<P extends IamPorts>(
  { address, deviceMark }: OwnPasswordChange,
  account: Account,
  around: PasswordChangeSurroundings<P>,
): Promise<LoginTry> {
  const accountName = withoutCase(account.name);
  const device = await knownDevice(deviceMark, accountName, around);
  return { accountName, address, ...(device === undefined ? {} : { knownDevice: device }) };
}

interface PasswordTarget {
  readonly account: Account;
  readonly service: ChangesPasswords;
  readonly scheme: AuthenticationScheme;
}

async function targetOf<P extends IamPorts>(
  { session }: OwnPasswordChange,
  { store, service }: PasswordChangeSurroundings<P>,
): Promise<Result<PasswordTarget>> {
  const [proof] = session.evidence;
  const built = proof === undefined ? undefined : service(proof.serviceId);
  const account = proof === undefined ? undefined : await store.read.accounts.find(proof.key);
  const settings = proof === undefined ? undefined : await store.read.identityServices.find(proof.serviceId);
  if (account === undefined || settings === undefined || built === undefined || !changesPasswords(built))
    return refuse(problem('InvalidInput', 'The password of this account is not kept here.'));
  return succeed({ account, service: built, scheme: settings.scheme });
}

function checkFresh(
  { oldPassword, newPassword }: OwnPasswordChange,
  account: Account,
  demands: PasswordDemands,
): Result<Secret> {
  const checked = checkNewPassword(newPassword, { ...demands, account: account.name }, 'newPassword');
  if (!checked.ok || preparePassword(oldPassword)?.reveal() !== checked.value.reveal()) return checked;
  return refuse(problem('PasswordRefused', 'The password is the old one.', { field: 'newPassword' }));
}

async function settle<P extends IamPorts>(
  ports: P,
  { session, originValue }: OwnPasswordChange,
  account: Account,
  step: Exclude<PasswordChangeStep, { readonly kind: 'unavailable' }>,
  keys: ThrottleKeys,
  around: PasswordChangeSurroundings<P>,
): Promise<Result<OwnPasswordChanged>> {
  if ((await ports.sessions.findById(session.id)) === undefined) return refuse(problem('SessionUnknown'));
  const right = step.kind === 'changed' && (await storeHash(ports, account, step));
  await settleTry(ports.throttle, keys, right ? 'success' : 'failure', around);
  await around.settled?.(ports, account, right ? 'changed' : 'refused');
  if (!right) return refuse(wrongOldPassword());
  await liftForcedChange(ports, account);
  const { key, name } = account;
  const endedSessions = await endSessions(ports, { kind: 'authenticatorChanged', key, name });
  const started = renewSession(session, around, originValue);
  await ports.sessions.add(started.session);
  return succeed({ started, endedSessions });
}

/** Puts the new hash in place of the one that was verified; where that has changed meanwhile, it was not this password. */
function storeHash(
  ports: IamPorts,
  account: Account,
  { stored }: Extract<PasswordChangeStep, { readonly kind: 'changed' }>,
): Promise<boolean> | boolean {
  return stored === undefined || ports.passwords.replace(account.key, stored.previous, stored.next);
}

async function liftForcedChange(ports: IamPorts, { key }: Account): Promise<void> {
  const account = await ports.accounts.find(key);
  if (account?.forcePasswordChange) await ports.accounts.save({ ...account, forcePasswordChange: false });
}

function wrongOldPassword(): Problem {
  return problem('PasswordRefused', 'The old password is wrong.', { field: 'oldPassword' });
}

function unavailable(step: Extract<PasswordChangeStep, { readonly kind: 'unavailable' }>): Problem {
  return step.reason === 'overloaded'
    ? problem('Throttled', undefined, { retryAfterSeconds: step.retryAfterSeconds ?? 5 })
    : problem('IdentityServiceUnavailable');
}
