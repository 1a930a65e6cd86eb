import { type Problem, problem, type Result, refuse, succeed } from '@interlock/base';

const lengthMax = 255;

/** Brings the name of an Identity Service into its canonical form: NFC, trimmed, 1 to 255 UTF-16 code units, case kept. */
export function identityServiceName(input: string, field = 'identityServiceName'): Result<string> {
  if (!input.isWellFormed()) return refuse(invalid('holds a broken character', field));
  const name = input.normalize('NFC').trim();
  if (name === '') return refuse(invalid('is empty', field));
  if (name.length > lengthMax) return refuse(invalid(`is longer than ${lengthMax} characters`, field));
  // A colon parts type and name where the API joins the two.
  if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}:]/u.test(name))
    return refuse(invalid('holds a colon or a control character', field));
  return succeed(name);
}

/** What two spellings of one Identity Service's name have in common: names are unique without regard to case. */
export function identityServiceNameKey(name: string): string {
  return name.normalize('NFC').toLowerCase().normalize('NFC');
}

function invalid(what: string, field: string): Problem {
  return problem('InvalidName', `The name of the Identity Service ${what}.`, { field });
}
