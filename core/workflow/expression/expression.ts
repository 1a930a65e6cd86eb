/**
 * An expression as a tree. `at` is the offset of its first character in the source. Operators are left-associative;
 * comparisons are not associative at all.
 */
export type Expression =
  | { readonly kind: 'constant'; readonly value: string | number | boolean; readonly at: number }
  /** `$name` or `${name}`. */
  | { readonly kind: 'variable'; readonly name: string; readonly at: number }
  /** A text in double quotes with expressions in it. */
  | { readonly kind: 'text'; readonly parts: readonly Expression[]; readonly at: number }
  | {
      readonly kind: 'unary';
      readonly operator: UnaryOperator;
      readonly operand: Expression;
      readonly at: number;
    }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
      readonly at: number;
    }
  | {
      readonly kind: 'if';
      readonly condition: Expression;
      readonly yes: Expression;
      readonly no: Expression;
      readonly at: number;
    }
  | {
      readonly kind: 'call';
      readonly name: FunctionName;
      /** In the order of the function's parameters; those that may be left out may be missing at the end. */
      readonly arguments: readonly Expression[];
      readonly at: number;
    }
  | { readonly kind: 'field'; readonly of: Expression; readonly name: string; readonly at: number }
  | { readonly kind: 'element'; readonly of: Expression; readonly index: Expression; readonly at: number };

/** An operator before its operand. */
export type UnaryOperator = '!' | '-';

/** The operators between two operands, those that bind loosest first. */
export const binaryOperators = [
  ['||'],
  ['&&'],
  ['==', '!='],
  ['<=', '>=', '<', '>'],
  ['++', '+', '-'],
  ['*', '/'],
] as const;

/** An operator between two operands. */
export type BinaryOperator = (typeof binaryOperators)[number][number];

/** The functions with their parameters; those from `required` on may be left out. */
export const expressionFunctions = {
  /** A variable by its name, or the default where there is none. */
  variable: { parameters: ['key', 'default'], required: 1 },
  /** An argument of the order, whatever steps returned under that name. */
  argument: { parameters: ['key', 'default'], required: 1 },
  toNumber: { parameters: ['value'], required: 1 },
  toBoolean: { parameters: ['value'], required: 1 },
  toString: { parameters: ['value'], required: 1 },
  /** All places of a text replaced. The pattern is literal: what a regular expression would read is escaped by `\`. */
  replaceAll: { parameters: ['text', 'pattern', 'replacement'], required: 3 },
} as const;

/** The name of a function. */
export type FunctionName = keyof typeof expressionFunctions;

/** Names of JS7's language that are understood as such and refused: they are impure, or nothing here gives them. */
export const unsupportedNames: ReadonlySet<string> = new Set([
  'now',
  'env',
  'scheduledOrEmpty',
  'jobResourceVariable',
  'jobResourceVariables',
  'matches',
  'in',
  'orElse',
  'missing',
  'mkString',
  'toFile',
  'substring',
  'min',
  'max',
  'subagentIds',
  'controllerId',
  'catchCount',
  'tryCount',
  'maxTries',
]);

/** The longest source, in UTF-16 code units. */
export const sourceLengthMax = 10_000;
/** How deep brackets may stand in each other. */
export const expressionDepthMax = 50;
/** The most nodes of a tree. */
export const nodesMax = 1_000;
/** The longest text that an expression can make, in UTF-16 code units. */
export const resultLengthMax = 200_000;
/** The most elements of a list that an expression can make. */
export const elementsMax = 10_000;
