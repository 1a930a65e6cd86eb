/**
 * Checks that ids follow each other without gap.
 *
 * @throws Error for ids that do not: the caller is wrong, and nothing may be written.
 */
export function requireGapless(ids: readonly number[]): void {
  ids.forEach((id, at) => {
    if (!Number.isSafeInteger(id) || id !== (ids[0] ?? 0) + at || id < 1)
      throw new Error(`event ids must follow each other without gap, but ${id} stands at place ${at}`);
  });
}
