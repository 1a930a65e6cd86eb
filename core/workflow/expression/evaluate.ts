import { type Problem, ProblemError, type Result, refuse, succeed } from '@interlock/base';
import type { Value } from '../format/value.ts';
import { applyFunction } from './apply-function.ts';
import { applyOperator } from './apply-operator.ts';
import { fail } from './cursor.ts';
import type { Expression } from './expression.ts';
import { textOf } from './text-of.ts';

/** What an expression can see. */
export interface Scope {
  /** A variable by its name, built-in ones included; undefined where there is none. */
  variable(name: string): Value | undefined;
  /** An argument of the order by its name; undefined where there is none. */
  argument(name: string): Value | undefined;
}

/**
 * The value of an expression. It always ends, throws nothing and changes nothing: what has no value, such as an unknown
 * variable or a sum of a text and a Boolean, is refused with `InvalidExpression`, naming the column.
 *
 * Numbers are IEEE 754 doubles. A result that is not finite, or is whole and beyond ±(2⁵³ − 1), is refused and never
 * rounded. `&&`, `||` and `if` look at no operand that does not matter.
 */
export function evaluate(expression: Expression, scope: Scope): Result<Value> {
  try {
    return succeed(compute(expression, scope));
  } catch (error) {
    if (error instanceof ProblemError) return refuse<Problem>(error.problem);
    throw error;
  }
}

function compute(expression: Expression, scope: Scope): Value {
  switch (expression.kind) {
    case 'constant':
      return expression.value;
    case 'variable':
      return (
        scope.variable(expression.name) ??
        fail(expression.at, `there is no variable ${JSON.stringify(expression.name)}`)
      );
    case 'text':
      return expression.parts
        .map((part) => textOf(compute(part, scope), part.at))
        .reduce((left, right) => textOf(left + right, expression.at), '');
    case 'unary':
      return unary(expression.operator, compute(expression.operand, scope), expression.at);
    case 'binary':
      return binary(expression, scope);
    case 'if':
      return truthOf(expression.condition, scope)
        ? compute(expression.yes, scope)
        : compute(expression.no, scope);
    case 'call':
      return call(expression, scope);
    case 'field':
      return fieldOf(compute(expression.of, scope), expression.name, expression.at);
    case 'element':
      return elementOf(compute(expression.of, scope), compute(expression.index, scope), expression.at);
  }
}

function truthOf(expression: Expression, scope: Scope): boolean {
  const value = compute(expression, scope);
  return typeof value === 'boolean' ? value : fail(expression.at, 'a Boolean is needed here');
}

function unary(operator: '!' | '-', value: Value, at: number): Value {
  if (operator === '!') return typeof value === 'boolean' ? !value : fail(at, '! needs a Boolean');
  if (typeof value !== 'number') return fail(at, '- needs a number');
  return value === 0 ? 0 : -value;
}

function binary({ operator, left, right, at }: Extract<Expression, { kind: 'binary' }>, scope: Scope): Value {
  if (operator === '&&') return truthOf(left, scope) && truthOf(right, scope);
  if (operator === '||') return truthOf(left, scope) || truthOf(right, scope);
  return applyOperator(operator, compute(left, scope), compute(right, scope), at);
}

function call(expression: Extract<Expression, { kind: 'call' }>, scope: Scope): Value {
  const { name, arguments: given, at } = expression;
  if (name !== 'variable' && name !== 'argument')
    return applyFunction(
      name,
      given.map((argument) => compute(argument, scope)),
      at,
    );
  const [key, fallback] = given;
  const sought = key === undefined ? undefined : compute(key, scope);
  if (typeof sought !== 'string') return fail(at, `${name} needs a name`);
  const value = scope[name](sought);
  if (value !== undefined) return value;
  if (fallback !== undefined) return compute(fallback, scope);
  return fail(at, `there is no ${name} ${JSON.stringify(sought.slice(0, 255))}`);
}

function fieldOf(value: Value, name: string, at: number): Value {
  if (typeof value !== 'object' || Array.isArray(value)) return fail(at, `only a Map has a field ${name}`);
  const map: { readonly [name: string]: Value } = value as { readonly [name: string]: Value };
  return (Object.hasOwn(map, name) ? map[name] : undefined) ?? fail(at, `the Map has no field ${name}`);
}

function elementOf(value: Value, index: Value, at: number): Value {
  if (!Array.isArray(value)) return fail(at, 'only a List has elements');
  if (typeof index !== 'number') return fail(at, 'the number of an element is needed');
  return value[index] ?? fail(at, `the List has no element ${index}`);
}
