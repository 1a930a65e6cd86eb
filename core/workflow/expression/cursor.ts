import { ProblemError, problem } from '@interlock/base';
import { expressionDepthMax, nodesMax } from './expression.ts';

/** A place in a source, moving forward, with what bounds the tree that is made of it. */
export interface Cursor {
  readonly source: string;
  at: number;
  depth: number;
  nodeCount: number;
}

/** @throws ProblemError `InvalidExpression`, naming the column. */
export function fail(at: number, message: string): never {
  throw new ProblemError(problem('InvalidExpression', `Column ${at + 1}: ${message}.`));
}

/** Goes on behind white space. */
export function skipSpace(cursor: Cursor): void {
  while (/[ \t\r\n]/.test(cursor.source.charAt(cursor.at))) cursor.at++;
}

/** Whether this text comes next, after white space; then the cursor stands behind it. */
export function accept(cursor: Cursor, text: string): boolean {
  skipSpace(cursor);
  if (!cursor.source.startsWith(text, cursor.at)) return false;
  cursor.at += text.length;
  return true;
}

/** @throws ProblemError when this text does not come next. */
export function expect(cursor: Cursor, text: string): void {
  if (!accept(cursor, text)) fail(cursor.at, `${text} is expected, but there is ${found(cursor)}`);
}

/** The longest match of a sticky pattern here, with the cursor behind it; undefined where it does not match. */
export function take(cursor: Cursor, pattern: RegExp): string | undefined {
  pattern.lastIndex = cursor.at;
  const match = pattern.exec(cursor.source)?.[0];
  if (match !== undefined) cursor.at += match.length;
  return match;
}

/** What stands here, for a message. */
export function found(cursor: Cursor): string {
  const rest = cursor.source.slice(cursor.at, cursor.at + 10);
  return rest === '' ? 'the end' : JSON.stringify(rest);
}

/** Counts a node of the tree. */
export function countNode(cursor: Cursor): void {
  cursor.nodeCount++;
  if (cursor.nodeCount > nodesMax) fail(cursor.at, `the expression has more than ${nodesMax} parts`);
}

/** Does something one level deeper. */
export function deeper<T>(cursor: Cursor, work: () => T): T {
  cursor.depth++;
  if (cursor.depth > expressionDepthMax) fail(cursor.at, `nested deeper than ${expressionDepthMax}`);
  const result = work();
  cursor.depth--;
  return result;
}
