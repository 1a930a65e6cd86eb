import { type Problem, problem, type Result, refuse, succeed } from '@interlock/base';

declare const brand: unique symbol;

/** The name of an API token: NFC, without white space around it, 1 to 100 UTF-16 code units, case kept. */
export type ApiTokenName = string & { readonly [brand]: 'ApiTokenName' };

const lengthMax = 100;

/** Brings the name of a token into its canonical form, or says what is wrong with it. */
export function apiTokenName(input: string, field = 'name'): Result<ApiTokenName> {
  if (!input.isWellFormed()) return refuse(invalid('holds a broken character', field));
  const name = input.normalize('NFC').trim();
  if (name === '') return refuse(invalid('is empty', field));
  if (name.length > lengthMax) return refuse(invalid(`is longer than ${lengthMax} characters`, field));
  if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(name)) return refuse(invalid('holds a control character', field));
  return succeed(name as ApiTokenName);
}

/** What two names of one token have in common: names are unique in their account without regard to case. */
export function apiTokenNameKey(name: ApiTokenName): string {
  return name.toLowerCase().normalize('NFC');
}

function invalid(what: string, field: string): Problem {
  return problem('InvalidName', `The name of the token ${what}.`, { field });
}
