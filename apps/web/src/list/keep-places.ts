/**
 * Puts rows into an order that does not jump under the eyes: those that were there keep their places, new ones come
 * to the top in the order in which they are given, and those that are gone leave no gap.
 */
export function keepPlaces<Row>(
  before: readonly string[],
  rows: readonly Row[],
  rowId: (row: Row) => string,
): readonly Row[] {
  const byId = new Map(rows.map((row) => [rowId(row), row]));
  const kept = before.flatMap((id) => {
    const row = byId.get(id);
    byId.delete(id);
    return row === undefined ? [] : [row];
  });
  return [...byId.values(), ...kept];
}
