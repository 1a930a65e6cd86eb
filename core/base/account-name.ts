import { type Problem, problem } from './problem.ts';
import { type Result, refuse, succeed } from './result.ts';

declare const brand: unique symbol;

/**
 * The canonical name of an account (SEMANTICS §1.8): NFC, without leading or trailing white space, in lower case
 * unless the Identity Service compares exactly. Throttling, blocklist and login use this form alone.
 */
export type AccountName = string & { readonly [brand]: 'AccountName' };

/** The longest account name, in UTF-16 code units. */
export const accountNameLengthMax = 255;

/** Whether an Identity Service compares names without regard to case (the rule) or exactly (certificates). */
export type NameComparison = 'ignoreCase' | 'exact';

/** Brings a name into its canonical form, or says what is wrong with it. */
export function accountName(input: string, comparison: NameComparison = 'ignoreCase'): Result<AccountName> {
  if (!input.isWellFormed()) return refuse(invalid('holds a broken character'));
  const trimmed = input.normalize('NFC').trim();
  if (trimmed === '') return refuse(invalid('is empty'));
  if (trimmed.length > accountNameLengthMax)
    return refuse(invalid(`is longer than ${accountNameLengthMax} characters`));
  if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(trimmed)) return refuse(invalid('holds a control character'));
  return succeed((comparison === 'exact' ? trimmed : trimmed.toLowerCase().normalize('NFC')) as AccountName);
}

function invalid(what: string): Problem {
  return problem('InvalidName', `The account name ${what}.`, { field: 'accountName' });
}
