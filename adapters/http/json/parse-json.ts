import { type Json, problem, type Result, refuse, succeed } from '@interlock/base';

/** What a body may hold at most, so that its size alone bounds the work and the memory. */
export interface JsonLimits {
  /** How deep objects and lists may be nested. */
  readonly depthMax: number;
  /** How many values it may hold, members and items of all depths together. */
  readonly valuesMax: number;
}

/** The limits of every body. */
export const jsonLimits: JsonLimits = { depthMax: 64, valuesMax: 250_000 };

// Keys through which a careless reader changes the prototype of its objects.
const forbiddenKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

const numberPattern = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const numberLengthMax = 400;

/** Where the reading stands. */
interface Reader {
  readonly text: string;
  readonly limits: JsonLimits;
  at: number;
  values: number;
}

/** Thrown inside this file only; it unwinds the recursion. */
class NotJson extends Error {
  readonly field: string | undefined;
  constructor(message: string, field?: string) {
    super(message);
    this.field = field;
  }
}

/**
 * Reads one JSON value (RFC 8259), once. Stricter than JSON.parse, because what a careless reader would quietly make
 * of it is not what was sent: refused are a key that stands twice in one object, the keys `__proto__`, `constructor`
 * and `prototype`, a number that can not be kept exactly, what is nested too deep or holds too many values.
 *
 * @param firstValueOnly whether text after the first complete value is ignored; otherwise it is refused.
 * @returns the value, or `InvalidInput` naming the field or the position in UTF-16 code units.
 */
export function parseJson(
  text: string,
  options: { readonly firstValueOnly: boolean; readonly limits?: JsonLimits },
): Result<Json> {
  const reader: Reader = { text, limits: options.limits ?? jsonLimits, at: 0, values: 0 };
  try {
    const value = readValue(reader, 0);
    skipSpace(reader);
    if (reader.at < text.length && !options.firstValueOnly)
      return refuse(problem('InvalidInput', `There is text after the JSON value, at position ${reader.at}.`));
    return succeed(value);
  } catch (thrown) {
    if (!(thrown instanceof NotJson)) throw thrown;
    return refuse(
      problem('InvalidInput', thrown.message, thrown.field === undefined ? {} : { field: thrown.field }),
    );
  }
}

function readValue(reader: Reader, depth: number): Json {
  skipSpace(reader);
  if (++reader.values > reader.limits.valuesMax)
    throw new NotJson(`The body holds more than ${reader.limits.valuesMax} values.`);
  switch (reader.text[reader.at]) {
    case '{':
      return readObject(reader, deeper(reader, depth));
    case '[':
      return readList(reader, deeper(reader, depth));
    case '"':
      return readString(reader);
    case 't':
      return readWord(reader, 'true', true);
    case 'f':
      return readWord(reader, 'false', false);
    case 'n':
      return readWord(reader, 'null', null);
    default:
      return readNumber(reader);
  }
}

function deeper(reader: Reader, depth: number): number {
  if (depth >= reader.limits.depthMax)
    throw new NotJson(`The body is nested deeper than ${reader.limits.depthMax}.`);
  return depth + 1;
}

function readObject(reader: Reader, depth: number): Json {
  const object: Record<string, Json> = {};
  reader.at++;
  if (takes(reader, '}')) return object;
  do {
    skipSpace(reader);
    if (reader.text[reader.at] !== '"') throw unexpected(reader);
    const key = readString(reader);
    if (forbiddenKeys.has(key)) throw new NotJson(`The field ${key} is refused.`, key);
    if (Object.hasOwn(object, key)) throw new NotJson(`The field ${shown(key)} stands twice.`, shown(key));
    expect(reader, ':');
    object[key] = readValue(reader, depth);
  } while (takes(reader, ','));
  expect(reader, '}');
  return object;
}

function readList(reader: Reader, depth: number): Json {
  const list: Json[] = [];
  reader.at++;
  if (takes(reader, ']')) return list;
  do list.push(readValue(reader, depth));
  while (takes(reader, ','));
  expect(reader, ']');
  return list;
}

function readString(reader: Reader): string {
  const from = reader.at;
  const { end, isPlain } = endOfString(reader);
  reader.at = end + 1;
  if (isPlain) return reader.text.slice(from + 1, end);
  const value = unescaped(reader, from);
  if (!value.isWellFormed()) throw new NotJson(`A text holds half a character, before position ${end}.`);
  return value;
}

// Most strings hold no escape and are taken as they stand.
function endOfString(reader: Reader): { readonly end: number; readonly isPlain: boolean } {
  let isPlain = true;
  for (let at = reader.at + 1; at < reader.text.length; at++) {
    const code = reader.text.charCodeAt(at);
    if (code === 0x22) return { end: at, isPlain };
    if (code < 0x20) throw new NotJson(`A text holds a control character, at position ${at}.`);
    if (code === 0x5c) {
      isPlain = false;
      at++;
    }
  }
  throw new NotJson('The body ends before its JSON does.');
}

function unescaped(reader: Reader, from: number): string {
  try {
    return JSON.parse(reader.text.slice(from, reader.at));
  } catch {
    throw new NotJson(`A text holds an escape that JSON does not know, after position ${from}.`);
  }
}

function readNumber(reader: Reader): number {
  const digits = match(reader, numberPattern);
  if (digits === undefined) throw unexpected(reader);
  const value = Number(digits);
  const isExact = Number.isFinite(value) && (!/^-?[0-9]+$/.test(digits) || Number.isSafeInteger(value));
  if (digits.length > numberLengthMax || !isExact)
    throw new NotJson(`The number ${shown(digits)} can not be kept exactly; send it as a text.`);
  return value;
}

function readWord<T extends Json>(reader: Reader, word: string, value: T): T {
  if (!reader.text.startsWith(word, reader.at)) throw unexpected(reader);
  reader.at += word.length;
  return value;
}

function match(reader: Reader, pattern: RegExp): string | undefined {
  pattern.lastIndex = reader.at;
  const [found] = pattern.exec(reader.text) ?? [];
  if (found !== undefined) reader.at += found.length;
  return found;
}

function skipSpace(reader: Reader): void {
  for (;;) {
    const code = reader.text.charCodeAt(reader.at);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
    reader.at++;
  }
}

/** Takes a character if it comes next. */
function takes(reader: Reader, character: string): boolean {
  skipSpace(reader);
  if (reader.text[reader.at] !== character) return false;
  reader.at++;
  return true;
}

function expect(reader: Reader, character: string): void {
  if (!takes(reader, character)) throw unexpected(reader);
}

function unexpected(reader: Reader): NotJson {
  return reader.at >= reader.text.length
    ? new NotJson('The body ends before its JSON does.')
    : new NotJson(`The body is not JSON at position ${reader.at}.`);
}

function shown(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
