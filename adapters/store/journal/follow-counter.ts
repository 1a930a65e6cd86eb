import type { Statement } from '../sqlite/statement.ts';
import { requireGapless } from './require-gapless.ts';

/** A column of the one row of `journal` that says how far a journal reaches. */
type Counter = 'last_event_id' | 'last_audit_sequence';

/** Moves a counter over the ids; the unit is refused where it doesn't stand right before the first of them. */
export function followCounter(counter: Counter, ids: readonly number[]): readonly Statement[] {
  requireGapless(ids);
  const [first, last] = [ids[0], ids.at(-1)];
  if (first === undefined || last === undefined) return [];
  const sql = `UPDATE journal SET ${counter} = ? WHERE ${counter} = ?`;
  return [{ sql, rows: [[last, first - 1]], mustChange: 1 }];
}
