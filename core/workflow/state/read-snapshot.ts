import { ProblemError, problem } from '@interlock/base';

/** @throws ProblemError `InvalidInput` with the field. */
export function wrong(field: string, fault: string): never {
  throw new ProblemError(problem('InvalidInput', `${field} can not be read: it ${fault}.`, { field }));
}

/** A JSON object. */
export function recordIn(input: unknown, field: string): Readonly<Record<string, unknown>> {
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    return wrong(field, 'is no object');
  return input as Readonly<Record<string, unknown>>;
}

/** A JSON list. */
export function listIn(input: unknown, field: string): readonly unknown[] {
  return Array.isArray(input) ? input : wrong(field, 'is no list');
}

/** A text that is not empty. */
export function textIn(input: unknown, field: string): string {
  return typeof input === 'string' && input !== '' ? input : wrong(field, 'is no text');
}

/** Yes or no. */
export function flagIn(input: unknown, field: string): boolean {
  return typeof input === 'boolean' ? input : wrong(field, 'is neither true nor false');
}

/** A whole number from 0 on: an id, a count, a time in milliseconds. */
export function timeIn(input: unknown, field: string): number {
  return Number.isSafeInteger(input) && (input as number) >= 0
    ? (input as number)
    : wrong(field, 'is no whole number');
}

/** One of a few texts. */
export function oneOfIn<T extends string>(input: unknown, field: string, texts: readonly T[]): T {
  return texts.find((text) => text === input) ?? wrong(field, `is none of ${texts.join(', ')}`);
}

/** A member that may be missing. */
export function memberIn<T>(
  record: Readonly<Record<string, unknown>>,
  name: string,
  field: string,
  read: (input: unknown, field: string) => T,
): T | undefined {
  return record[name] === undefined ? undefined : read(record[name], `${field}.${name}`);
}
