import { type Problem, problem } from './problem.ts';
import { type Result, refuse, succeed } from './result.ts';

declare const brand: unique symbol;

/** The canonical name of an inventory object, an Agent, a job or a label: unique per type. */
export type ObjectName = string & { readonly [brand]: 'ObjectName' };

/** The longest name, in UTF-16 code units; a path may be as long again. */
export const objectNameLengthMax = 255;

// What may stand in no name: white space, control and format characters, what a path, a shell or an expression reads.
const forbidden = /[\s\p{Cc}\p{Cf}\p{Zs}/\\,;:!"#$%&'()*+<>=?@[\]^`{|}~]/u;

/**
 * Checks that a name is in its canonical form: NFC, letters, digits, `_`, `-` and `.` of any script, with no
 * leading, trailing or doubled dot or hyphen. A name that is not canonical is refused, never repaired.
 */
export function objectName(input: string, field?: string): Result<ObjectName> {
  const fault = faultIn(input);
  return fault === undefined ? succeed(input as ObjectName) : refuse(invalid(input, fault, field));
}

function faultIn(input: string): string | undefined {
  if (input === '') return 'is empty';
  if (input.length > objectNameLengthMax) return `is longer than ${objectNameLengthMax} characters`;
  if (!input.isWellFormed()) return 'holds a broken character';
  if (input !== input.normalize('NFC')) return 'is not in Unicode normal form C';
  if (forbidden.test(input)) return 'holds a character that names may not hold';
  if (/^[.-]|[.-]$|\.\.|--/.test(input)) return 'begins, ends or doubles a dot or a hyphen';
  return undefined;
}

function invalid(input: string, fault: string, field?: string): Problem {
  const shown = input.length > 40 ? `${input.slice(0, 40)}…` : input;
  return problem(
    'InvalidName',
    `The name ${JSON.stringify(shown)} ${fault}.`,
    field === undefined ? {} : { field },
  );
}
