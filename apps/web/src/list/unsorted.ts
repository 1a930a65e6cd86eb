import type { Column } from './column.ts';

/** The columns without their orders: of a list that is not here as a whole, a part would be sorted. */
export function unsorted<Row>(columns: readonly Column<Row>[]): readonly Column<Row>[] {
  return columns.map(({ compare: _, ...column }) => column);
}
