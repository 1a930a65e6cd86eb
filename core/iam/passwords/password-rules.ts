import {
  type AccountName,
  type Problem,
  problem,
  type Result,
  refuse,
  Secret,
  succeed,
} from '@interlock/base';
import type { AuthenticationScheme } from '../identity-services/identity-service-settings.ts';
import { isCommonPassword } from './common-passwords.ts';
import { utf8Length } from './utf8-length.ts';

/** The most bytes that a password may have in UTF-8, after normalisation (semantics §1.9). */
export const passwordBytesMax = 1024;

/** The bounds between which the least length can be set. */
export const passwordLengthRange = { min: 8, max: 256 } as const;

/** What is demanded of new passwords. Nothing is demanded of their composition (SP 800-63B-4 §3.1.1.2). */
export interface PasswordRules {
  /** The fewest characters (code points) where the password is all that is asked: 8 to 256, by default 15. */
  readonly lengthMin: number;
  /** The fewest where a second factor is always asked too: 8 to 256, by default 8. */
  readonly lengthMinWithSecondFactor: number;
}

/** The rules of a new installation (SP 800-63B-4 §3.1.1.2). */
export const passwordDefaults: PasswordRules = { lengthMin: 15, lengthMinWithSecondFactor: 8 };

/** Whether a password, in lower case, stands in a list of common and leaked ones. Fulfilled by an adapter. */
export type LeakedPasswords = (folded: string) => boolean;

/** What is demanded of the password of one account. */
export interface PasswordDemands {
  /** Absent for a password that is not yet that of any account. */
  readonly account?: AccountName;
  readonly lengthMin: number;
  readonly isLeaked: LeakedPasswords;
}

/** The demands that the rules make in a service. */
export function passwordDemands(
  rules: PasswordRules,
  scheme: AuthenticationScheme,
  isLeaked: LeakedPasswords,
): PasswordDemands {
  const lengthMin = scheme === 'twoFactor' ? rules.lengthMinWithSecondFactor : rules.lengthMin;
  return { lengthMin, isLeaked };
}

/** The form in which a password is hashed and compared: NFC. Undefined where no password can be like this. */
export function preparePassword(typed: Secret): Secret | undefined {
  const text = typed.reveal();
  // Beyond this length no normalisation makes it short enough; it isn't even looked at.
  if (text === '' || text.length > passwordBytesMax * 2 || !text.isWellFormed()) return undefined;
  const prepared = text.normalize('NFC');
  return utf8Length(prepared) <= passwordBytesMax ? new Secret(prepared) : undefined;
}

/**
 * Holds a new password against the rules, whoever sets it: its owner, an administrator, a setting. The refusal names
 * the rule and never the password.
 */
export function checkNewPassword(
  typed: Secret,
  demands: PasswordDemands,
  field = 'password',
): Result<Secret> {
  const prepared = preparePassword(typed);
  if (prepared === undefined)
    return refuse(refusal(`is empty, longer than ${passwordBytesMax} bytes, or broken`, field));
  const broken = brokenRule(prepared.reveal(), demands);
  return broken === undefined ? succeed(prepared) : refuse(refusal(broken, field));
}

function brokenRule(text: string, { account, lengthMin, isLeaked }: PasswordDemands): string | undefined {
  if ([...text].length < lengthMin) return `has fewer than ${lengthMin} characters`;
  if (account !== undefined && isLikeAccount(text, account)) return 'is little more than the account name';
  if (isMonotonous(text)) return 'repeats the same few characters, or counts';
  if (isCommonPassword(text) || isListed(text, isLeaked)) return 'is among those that are tried first';
  if ([...repeatedBlock(text)].length < lengthMin) return 'repeats the same few words';
  return undefined;
}

/** Whether it stands in the list as it is, or without what is put around such a word: digits and signs. */
function isListed(text: string, isLeaked: LeakedPasswords): boolean {
  const folded = text.toLowerCase();
  const bare = folded.replace(/^[\d\p{P}\p{S}\s]+|[\d\p{P}\p{S}\s]+$/gu, '');
  return isLeaked(folded) || (bare.length >= 4 && folded.length - bare.length <= 4 && isLeaked(bare));
}

function refusal(what: string, field: string): Problem {
  return problem('PasswordRefused', `The password ${what}.`, { field });
}

const signs = /[\d\p{P}\p{S}\s]/gu;

/**
 * Whether too little remains once the account's name is taken out, forwards and backwards, with and without the signs
 * and digits in it: fewer than eight letters, or with digits and signs fewer than sixteen characters.
 */
function isLikeAccount(password: string, account: AccountName): boolean {
  const [local = ''] = account.split('@');
  const folded = password.toLowerCase();
  const forms = [account, local, local.replace(signs, '')];
  return [...forms, ...forms.map(reversed)]
    .filter((name) => name.length >= 3)
    .flatMap((name) => [folded, folded.replace(signs, '')].map((text) => ({ text, name })))
    .some(({ text, name }) => text.includes(name) && isLittle(text.replaceAll(name, '')));
}

function reversed(text: string): string {
  return [...text].reverse().join('');
}

function isLittle(rest: string): boolean {
  return [...rest.replace(signs, '')].length < 8 && [...rest].length < 16;
}

/** What a password is made of where it is one thing over and over; a repetition adds nothing to it. */
function repeatedBlock(password: string): string {
  const bare = password.toLowerCase().replace(/[\p{P}\p{S}\s]/gu, '');
  return /^(.+?)\1+$/su.exec(bare)?.[1] ?? password;
}

/** Whether it has fewer than four different characters, is one block over and over, or runs up or down all along. */
function isMonotonous(password: string): boolean {
  const points = [...password].map((character) => character.codePointAt(0) ?? 0);
  if (new Set(points).size < 4) return true;
  if (/^(.{1,4})\1+.{0,3}$/su.test(password)) return true;
  const steps = new Set(points.slice(1).map((point, index) => point - (points[index] ?? 0)));
  return steps.size === 1;
}
