import {
  type AccountName,
  type Problem,
  problem,
  type Result,
  refuse,
  Secret,
  succeed,
} from '@interlock/base';
import { isCommonPassword } from './common-passwords.ts';
import { utf8Length } from './utf8-length.ts';

/** The most bytes that a password may have in UTF-8, after normalisation (semantics §1.9). */
export const passwordBytesMax = 1024;

/** What is demanded of a new password. Nothing is demanded of its composition (SP 800-63B-4 §3.1.1.2). */
export interface PasswordRules {
  /**
   * The fewest characters (code points): 15 where the password is all that is asked, which is the default;
   * from 8 where a second factor is always asked too (SP 800-63B-4 §3.1.1.2).
   */
  readonly lengthMin: number;
}

/** The rules of a new installation. */
export const passwordDefaults: PasswordRules = { lengthMin: 15 };

/** The form in which a password is hashed and compared: NFC. Undefined where no password can be like this. */
export function preparePassword(typed: Secret): Secret | undefined {
  const text = typed.reveal();
  // Beyond this length no normalisation makes it short enough; it isn't even looked at.
  if (text === '' || text.length > passwordBytesMax * 2 || !text.isWellFormed()) return undefined;
  const prepared = text.normalize('NFC');
  return utf8Length(prepared) <= passwordBytesMax ? new Secret(prepared) : undefined;
}

/** Holds a new password against the rules. The refusal names the rule and never the password. */
export function checkNewPassword(
  typed: Secret,
  account: AccountName,
  rules: PasswordRules = passwordDefaults,
  field = 'password',
): Result<Secret> {
  const prepared = preparePassword(typed);
  if (prepared === undefined)
    return refuse(refusal(`is empty, longer than ${passwordBytesMax} bytes, or broken`, field));
  const text = prepared.reveal();
  if ([...text].length < rules.lengthMin)
    return refuse(refusal(`has fewer than ${rules.lengthMin} characters`, field));
  if (isLikeAccount(text, account)) return refuse(refusal('is little more than the account name', field));
  if (isMonotonous(text)) return refuse(refusal('repeats the same few characters, or counts', field));
  if (isCommonPassword(text)) return refuse(refusal('is among those that are tried first', field));
  return succeed(prepared);
}

function refusal(what: string, field: string): Problem {
  return problem('PasswordRefused', `The password ${what}.`, { field });
}

/** Whether too little remains once the account's name, forwards and backwards, is taken out. */
function isLikeAccount(password: string, account: AccountName): boolean {
  const [local = ''] = account.split('@');
  const folded = password.toLowerCase();
  return [account, local, [...local].reverse().join('')]
    .filter((name) => name.length >= 3)
    .some((name) => folded.includes(name) && [...folded.replaceAll(name, '')].length < 8);
}

/** Whether it has fewer than four different characters, is one block over and over, or runs up or down all along. */
function isMonotonous(password: string): boolean {
  const points = [...password].map((character) => character.codePointAt(0) ?? 0);
  if (new Set(points).size < 4) return true;
  if (/^(.{1,4})\1+.{0,3}$/su.test(password)) return true;
  const steps = new Set(points.slice(1).map((point, index) => point - (points[index] ?? 0)));
  return steps.size === 1;
}
