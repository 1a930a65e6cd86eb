import { problem, type Result, refuse, succeed } from '@interlock/base';
import type { CharacterTest, Pattern } from './parse-pattern.ts';

/** A step of the machine: it reads a character, or goes on without. Numbers name steps. */
type Step =
  | { readonly kind: 'read'; readonly test: CharacterTest; readonly next: number }
  | { readonly kind: 'split'; readonly next: readonly number[] }
  | { readonly kind: 'begin' | 'end'; readonly next: number }
  | { readonly kind: 'accept' };

const stepsMax = 2_000;

class TooMany extends Error {}

/**
 * Makes a function that tells whether a pattern occurs anywhere in a text. It follows all ways at once, so that its
 * work is bounded by the product of both lengths, whatever the pattern.
 */
export function patternMatcher(pattern: Pattern, field: string): Result<(text: string) => boolean> {
  const steps: Step[] = [{ kind: 'accept' }];
  try {
    const start = build(pattern, 0, steps);
    return succeed((text) => occurs(steps, start, text.toLowerCase()));
  } catch (thrown) {
    if (!(thrown instanceof TooMany)) throw thrown;
    return refuse(problem('InvalidInput', `The pattern in ${field} is too large.`, { field }));
  }
}

/** Builds from the end: each part knows where it goes on. */
function build(pattern: Pattern, next: number, steps: Step[]): number {
  switch (pattern.kind) {
    case 'empty':
      return next;
    case 'character':
      return add(steps, { kind: 'read', test: pattern.test, next });
    case 'begin':
    case 'end':
      return add(steps, { kind: pattern.kind, next });
    case 'sequence':
      return pattern.parts.reduceRight((after, part) => build(part, after, steps), next);
    case 'choice':
      return add(steps, { kind: 'split', next: pattern.parts.map((part) => build(part, next, steps)) });
    case 'repeat':
      return buildRepeat(pattern, next, steps);
  }
}

function buildRepeat(
  { part, min, max }: Extract<Pattern, { readonly kind: 'repeat' }>,
  next: number,
  steps: Step[],
): number {
  let at = next;
  if (max === undefined) {
    const loop = add(steps, { kind: 'split', next: [] });
    const again = build(part, loop, steps);
    steps[loop] = { kind: 'split', next: [again, next] };
    at = loop;
  } else
    for (let count = min; count < max; count++)
      at = add(steps, { kind: 'split', next: [build(part, at, steps), next] });
  for (let count = 0; count < min; count++) at = build(part, at, steps);
  return at;
}

function add(steps: Step[], step: Step): number {
  if (steps.length >= stepsMax) throw new TooMany();
  return steps.push(step) - 1;
}

function occurs(steps: readonly Step[], start: number, text: string): boolean {
  let current = new Set<number>();
  for (let at = 0; at <= text.length; at++) {
    // It may begin at every character.
    if (follow(steps, [start], current, at, text.length)) return true;
    const character = text[at];
    if (character === undefined) return false;
    const reached: number[] = [];
    for (const index of current) {
      const step = steps[index];
      if (step?.kind === 'read' && fits(step.test, character)) reached.push(step.next);
    }
    current = new Set();
    if (follow(steps, reached, current, at + 1, text.length)) return true;
  }
  return false;
}

/** Adds what can be reached without reading. @returns whether the end of the pattern is among it. */
function follow(
  steps: readonly Step[],
  from: readonly number[],
  into: Set<number>,
  at: number,
  length: number,
): boolean {
  const open = [...from];
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    const step = steps[index];
    if (step === undefined || into.has(index)) continue;
    if (step.kind === 'accept') return true;
    into.add(index);
    if (step.kind === 'split') open.push(...step.next);
    else if ((step.kind === 'begin' && at === 0) || (step.kind === 'end' && at === length))
      open.push(step.next);
  }
  return false;
}

function fits(test: CharacterTest, character: string): boolean {
  if (test.kind === 'any') return true;
  if (test.kind === 'one') return test.character === character;
  return test.ranges.some(([from, to]) => character >= from && character <= to) !== test.negated;
}
