import type { Flag } from './tables.ts';

/** A truth value as a column holds it. */
export function flag(value: boolean): Flag {
  return value ? 1 : 0;
}

/**
 * What a JSON column holds. The text was written by this store from a value of that type, so it is not checked again.
 */
export function fromJson<T>(text: string): T {
  return JSON.parse(text) as T;
}

/** A column that may be null, as a member that may be absent. */
export function optional<K extends string, T>(name: K, value: T | null): { readonly [key in K]?: T } {
  return value === null ? {} : ({ [name]: value } as { readonly [key in K]?: T });
}

/** Sorts by UTF-16 code units, as the ports say it; databases compare texts in ways of their own. */
export function byCodeUnits<T>(...keys: readonly ((item: T) => string | number)[]): (a: T, b: T) => number {
  return (a, b) => {
    for (const key of keys) {
      if (key(a) < key(b)) return -1;
      if (key(a) > key(b)) return 1;
    }
    return 0;
  };
}

/** What two names have in common that differ in case alone. */
export function nameKey(name: string): string {
  return name.toLowerCase().normalize('NFC');
}
