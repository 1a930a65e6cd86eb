/** By which column a list is sorted, and which way. */
export interface Sorting {
  readonly column: string;
  readonly descending: boolean;
}

/** Reads `-started`: by the column `started`, descending. */
export function readSorting(value: unknown, columns: readonly string[]): Sorting | undefined {
  if (typeof value !== 'string') return undefined;
  const descending = value.startsWith('-');
  const column = descending ? value.slice(1) : value;
  return columns.includes(column) ? { column, descending } : undefined;
}

/** Writes it as it stands in the address. */
export function writeSorting(sorting: Sorting): string {
  return `${sorting.descending ? '-' : ''}${sorting.column}`;
}

/** What a click on a column's head makes of it: descending, ascending, and no sorting of one's own again. */
export function nextSorting(current: Sorting | undefined, column: string): Sorting | undefined {
  if (current?.column !== column) return { column, descending: true };
  return current.descending ? { column, descending: false } : undefined;
}
