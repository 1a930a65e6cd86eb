import { readSorting, type Sorting, writeSorting } from '../address/sorting.ts';
import type { Column } from './column.ts';
import type { Density } from './virtual-list.tsx';

/** How a list is looked at: its part of the address. */
export interface ListView {
  readonly sorting: Sorting | undefined;
  readonly density: Density;
  readonly shown: readonly string[];
}

/** Reads it from the address; what is not there is as the list has it by itself. */
export function readListView<Row>(
  search: Readonly<Record<string, unknown>>,
  columns: readonly Column<Row>[],
): ListView {
  const ids = columns.map((column) => column.id);
  const given = typeof search.columns === 'string' ? search.columns.split(',') : undefined;
  const chosen = given === undefined ? [] : ids.filter((id) => given.includes(id));
  return {
    sorting: readSorting(search.sort, ids),
    density: search.density === 'compact' ? 'compact' : 'normal',
    shown:
      chosen.length > 0 ? chosen : columns.filter((column) => column.isShown !== false).map((one) => one.id),
  };
}

/** What a change of the view writes into the address. */
export function writeListView<Row>(
  change: Partial<ListView>,
  columns: readonly Column<Row>[],
): Readonly<Record<string, string | undefined>> {
  const byItself = columns.filter((column) => column.isShown !== false).map((column) => column.id);
  return {
    ...('sorting' in change ? { sort: change.sorting && writeSorting(change.sorting) } : {}),
    ...(change.density === undefined
      ? {}
      : { density: change.density === 'compact' ? 'compact' : undefined }),
    ...(change.shown === undefined
      ? {}
      : { columns: change.shown.join() === byItself.join() ? undefined : change.shown.join() }),
  };
}
