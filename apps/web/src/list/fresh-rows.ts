import { useEffect, useRef, useState } from 'react';

/** The rows that came since the list was first there: they fade in once. */
export function useFreshRows<Row>(
  rows: readonly Row[],
  rowId: (row: Row) => string,
  isLoading: boolean,
): ReadonlySet<string> {
  const known = useRef<Set<string>>(undefined);
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    if (isLoading) {
      known.current = undefined;
      return;
    }
    const before = known.current;
    known.current = new Set(rows.map(rowId));
    if (before === undefined) return;
    const came = [...known.current].filter((id) => !before.has(id));
    // Many at once are another list, not news.
    if (came.length > 0 && came.length <= 50) setFresh(new Set(came));
  }, [rows, rowId, isLoading]);
  return fresh;
}
