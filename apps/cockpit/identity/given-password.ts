import { type AccountName, type Result, Secret, succeed } from '@interlock/base';
import {
  type Account,
  checkNewPassword,
  type IdentityServiceSettings,
  keepsPasswords,
  passwordDemands,
  preparePassword,
} from '@interlock/iam';
import type { CallPorts } from '../call-ports.ts';
import type { Caller } from '../sessions/caller.ts';
import { notOwnPassword } from './not-own-password.ts';
import { passwordsKept } from './passwords-kept.ts';

/** The account that gets a password, new or as it is. */
export interface PasswordOwner {
  readonly service: IdentityServiceSettings;
  readonly name: AccountName;
  readonly before?: Account;
}

/** What is done about the password: in a word for the audit trail, and what of it is stored. */
export interface GivenPassword {
  readonly kind: 'unchanged' | 'none' | 'initial' | 'given';
  readonly draft: { readonly hash?: Secret; readonly forcePasswordChange?: boolean };
}

type Ports = Pick<CallPorts, 'identitySettings' | 'hasher' | 'isLeaked'>;
type Wish = { readonly password?: string | undefined; readonly forcePasswordChange?: boolean | undefined };

/**
 * What an administrator gives an account as a password. One that is created without gets the initial password, or none
 * where none is configured: then nobody logs in until it is given one.
 */
export async function givenPassword(
  ports: Ports,
  caller: Caller,
  owner: PasswordOwner,
  wish: Wish,
  signal: AbortSignal,
): Promise<Result<GivenPassword>> {
  const { service, before } = owner;
  const { password, forcePasswordChange } = wish;
  if (password === undefined && (before !== undefined || !keepsPasswords(service.type)))
    return unchanged(service, forcePasswordChange);
  const initial = await ports.identitySettings.initialPassword();
  if (!initial.ok) return initial;
  const typed = password === undefined ? initial.value : new Secret(password);
  if (typed === undefined) return succeed({ kind: 'none', draft: { forcePasswordChange: true } });
  const fitting = passwordsKept(service);
  if (!fitting.ok) return fitting;
  const other = before === undefined ? succeed(undefined) : notOwnPassword(caller, before);
  if (!other.ok) return other;
  const isInitial = isSame(typed, initial.value);
  const checked = isInitial ? succeed(typed) : await check(ports, owner, typed);
  if (!checked.ok) return checked;
  const hash = await ports.hasher.hash(checked.value, signal);
  if (!hash.ok) return hash;
  // Whoever gives a password knows it: unless he says otherwise, it has to be changed.
  const forced = isInitial || (forcePasswordChange ?? true);
  return succeed({
    kind: isInitial ? 'initial' : 'given',
    draft: { hash: hash.value, forcePasswordChange: forced },
  });
}

function unchanged(
  service: IdentityServiceSettings,
  forcePasswordChange: boolean | undefined,
): Result<GivenPassword> {
  // Whose password is kept elsewhere could never get out of a forced change.
  const fitting = forcePasswordChange === true ? passwordsKept(service) : succeed(undefined);
  if (!fitting.ok) return fitting;
  return succeed({
    kind: 'unchanged',
    draft: forcePasswordChange === undefined ? {} : { forcePasswordChange },
  });
}

function isSame(typed: Secret, initial: Secret | undefined): boolean {
  return initial !== undefined && preparePassword(typed)?.reveal() === initial.reveal();
}

async function check(
  { identitySettings, isLeaked }: Ports,
  { service, name }: PasswordOwner,
  typed: Secret,
): Promise<Result<Secret>> {
  const { passwords } = await identitySettings.current();
  return checkNewPassword(typed, {
    ...passwordDemands(passwords, service.scheme, isLeaked),
    account: name,
  });
}
