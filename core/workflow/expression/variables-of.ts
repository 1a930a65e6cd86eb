import type { Expression } from './expression.ts';

/** A variable that an expression reads. */
export interface VariableUse {
  readonly name: string;
  /** Whether the expression has a default for it. */
  readonly hasDefault: boolean;
}

/** The variables and arguments that an expression names in so many words. */
export function variablesOf(expression: Expression): readonly VariableUse[] {
  if (expression.kind === 'variable') return [{ name: expression.name, hasDefault: false }];
  const own = expression.kind === 'call' ? namedByCall(expression) : [];
  return [...own, ...childrenOf(expression).flatMap(variablesOf)];
}

function namedByCall({ name, arguments: [key, fallback] }: Extract<Expression, { kind: 'call' }>) {
  if (name !== 'variable' && name !== 'argument') return [];
  if (key?.kind !== 'constant' || typeof key.value !== 'string') return [];
  return [{ name: key.value, hasDefault: fallback !== undefined }];
}

function childrenOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'constant':
    case 'variable':
      return [];
    case 'text':
      return expression.parts;
    case 'unary':
      return [expression.operand];
    case 'binary':
      return [expression.left, expression.right];
    case 'if':
      return [expression.condition, expression.yes, expression.no];
    case 'call':
      return expression.arguments;
    case 'field':
      return [expression.of];
    case 'element':
      return [expression.of, expression.index];
  }
}
