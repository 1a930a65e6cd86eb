import type { Value } from '../format/value.ts';
import { fail } from './cursor.ts';
import { type FunctionName, resultLengthMax } from './expression.ts';
import { textOf } from './text-of.ts';

type PlainFunction = Exclude<FunctionName, 'variable' | 'argument'>;

/**
 * Applies a function to its arguments.
 *
 * @throws ProblemError where it has no value for them.
 */
export function applyFunction(name: PlainFunction, given: readonly Value[], at: number): Value {
  const [first = '', pattern = '', replacement = ''] = given;
  switch (name) {
    case 'toNumber':
      return toNumber(first, at);
    case 'toBoolean':
      return toBoolean(first, at);
    case 'toString':
      return textOf(first, at);
    case 'replaceAll':
      return replaceAll(first, pattern, replacement, at);
  }
}

function toNumber(value: Value, at: number): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  const isNumeral = typeof value === 'string' && value.length <= 100 && /^[+-]?\d+(?:\.\d+)?$/.test(value);
  if (!isNumeral) return fail(at, 'toNumber needs a numeral such as "-1.5"');
  const number = Number(value);
  if (Math.abs(number) > Number.MAX_SAFE_INTEGER) return fail(at, 'the number is too large to be exact');
  return number === 0 ? 0 : number;
}

function toBoolean(value: Value, at: number): boolean {
  if (typeof value === 'boolean') return value;
  if (value === 'true' || value === 'false') return value === 'true';
  return fail(at, 'toBoolean needs "true" or "false"');
}

function replaceAll(text: Value, pattern: Value, replacement: Value, at: number): string {
  if (typeof text !== 'string' || typeof pattern !== 'string' || typeof replacement !== 'string')
    return fail(at, 'replaceAll needs three texts');
  const sought = literalOf(pattern, at);
  if (/[\\$]/.test(replacement)) return fail(at, 'the replacement of replaceAll must hold neither \\ nor $');
  const pieces = text.split(sought);
  const length = text.length + (pieces.length - 1) * (replacement.length - sought.length);
  // Asked before it is built: many places times a long replacement is more than memory holds.
  if (length > resultLengthMax) return fail(at, 'the result of replaceAll would be too long');
  return pieces.join(replacement);
}

/**
 * What a pattern means where it is plain text: `\.` stands for a dot. Regular expressions are refused, since one can be
 * written that never ends.
 */
function literalOf(pattern: string, at: number): string {
  if (pattern === '') return fail(at, 'the pattern of replaceAll is empty');
  const unescaped = pattern.replace(/\\([^\p{L}\p{N}])/gu, '');
  if (/[\\^$.|?*+()[\]{}]/.test(unescaped))
    return fail(at, 'the pattern of replaceAll must be literal; \\ makes a special character literal');
  return pattern.replace(/\\([^\p{L}\p{N}])/gu, '$1');
}
