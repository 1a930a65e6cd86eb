import { ProblemError, problem, type Result, refuse, succeed } from '@interlock/base';
import { accept, type Cursor, countNode, deeper, expect, fail, found, skipSpace, take } from './cursor.ts';
import {
  binaryOperators,
  type Expression,
  expressionFunctions,
  type FunctionName,
  sourceLengthMax,
  unsupportedNames,
} from './expression.ts';
import { parseText } from './parse-text.ts';
import { parseVariableName } from './parse-variable-name.ts';

/**
 * Reads an expression. Refused with `InvalidExpression`, naming the column, when it does not follow the language or is
 * longer, deeper or larger than allowed.
 *
 * @param field - where the expression stands, for the problem.
 */
export function parseExpression(source: string, field?: string): Result<Expression> {
  const more = field === undefined ? {} : { field };
  if (source.length > sourceLengthMax) {
    const message = `The expression is longer than ${sourceLengthMax} characters.`;
    return refuse(problem('InvalidExpression', message, more));
  }
  try {
    const cursor: Cursor = { source, at: 0, depth: 0, nodeCount: 0 };
    const expression = parseWhole(cursor);
    skipSpace(cursor);
    if (cursor.at < source.length) fail(cursor.at, `the end is expected, but there is ${found(cursor)}`);
    return succeed(expression);
  } catch (error) {
    if (error instanceof ProblemError) return refuse({ ...error.problem, ...more });
    throw error;
  }
}

function parseWhole(cursor: Cursor): Expression {
  return deeper(cursor, () => {
    skipSpace(cursor);
    const at = cursor.at;
    return take(cursor, /if(?![\p{L}\p{N}_])/uy) === undefined ? parseBinary(cursor, 0) : parseIf(cursor, at);
  });
}

function parseIf(cursor: Cursor, at: number): Expression {
  countNode(cursor);
  const condition = parseWhole(cursor);
  expectWord(cursor, 'then');
  const yes = parseWhole(cursor);
  expectWord(cursor, 'else');
  const no = parseWhole(cursor);
  return { kind: 'if', condition, yes, no, at };
}

function expectWord(cursor: Cursor, word: string): void {
  skipSpace(cursor);
  const at = cursor.at;
  if (take(cursor, /[\p{L}_][\p{L}\p{N}_]*/uy) === word) return;
  cursor.at = at;
  fail(at, `${word} is expected, but there is ${found(cursor)}`);
}

function parseBinary(cursor: Cursor, level: number): Expression {
  const operators = binaryOperators[level];
  if (operators === undefined) return parseUnary(cursor);
  const isComparison = level === 2 || level === 3;
  let left = parseBinary(cursor, level + 1);
  for (let count = 0; ; count++) {
    skipSpace(cursor);
    const at = cursor.at;
    const operator = operators.find((text) => accept(cursor, text));
    if (operator === undefined) return left;
    if (isComparison && count > 0) fail(at, 'comparisons can not be chained; use && and brackets');
    countNode(cursor);
    left = { kind: 'binary', operator, left, right: parseBinary(cursor, level + 1), at: left.at };
  }
}

function parseUnary(cursor: Cursor): Expression {
  skipSpace(cursor);
  const at = cursor.at;
  const operator = accept(cursor, '!') ? '!' : accept(cursor, '-') ? '-' : undefined;
  if (operator === undefined) return parsePostfix(cursor);
  countNode(cursor);
  return deeper(cursor, () => ({ kind: 'unary', operator, operand: parseUnary(cursor), at }));
}

function parsePostfix(cursor: Cursor): Expression {
  let of = parsePrimary(cursor);
  for (;;) {
    const { at } = of;
    // A number before the dot would be read as the start of a fraction.
    if (accept(cursor, '.')) {
      countNode(cursor);
      const name =
        take(cursor, /[\p{L}_][\p{L}\p{N}_]*/uy) ?? fail(cursor.at, 'the name of a field is expected');
      of = { kind: 'field', of, name, at };
    } else if (accept(cursor, '(')) {
      countNode(cursor);
      const index = parseWhole(cursor);
      expect(cursor, ')');
      of = { kind: 'element', of, index, at };
    } else return of;
  }
}

function parsePrimary(cursor: Cursor): Expression {
  skipSpace(cursor);
  countNode(cursor);
  const at = cursor.at;
  switch (cursor.source.charAt(at)) {
    case '(': {
      cursor.at++;
      const inner = parseWhole(cursor);
      expect(cursor, ')');
      return inner;
    }
    case '"':
    case "'":
      return parseText(cursor, parseWhole);
    case '$':
      return { kind: 'variable', name: parseVariableName(cursor), at };
  }
  const digits = take(cursor, /[0-9]+(?:\.[0-9]+)?/y);
  if (digits !== undefined) return { kind: 'constant', value: numberOf(digits, at), at };
  const word = take(cursor, /[\p{L}_][\p{L}\p{N}_]*/uy);
  if (word === undefined) fail(at, `a value is expected, but there is ${found(cursor)}`);
  return parseWord(cursor, word, at);
}

function numberOf(digits: string, at: number): number {
  const value = Number(digits);
  if (Math.abs(value) > Number.MAX_SAFE_INTEGER) fail(at, 'the number is too large to be exact');
  return value;
}

function parseWord(cursor: Cursor, word: string, at: number): Expression {
  if (word === 'true' || word === 'false') return { kind: 'constant', value: word === 'true', at };
  if (word === 'returnCode') return { kind: 'variable', name: word, at };
  if (Object.hasOwn(expressionFunctions, word)) return parseCall(cursor, word as FunctionName, at);
  if (unsupportedNames.has(word)) fail(at, `${word} is not supported`);
  return fail(
    at,
    `${JSON.stringify(word.slice(0, 40))} is neither a value nor a function; texts need quotes`,
  );
}

function parseCall(cursor: Cursor, name: FunctionName, at: number): Expression {
  const { parameters, required } = expressionFunctions[name];
  const given: Expression[] = [];
  expect(cursor, '(');
  if (!accept(cursor, ')')) {
    do given.push(parseArgument(cursor, parameters[given.length], name));
    while (accept(cursor, ','));
    expect(cursor, ')');
  }
  if (given.length < required)
    fail(cursor.at, `${name} needs ${required} argument${required === 1 ? '' : 's'}`);
  return { kind: 'call', name, arguments: given, at };
}

// An argument may name its parameter, `default="x"`, but stands in the parameter's own place all the same.
function parseArgument(cursor: Cursor, parameter: string | undefined, name: FunctionName): Expression {
  skipSpace(cursor);
  const at = cursor.at;
  if (parameter === undefined) fail(at, `${name} takes fewer arguments`);
  const label = take(cursor, /[\p{L}_]+[ \t]*=(?!=)/uy);
  if (label !== undefined && label.slice(0, -1).trim() !== parameter)
    fail(at, `the argument ${parameter} is expected here`);
  return parseWhole(cursor);
}
