import { type Problem, problem, type Result, refuse, succeed } from '@interlock/base';

declare const brand: unique symbol;

/** The name of a role: NFC, without white space around it, 1 to 255 UTF-16 code units, case kept. */
export type RoleName = string & { readonly [brand]: 'RoleName' };

const lengthMax = 255;

/** Brings the name of a role into its canonical form, or says what is wrong with it. */
export function roleName(input: string, field = 'roleName'): Result<RoleName> {
  if (!input.isWellFormed()) return refuse(invalid('holds a broken character', field));
  const name = input.normalize('NFC').trim();
  if (name === '') return refuse(invalid('is empty', field));
  if (name.length > lengthMax) return refuse(invalid(`is longer than ${lengthMax} characters`, field));
  if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp},]/u.test(name))
    return refuse(invalid('holds a comma or a control character', field));
  return succeed(name as RoleName);
}

/** What two names of one role have in common: names of roles are unique without regard to case. */
export function roleNameKey(name: RoleName): string {
  return name.toLowerCase().normalize('NFC');
}

function invalid(what: string, field: string): Problem {
  return problem('InvalidName', `The name of the role ${what}.`, { field });
}
