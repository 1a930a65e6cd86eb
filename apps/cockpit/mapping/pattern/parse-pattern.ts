import { problem, type Result, refuse, succeed } from '@interlock/base';

/** What one character of a text has to be. */
export type CharacterTest =
  | { readonly kind: 'any' }
  | { readonly kind: 'one'; readonly character: string }
  | {
      readonly kind: 'class';
      readonly negated: boolean;
      readonly ranges: readonly (readonly [string, string])[];
    };

/** A pattern as a tree. */
export type Pattern =
  | { readonly kind: 'empty' }
  | { readonly kind: 'character'; readonly test: CharacterTest }
  | { readonly kind: 'begin' }
  | { readonly kind: 'end' }
  | { readonly kind: 'sequence'; readonly parts: readonly Pattern[] }
  | { readonly kind: 'choice'; readonly parts: readonly Pattern[] }
  /** From `min` times on; without `max` any number of times. */
  | { readonly kind: 'repeat'; readonly part: Pattern; readonly min: number; readonly max?: number };

const lengthMax = 1_024;
const depthMax = 20;
const repeatMax = 100;

const classes: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  d: [['0', '9']],
  w: [
    ['a', 'z'],
    ['0', '9'],
    ['_', '_'],
  ],
  s: [
    [' ', ' '],
    ['\t', '\r'],
  ],
};

class Unreadable extends Error {}

interface Reader {
  readonly text: string;
  at: number;
}

/**
 * Reads the part of regular expressions that can be matched in linear time: characters, `.`, classes, groups,
 * alternatives, `* + ? {m,n}`, `^` and `$`; `%` stands for `.*`. References and look-arounds are refused. Letters are
 * read in lower case, since case does not count.
 */
export function parsePattern(pattern: string, field: string): Result<Pattern> {
  if (pattern.length > lengthMax) return refuse(unreadable(field, `is longer than ${lengthMax} characters`));
  const reader: Reader = { text: pattern.toLowerCase(), at: 0 };
  // Escapes of classes differ by case, so negated ones are read from the original.
  try {
    const parsed = readChoice(reader, pattern, 0);
    if (reader.at < reader.text.length) throw new Unreadable('closes a group that is not open');
    return succeed(parsed);
  } catch (thrown) {
    if (!(thrown instanceof Unreadable)) throw thrown;
    return refuse(unreadable(field, thrown.message));
  }
}

function unreadable(field: string, what: string) {
  return problem('InvalidInput', `The pattern in ${field} ${what}.`, { field });
}

function readChoice(reader: Reader, original: string, depth: number): Pattern {
  if (depth > depthMax) throw new Unreadable('is nested too deep');
  const parts = [readSequence(reader, original, depth)];
  while (reader.text[reader.at] === '|') {
    reader.at++;
    parts.push(readSequence(reader, original, depth));
  }
  return parts.length === 1 ? (parts[0] as Pattern) : { kind: 'choice', parts };
}

function readSequence(reader: Reader, original: string, depth: number): Pattern {
  const parts: Pattern[] = [];
  for (
    let next = reader.text[reader.at];
    next !== undefined && next !== '|' && next !== ')';
    next = reader.text[reader.at]
  )
    parts.push(readRepeats(reader, readAtom(reader, original, depth)));
  return parts.length === 0 ? { kind: 'empty' } : { kind: 'sequence', parts };
}

function readAtom(reader: Reader, original: string, depth: number): Pattern {
  const character = reader.text[reader.at++] ?? '';
  switch (character) {
    case '.':
      return anyCharacter;
    case '%':
      return { kind: 'repeat', part: anyCharacter, min: 0 };
    case '^':
      return { kind: 'begin' };
    case '$':
      return { kind: 'end' };
    case '(':
      return readGroup(reader, original, depth);
    case '[':
      return readClass(reader, original);
    case '\\':
      return readEscape(reader, original);
    case '*':
    case '+':
    case '?':
      throw new Unreadable(`repeats nothing at position ${reader.at}`);
    default:
      return { kind: 'character', test: { kind: 'one', character } };
  }
}

const anyCharacter: Pattern = { kind: 'character', test: { kind: 'any' } };

function readGroup(reader: Reader, original: string, depth: number): Pattern {
  if (reader.text[reader.at] === '?') {
    if (reader.text[reader.at + 1] !== ':') throw new Unreadable('looks around, which is not taken here');
    reader.at += 2;
  }
  const inner = readChoice(reader, original, depth + 1);
  if (reader.text[reader.at++] !== ')') throw new Unreadable('leaves a group open');
  return inner;
}

function readEscape(reader: Reader, original: string): Pattern {
  const written = original[reader.at];
  const character = reader.text[reader.at++];
  if (written === undefined || character === undefined) throw new Unreadable('ends with a backslash');
  const ranges = classes[character];
  if (ranges !== undefined)
    return { kind: 'character', test: { kind: 'class', negated: written !== character, ranges } };
  if (/[a-z0-9]/.test(character)) throw new Unreadable(`holds \\${written}, which is not taken here`);
  return { kind: 'character', test: { kind: 'one', character } };
}

function readClass(reader: Reader, original: string): Pattern {
  const negated = reader.text[reader.at] === '^';
  if (negated) reader.at++;
  const ranges: (readonly [string, string])[] = [];
  for (let first = true; first || reader.text[reader.at] !== ']'; first = false) {
    const from = readClassMember(reader, original);
    if (typeof from !== 'string') ranges.push(...from);
    else if (reader.text[reader.at] === '-' && reader.text[reader.at + 1] !== ']') {
      reader.at++;
      const to = readClassMember(reader, original);
      if (typeof to !== 'string' || to < from) throw new Unreadable('holds a range that runs backwards');
      ranges.push([from, to]);
    } else ranges.push([from, from]);
  }
  reader.at++;
  return { kind: 'character', test: { kind: 'class', negated, ranges } };
}

function readClassMember(reader: Reader, original: string): string | readonly (readonly [string, string])[] {
  const character = reader.text[reader.at++];
  if (character === undefined) throw new Unreadable('leaves a class open');
  if (character !== '\\') return character;
  const escaped = readEscape(reader, original);
  if (escaped.kind !== 'character' || escaped.test.kind === 'any') throw new Unreadable('holds an odd class');
  if (escaped.test.kind === 'one') return escaped.test.character;
  if (escaped.test.negated) throw new Unreadable('negates a class within a class');
  return escaped.test.ranges;
}

function readRepeats(reader: Reader, atom: Pattern): Pattern {
  let part = atom;
  for (;;) {
    const bounds = readBounds(reader);
    if (bounds === undefined) return part;
    // What is lazy or greedy makes no difference to whether a text fits.
    if (reader.text[reader.at] === '?') reader.at++;
    part = { kind: 'repeat', part, ...bounds };
  }
}

function readBounds(reader: Reader): { readonly min: number; readonly max?: number } | undefined {
  const simple = { '*': { min: 0 }, '+': { min: 1 }, '?': { min: 0, max: 1 } }[reader.text[reader.at] ?? ''];
  if (simple !== undefined) {
    reader.at++;
    return simple;
  }
  const counted = /^\{(\d{1,3})(,(\d{1,3})?)?\}/.exec(reader.text.slice(reader.at));
  if (counted === null) return undefined;
  reader.at += counted[0].length;
  const min = Number(counted[1]);
  const max = counted[2] === undefined ? min : counted[3] === undefined ? undefined : Number(counted[3]);
  if (min > repeatMax || (max ?? 0) > repeatMax || (max ?? min) < min)
    throw new Unreadable(`repeats more than ${repeatMax} times`);
  return { min, ...(max === undefined ? {} : { max }) };
}
