import { canonicalJson } from '@interlock/base';
import type { Value } from '../format/value.ts';
import { fail } from './cursor.ts';
import { resultLengthMax } from './expression.ts';

/** A value as text: a text as it is, numbers and Booleans as JSON prints them, lists and maps as canonical JSON. */
export function printValue(value: Value): string {
  return typeof value === 'string' ? value : canonicalJson(value);
}

/**
 * A value as text within the bounds of an expression.
 *
 * @throws ProblemError where it would be too long.
 */
export function textOf(value: Value, at: number): string {
  const text = typeof value === 'string' ? value : printValue(value);
  return text.length <= resultLengthMax ? text : fail(at, `the text would be longer than ${resultLengthMax}`);
}
