/** A list in which one thing stands at another place; the same list where that changes nothing. */
export function moved<Id>(ids: readonly Id[], id: Id, to: number): readonly Id[] {
  const from = ids.indexOf(id);
  const place = Math.min(Math.max(to, 0), ids.length - 1);
  if (from === -1 || from === place) return ids;
  return ids.toSpliced(from, 1).toSpliced(place, 0, id);
}
