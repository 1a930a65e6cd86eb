import type { Result } from '@interlock/base';
import type { Value } from '../format/value.ts';
import { evaluate, type Scope } from './evaluate.ts';
import { parseExpression } from './parse-expression.ts';

/** The value of an expression in its source form. */
export function evaluateSource(source: string, scope: Scope): Result<Value> {
  const expression = parseExpression(source);
  return expression.ok ? evaluate(expression.value, scope) : expression;
}
