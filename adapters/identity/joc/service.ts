import type { Problem, Secret, Transactor } from '@interlock/base';
import {
  type Account,
  type AccountKey,
  type AuthenticationStep,
  accountKey,
  type ChangesPasswords,
  type HealthReport,
  type IamPorts,
  type IdentityService,
  type IdentityServiceSettings,
  type LoginAttempt,
  type PasswordChange,
  type PasswordChangeStep,
  type PasswordHasher,
  subjectOfKey,
} from '@interlock/iam';
import { checkJocDetails } from './settings.ts';

/** What services of local accounts need. */
export interface JocServicePorts {
  readonly store: Transactor<Pick<IamPorts, 'accounts' | 'passwords'>>;
  readonly hasher: PasswordHasher;
}

type Unavailable = Extract<AuthenticationStep, { readonly kind: 'unavailable' }>;

const closedStep: Unavailable = { kind: 'unavailable', reason: 'unreachable' };

/**
 * The Identity Service of local accounts. Unknown, disabled and known accounts, right, wrong and empty passwords
 * all cost one look-up of the account, one of its hash, and one verification.
 */
export function jocService(
  settings: IdentityServiceSettings,
  ports: JocServicePorts,
): IdentityService & ChangesPasswords {
  let closed = false;
  return {
    settings,
    check: () => check(settings, ports),
    begin: async (attempt, signal) => (closed ? closedStep : begin(settings, ports, attempt, signal)),
    changePassword: async (change, signal) =>
      closed ? closedStep : changePassword(settings, ports, change, signal),
    close: async () => {
      closed = true;
    },
  };
}

async function check(settings: IdentityServiceSettings, { store }: JocServicePorts): Promise<HealthReport> {
  const checked = checkJocDetails(settings.details);
  if (!checked.ok) return { healthy: false, reason: checked.problem.message };
  try {
    await store.read.accounts.find(nobody(settings));
    return { healthy: true };
  } catch {
    return { healthy: false, reason: 'The accounts can not be read.' };
  }
}

async function begin(
  settings: IdentityServiceSettings,
  ports: JocServicePorts,
  { accountName, password }: LoginAttempt,
  signal: AbortSignal,
): Promise<AuthenticationStep> {
  if (password === undefined) return { kind: 'notMine' };
  const { accounts, passwords } = ports.store.read;
  const account = accountName && (await accounts.findByName(settings.id, accountName));
  const hash = await passwords.find(account?.key ?? nobody(settings));
  const fits = await ports.hasher.verify(password, hash, signal);
  if (!fits.ok) return overloaded(fits.problem);
  if (account === undefined) return { kind: 'notMine' };
  if (!fits.value || hash === undefined) return { kind: 'rejected', reason: reasonFor(password) };
  if (!ports.hasher.needsRehash(hash)) return verified(account, hash);
  return verified(account, await strengthen(ports, account, password, hash, signal));
}

/** A key that no account has, to be looked up where there is none. */
function nobody({ id }: IdentityServiceSettings): AccountKey {
  return accountKey(id, '-');
}

function reasonFor(password: Secret): 'emptyPassword' | 'wrongPassword' {
  return password.reveal() === '' ? 'emptyPassword' : 'wrongPassword';
}

function verified({ key, name }: Account, storedHash: Secret): AuthenticationStep {
  // An account that is disabled is verified too: the core refuses it, after the same work.
  return {
    kind: 'verified',
    identity: { subject: subjectOfKey(key), accountName: name, groups: [], methods: ['pwd'], storedHash },
  };
}

/**
 * Hashes anew with the present parameters. Where there is no room now, the next login does it.
 *
 * @returns the hash that stands for the verified password now.
 */
async function strengthen(
  { store, hasher }: JocServicePorts,
  { key }: Account,
  password: Secret,
  previous: Secret,
  signal: AbortSignal,
): Promise<Secret> {
  const next = await hasher.hash(password, signal);
  if (!next.ok) return previous;
  const replaced = await store.change(({ passwords }) => passwords.replace(key, previous, next.value));
  return replaced ? next.value : previous;
}

async function changePassword(
  settings: IdentityServiceSettings,
  { store, hasher }: JocServicePorts,
  { subject, oldPassword, newPassword }: PasswordChange,
  signal: AbortSignal,
): Promise<PasswordChangeStep> {
  const previous = await store.read.passwords.find(accountKey(settings.id, subject));
  const fits = await hasher.verify(oldPassword, previous, signal);
  if (!fits.ok) return overloaded(fits.problem);
  if (!fits.value || previous === undefined) return { kind: 'rejected', reason: reasonFor(oldPassword) };
  const next = await hasher.hash(newPassword, signal);
  return next.ok ? { kind: 'changed', stored: { previous, next: next.value } } : overloaded(next.problem);
}

function overloaded({ retryAfterSeconds = 5 }: Problem): Unavailable {
  return { kind: 'unavailable', reason: 'overloaded', retryAfterSeconds };
}
