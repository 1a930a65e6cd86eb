/** What stands in the address behind the question mark, as plain names and values. */
export type Search = Readonly<Record<string, string>>;

/** Reads it; of a name that stands there twice the last counts. */
export function readSearch(text: string): Search {
  return Object.fromEntries(new URLSearchParams(text));
}

/** Writes it readably: commas, slashes and colons need no escape there; empty values are left out. */
export function writeSearch(search: Readonly<Record<string, unknown>>): string {
  const pairs = Object.entries(search)
    .filter(([, value]) => value !== undefined && value !== null && value !== '')
    .map(([name, value]) => `${encodeURIComponent(name)}=${escapeValue(String(value))}`);
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

function escapeValue(value: string): string {
  return encodeURIComponent(value)
    .replaceAll('%2C', ',')
    .replaceAll('%2F', '/')
    .replaceAll('%3A', ':')
    .replaceAll('%7C', '|');
}

/** A list of words of a known set, in the set's own order, without what it does not hold. */
export function readWords<Word extends string>(value: unknown, known: readonly Word[]): readonly Word[] {
  if (typeof value !== 'string') return [];
  const given = new Set(value.split(','));
  return known.filter((word) => given.has(word));
}

/** A text of the address, or nothing where it is empty or too long to be meant. */
export function readText(value: unknown, lengthMax = 1024): string | undefined {
  return typeof value === 'string' && value !== '' && value.length <= lengthMax ? value : undefined;
}

/** One word of a known set. */
export function readWord<Word extends string>(value: unknown, known: readonly Word[]): Word | undefined {
  return known.find((word) => word === value);
}
