import { type Cursor, countNode, expect, fail, take } from './cursor.ts';
import type { Expression } from './expression.ts';
import { parseVariableName } from './parse-variable-name.ts';

const escapes: ReadonlyMap<string, string> = new Map([
  ['\\', '\\'],
  ['"', '"'],
  ['$', '$'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

/**
 * Reads a text, on whose quotation mark the cursor stands. Between single quotes everything stands for itself. Between
 * double quotes `\\`, `\"`, `\$`, `\n`, `\r` and `\t` are escapes, and `$name`, `${name}` and `$(expression)` are put in.
 */
export function parseText(cursor: Cursor, parseWhole: (cursor: Cursor) => Expression): Expression {
  const at = cursor.at;
  cursor.at++;
  if (cursor.source.charAt(at) === '"') return parseDoubleQuoted(cursor, at, parseWhole);
  const value = take(cursor, /[^']*/y) ?? '';
  close(cursor, "'", at);
  return { kind: 'constant', value, at };
}

function parseDoubleQuoted(
  cursor: Cursor,
  at: number,
  parseWhole: (cursor: Cursor) => Expression,
): Expression {
  const parts: Expression[] = [];
  let text = '';
  let textAt = cursor.at;
  const endText = () => {
    if (text !== '') parts.push({ kind: 'constant', value: text, at: textAt });
    text = '';
  };
  for (;;) {
    const next = cursor.source.charAt(cursor.at);
    if (next === '\\') text += parseEscape(cursor);
    else if (next === '$') {
      endText();
      countNode(cursor);
      parts.push(parseInsertion(cursor, parseWhole));
      textAt = cursor.at;
    } else {
      const plain = take(cursor, /[^"\\$]+/y);
      if (plain === undefined) break;
      text += plain;
    }
  }
  close(cursor, '"', at);
  if (parts.length === 0) return { kind: 'constant', value: text, at };
  endText();
  return { kind: 'text', parts, at };
}

function close(cursor: Cursor, quote: string, at: number): void {
  if (cursor.source.charAt(cursor.at) !== quote) fail(at, 'the text has no closing quotation mark');
  cursor.at++;
}

function parseEscape(cursor: Cursor): string {
  const character = escapes.get(cursor.source.charAt(cursor.at + 1));
  if (character === undefined) fail(cursor.at, 'the backslash begins no known escape');
  cursor.at += 2;
  return character;
}

function parseInsertion(cursor: Cursor, parseWhole: (cursor: Cursor) => Expression): Expression {
  const at = cursor.at;
  if (cursor.source.charAt(at + 1) !== '(') {
    return { kind: 'variable', name: parseVariableName(cursor), at };
  }
  cursor.at += 2;
  const inner = parseWhole(cursor);
  expect(cursor, ')');
  return inner;
}
