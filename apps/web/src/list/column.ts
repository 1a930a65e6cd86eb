import type { ReactNode } from 'react';

/** A column of a list. */
export interface Column<Row> {
  readonly id: string;
  readonly head: string;
  /** The least width in rem. */
  readonly width: number;
  /** Its share of the room that is left; absent: none. */
  readonly grow?: number;
  readonly cell: (row: Row) => ReactNode;
  /** Orders two rows ascending; a column without it is not sortable. */
  readonly compare?: (a: Row, b: Row) => number;
  /** Where the cell stands in a narrow window, where a row is a small card; absent: it is left out there. */
  readonly narrow?: 'title' | 'side' | 'line' | 'end';
  /** Whether it is shown until somebody chooses; default true. */
  readonly isShown?: boolean;
}

const gapRem = 0.75;
const paddingRem = 2;
const checkRem = 2.25;

/** The columns as tracks of a CSS grid, and the width in rem below which the list scrolls sideways. */
export function tracksOf(
  columns: readonly { readonly width: number; readonly grow?: number }[],
  hasChecks: boolean,
): { readonly tracks: string; readonly widthMin: number } {
  const widths = [...(hasChecks ? [{ width: checkRem }] : []), ...columns];
  const tracks = widths.map(({ width, ...more }) =>
    'grow' in more && more.grow !== undefined ? `minmax(${width}rem, ${more.grow}fr)` : `${width}rem`,
  );
  const sum = widths.reduce((total, { width }) => total + width, 0);
  return { tracks: tracks.join(' '), widthMin: sum + (widths.length - 1) * gapRem + paddingRem };
}
