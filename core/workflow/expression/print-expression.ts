import type { Expression } from './expression.ts';

/** The source of a tree, with brackets around all that is not simple. Read again, it gives an equal tree. */
export function printExpression(expression: Expression): string {
  switch (expression.kind) {
    case 'constant':
      return printConstant(expression.value);
    case 'variable':
      return `\${${expression.name}}`;
    case 'text':
      return `"${expression.parts.map(printPart).join('')}"`;
    case 'unary':
      return `${expression.operator}${printOperand(expression.operand)}`;
    case 'binary':
      return `${printOperand(expression.left)} ${expression.operator} ${printOperand(expression.right)}`;
    case 'if': {
      const [condition, yes, no] = [expression.condition, expression.yes, expression.no].map(printOperand);
      return `if ${condition} then ${yes} else ${no}`;
    }
    case 'call':
      return `${expression.name}(${expression.arguments.map(printExpression).join(', ')})`;
    case 'field':
      return `${printOperand(expression.of)}.${expression.name}`;
    case 'element':
      return `${printOperand(expression.of)}(${printExpression(expression.index)})`;
  }
}

const simple: ReadonlySet<Expression['kind']> = new Set(['constant', 'variable', 'text', 'call']);

function printOperand(expression: Expression): string {
  const text = printExpression(expression);
  return simple.has(expression.kind) ? text : `(${text})`;
}

function printConstant(value: string | number | boolean): string {
  return typeof value === 'string' ? `"${escapeText(value)}"` : String(value);
}

function printPart(part: Expression): string {
  if (part.kind === 'constant' && typeof part.value === 'string') return escapeText(part.value);
  return `$(${printExpression(part)})`;
}

function escapeText(text: string): string {
  return text
    .replace(/[\\"$]/g, '\\$&')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t');
}
