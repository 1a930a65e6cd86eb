import { objectName } from '@interlock/base';
import { type Fields, reportMember, takeMember } from './fields.ts';
import { textLengthMax } from './limits.ts';
import { forbiddenNames } from './parse-value.ts';
import { type Report, report, reportProblem } from './report.ts';

/** A text for people. */
export function takeText(fields: Fields, name: string, lengthMax = textLengthMax): string | undefined {
  const member = takeMember(fields, name);
  if (member === undefined) return undefined;
  const { value, field } = member;
  if (typeof value !== 'string') report(fields.report, field, 'has to be a text');
  else if (value.length > lengthMax) report(fields.report, field, `is longer than ${lengthMax} characters`);
  else if (!value.isWellFormed()) report(fields.report, field, 'holds a broken character');
  else if (value.includes('\0')) report(fields.report, field, 'holds a NUL');
  else return value;
  return undefined;
}

/** A canonical name; reported where it is missing or none. */
export function takeName(fields: Fields, name: string, ...aliases: readonly string[]): string {
  const member = takeMember(fields, name, ...aliases);
  if (member === undefined) reportMember(fields, name, 'is missing');
  else if (typeof member.value !== 'string') report(fields.report, member.field, 'has to be a text');
  else if (isNameAt(fields.report, member.value, member.field)) return member.value;
  return '';
}

/** Whether a text is a canonical name; reported where it is not. */
export function isNameAt(to: Report, name: string, field: string): boolean {
  const checked = objectName(name);
  if (!checked.ok) reportProblem(to, field, checked.problem);
  else if (forbiddenNames.has(name)) report(to, field, 'has a forbidden name');
  else return true;
  return false;
}

/** Yes or no. */
export function takeFlag(fields: Fields, name: string): boolean | undefined {
  const member = takeMember(fields, name);
  if (member === undefined) return undefined;
  if (typeof member.value === 'boolean') return member.value;
  report(fields.report, member.field, 'has to be true or false');
  return undefined;
}

/** A whole number within bounds. */
export function takeWhole(
  fields: Fields,
  [name, ...aliases]: readonly [string, ...string[]],
  bounds: { readonly min: number; readonly max: number },
): number | undefined {
  const member = takeMember(fields, name, ...aliases);
  if (member === undefined) return undefined;
  if (isWholeAt(fields.report, member.value, member.field, bounds)) return member.value;
  return undefined;
}

/** Whether something is a whole number within bounds; reported where it is not. */
export function isWholeAt(
  to: Report,
  value: unknown,
  field: string,
  { min, max }: { readonly min: number; readonly max: number },
): value is number {
  if (Number.isInteger(value) && (value as number) >= min && (value as number) <= max) return true;
  report(to, field, `has to be a whole number from ${min} to ${max}`);
  return false;
}

/** One of a few texts. */
export function takeOneOf<T extends string>(
  fields: Fields,
  name: string,
  texts: readonly T[],
): T | undefined {
  const member = takeMember(fields, name);
  if (member === undefined) return undefined;
  const found = texts.find((text) => text === member.value);
  if (found === undefined) report(fields.report, member.field, `has to be one of ${texts.join(', ')}`);
  return found;
}
