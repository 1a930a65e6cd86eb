import { useMemo, useRef } from 'react';
import { keepPlaces } from './keep-places.ts';

/** The sorted rows; what changes in place does not move them until `view` changes: another sorting, another filter. */
export function useSteadyRows<Row>(
  sorted: readonly Row[],
  rowId: (row: Row) => string,
  view: string,
): readonly Row[] {
  const places = useRef<{ readonly view: string; readonly ids: readonly string[] }>({ view: '', ids: [] });
  return useMemo(() => {
    const { view: seen, ids } = places.current;
    const rows = seen === view && ids.length > 0 ? keepPlaces(ids, sorted, rowId) : sorted;
    places.current = { view, ids: rows.map(rowId) };
    return rows;
  }, [sorted, rowId, view]);
}
