import { canonicalJson } from '@interlock/base';
import type { Value } from '../format/value.ts';
import { fail } from './cursor.ts';
import { type BinaryOperator, elementsMax } from './expression.ts';
import { textOf } from './text-of.ts';

type StrictOperator = Exclude<BinaryOperator, '&&' | '||'>;

/**
 * Applies an operator to two values.
 *
 * @throws ProblemError where it has no value for them.
 */
export function applyOperator(operator: StrictOperator, left: Value, right: Value, at: number): Value {
  switch (operator) {
    case '==':
      return areEqual(left, right);
    case '!=':
      return !areEqual(left, right);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return compare(operator, left, right, at);
    case '++':
      return concatenate(left, right, at);
    case '+':
      if (typeof left === 'string' && typeof right === 'string') return textOf(left + right, at);
      return calculate(operator, left, right, at);
    default:
      return calculate(operator, left, right, at);
  }
}

/** Values of different types are never equal. */
function areEqual(left: Value, right: Value): boolean {
  if (typeof left !== 'object' || typeof right !== 'object') return left === right;
  return canonicalJson(left) === canonicalJson(right);
}

function compare(operator: '<' | '<=' | '>' | '>=', left: Value, right: Value, at: number): boolean {
  const order = orderOf(left, right) ?? fail(at, `${operator} needs two numbers or two texts`);
  switch (operator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
}

function orderOf(left: Value, right: Value): number | undefined {
  const areNumbers = typeof left === 'number' && typeof right === 'number';
  const areTexts = typeof left === 'string' && typeof right === 'string';
  if (!areNumbers && !areTexts) return undefined;
  return left < right ? -1 : left > right ? 1 : 0;
}

function concatenate(left: Value, right: Value, at: number): Value {
  if (Array.isArray(left) && Array.isArray(right)) {
    if (left.length + right.length > elementsMax) fail(at, `the List would be longer than ${elementsMax}`);
    return [...left, ...right];
  }
  return textOf(textOf(left, at) + textOf(right, at), at);
}

function calculate(operator: '+' | '-' | '*' | '/', left: Value, right: Value, at: number): number {
  if (typeof left !== 'number' || typeof right !== 'number') return fail(at, `${operator} needs two numbers`);
  if (operator === '/' && right === 0) return fail(at, 'a number can not be divided by zero');
  const result = resultOf(operator, left, right);
  if (!Number.isFinite(result)) return fail(at, `the result of ${operator} is too large`);
  if (Number.isInteger(result) && !Number.isSafeInteger(result))
    return fail(at, `the result of ${operator} is too large to be exact`);
  // One zero, not two: the sign would be lost in JSON.
  return result === 0 ? 0 : result;
}

function resultOf(operator: '+' | '-' | '*' | '/', left: number, right: number): number {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
  }
}
