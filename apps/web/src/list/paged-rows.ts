import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { useMemo } from 'react';

/** How many rows a list reads at once where the Cockpit pages it. */
export const pageRows = 200;

/** The rows that have been read so far of a list that the Cockpit pages. */
export interface PagedRows<Row> {
  readonly rows: readonly Row[];
  /** How many there are in all. */
  readonly total: number | undefined;
  /** Whether all of them are here, so that they can be sorted here. */
  readonly isWhole: boolean;
  /** Reads on; absent where there is nothing more, or it is being read. */
  readonly onEndNear: (() => void) | undefined;
}

/** Joins the pages of a query. */
export function usePagedRows<Page extends { readonly total: number }, Row>(
  query: UseInfiniteQueryResult<InfiniteData<Page>>,
  rowsOf: (page: Page) => readonly Row[],
): PagedRows<Row> {
  const pages = query.data?.pages;
  const rows = useMemo(() => (pages ?? []).flatMap(rowsOf), [pages, rowsOf]);
  const total = pages?.at(-1)?.total;
  const { hasNextPage, isFetching, fetchNextPage } = query;
  return {
    rows,
    total,
    isWhole: total !== undefined && rows.length >= total,
    onEndNear: hasNextPage && !isFetching ? () => void fetchNextPage() : undefined,
  };
}

/** Where the next page begins; nothing after the last one, or where a page came empty. */
export function nextOffset<Page extends { readonly total: number }>(
  pages: readonly Page[],
  rowsOf: (page: Page) => readonly unknown[],
): number | undefined {
  const last = pages.at(-1);
  if (last === undefined || rowsOf(last).length === 0) return undefined;
  const read = pages.reduce((sum, page) => sum + rowsOf(page).length, 0);
  return read < last.total ? read : undefined;
}

/** Reads all rows, page by page, for an export; at most `rowsMax`. */
export async function readAllRows<Page extends { readonly total: number }, Row>(
  read: (offset: number, limit: number) => Promise<Page>,
  rowsOf: (page: Page) => readonly Row[],
  rowsMax = 100_000,
): Promise<readonly Row[]> {
  const pages: Page[] = [];
  for (let offset: number | undefined = 0; offset !== undefined && offset < rowsMax; ) {
    pages.push(await read(offset, 1_000));
    offset = nextOffset(pages, rowsOf);
  }
  return pages.flatMap(rowsOf);
}
