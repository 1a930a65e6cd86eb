import { useNavigate, useSearch } from '@tanstack/react-router';
import type { Search } from '../address/search-text.ts';
import type { Sorting } from '../address/sorting.ts';
import type { Column } from './column.ts';
import { readListView, writeListView } from './list-view.ts';
import type { Density } from './virtual-list.tsx';

/** What the address says about a list, and how it is changed. */
export interface ListAddress {
  readonly search: Search;
  readonly sorting: Sorting | undefined;
  readonly density: Density;
  readonly shown: readonly string[];
  /** Writes into the address; undefined takes out. */
  readonly put: (change: Readonly<Record<string, string | undefined>>) => void;
  readonly onSort: (sorting: Sorting | undefined) => void;
  readonly onDensity: (density: Density) => void;
  readonly onColumns: (shown: readonly string[]) => void;
}

/** The state of a list as the address of the page holds it. */
export function useListAddress<Row>(columns: readonly Column<Row>[], sorting?: Sorting): ListAddress {
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const view = readListView(search, columns);
  const put = (change: Readonly<Record<string, string | undefined>>) =>
    void navigate({
      to: '.',
      search: (before: object) => ({ ...before, ...change }) as never,
      replace: true,
    });
  return {
    search,
    put,
    ...view,
    sorting: view.sorting ?? sorting,
    onSort: (next) => put(writeListView({ sorting: next }, columns)),
    onDensity: (density) => put(writeListView({ density }, columns)),
    onColumns: (shown) => put(writeListView({ shown }, columns)),
  };
}
