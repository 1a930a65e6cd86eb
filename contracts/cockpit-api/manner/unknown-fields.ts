import { fieldName } from './field-name.ts';

const namesMax = 20;

/** The fields of a body that its schema left out, by name. Null and empty texts count as not given, so they are no news. */
export function unknownFields(given: unknown, read: unknown): readonly string[] {
  const names: string[] = [];
  collect(given, read, [], names);
  return names;
}

function collect(given: unknown, read: unknown, path: readonly PropertyKey[], names: string[]): void {
  if (names.length >= namesMax) return;
  if (Array.isArray(given) && Array.isArray(read)) {
    // A list from which entries were dropped can no longer be compared item by item.
    if (given.length !== read.length) return;
    for (const [at, item] of given.entries()) collect(item, read[at], [...path, at], names);
  } else if (isObject(given) && isObject(read)) {
    for (const [key, value] of Object.entries(given)) {
      if (value === null || value === '') continue;
      if (!Object.hasOwn(read, key)) names.push(fieldName([...path, key]));
      else collect(value, read[key], [...path, key], names);
    }
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
