import type { Sorting } from '../address/sorting.ts';

/** What sorting needs of a column. */
export interface Comparable<Row> {
  readonly id: string;
  readonly compare?: (a: Row, b: Row) => number;
}

/** The rows in the order of a column; equal ones stay as they stood, whichever way it goes. */
export function sortRows<Row>(
  rows: readonly Row[],
  columns: readonly Comparable<Row>[],
  sorting: Sorting | undefined,
): readonly Row[] {
  const compare = columns.find((column) => column.id === sorting?.column)?.compare;
  if (compare === undefined) return rows;
  return rows.toSorted(sorting?.descending ? (a, b) => compare(b, a) : compare);
}
