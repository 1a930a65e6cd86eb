/** How deep a value may be nested. */
export const valueDepthMax = 20;
/** The longest name of a value, in UTF-16 code units. */
export const valueNameLengthMax = 255;

/** Names through which a careless reader of JSON changes the prototype of its objects. */
export const forbiddenNames: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** Why something is no value, as the rest of a sentence, and where in it the cause stands. */
export interface ValueFault {
  readonly field: string;
  readonly fault: string;
}

/** Checks that something is a value; gives the first fault otherwise. */
export function valueFault(input: unknown, field = '', depth = 0): ValueFault | undefined {
  if (depth > valueDepthMax) return { field, fault: `is nested deeper than ${valueDepthMax}` };
  switch (typeof input) {
    case 'boolean':
      return undefined;
    case 'number':
      return named(field, numberFault(input));
    case 'string':
      return named(field, input.isWellFormed() ? undefined : 'holds a broken character');
    case 'object':
      if (Array.isArray(input))
        return firstFault(
          input.map((inner, index) => [`${field}[${index}]`, inner]),
          depth,
        );
      if (input !== null) return namedValuesFault(input, field, depth);
  }
  return { field, fault: `is ${input === null ? 'null' : 'not JSON'}, which is no value` };
}

/** Checks values by name. */
export function namedValuesFault(input: object, field = '', depth = 0): ValueFault | undefined {
  for (const name of Object.keys(input)) {
    const fault = valueNameFault(name);
    if (fault !== undefined) return { field: joinField(field, name), fault };
  }
  return firstFault(
    Object.entries(input).map(([name, inner]) => [joinField(field, name), inner]),
    depth,
  );
}

/** Why a text can not name a value. */
export function valueNameFault(name: string): string | undefined {
  if (name === '' || name.length > valueNameLengthMax)
    return `has a name that is empty or longer than ${valueNameLengthMax} characters`;
  if (!name.isWellFormed() || /[\p{Cc}{}"']/u.test(name))
    return 'has a name with a character that names may not hold';
  return forbiddenNames.has(name) ? 'has a forbidden name' : undefined;
}

/** The path of a member below a field. */
export function joinField(field: string, name: string): string {
  const shown = name.length > 40 ? `${name.slice(0, 40)}…` : name;
  return field === '' ? shown : `${field}.${shown}`;
}

function firstFault(members: readonly (readonly [string, unknown])[], depth: number): ValueFault | undefined {
  for (const [field, inner] of members) {
    const fault = valueFault(inner, field, depth + 1);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function named(field: string, fault: string | undefined): ValueFault | undefined {
  return fault === undefined ? undefined : { field, fault };
}

function numberFault(input: number): string | undefined {
  if (!Number.isFinite(input)) return 'is not a finite number';
  if (Number.isInteger(input) && !Number.isSafeInteger(input)) return 'is a number too large to be exact';
  return undefined;
}
