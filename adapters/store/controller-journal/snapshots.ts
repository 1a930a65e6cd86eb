import { createHash } from 'node:crypto';
import type { ControllerSnapshot } from '@interlock/workflow';
import type { Reader } from '../sqlite/reader.ts';
import type { Unit } from '../sqlite/statement.ts';

/**
 * Stores a snapshot and keeps the one before it, in case this one can't be read one day. A snapshot of events that
 * the journal doesn't hold is refused.
 */
export function snapshotUnit(snapshot: ControllerSnapshot): Unit {
  const state = JSON.stringify(snapshot);
  const { eventId } = snapshot;
  return [
    {
      sql: `INSERT INTO snapshot (event_id, digest, state)
        SELECT ?, ?, ? FROM journal WHERE last_event_id >= ?
          AND NOT EXISTS (SELECT 1 FROM snapshot WHERE event_id > ?)
        ON CONFLICT DO UPDATE SET digest = excluded.digest, state = excluded.state`,
      rows: [[eventId, digestOf(state), state, eventId, eventId]],
      mustChange: 1,
    },
    {
      sql: 'DELETE FROM snapshot WHERE event_id NOT IN (SELECT event_id FROM snapshot ORDER BY event_id DESC LIMIT 2)',
      rows: [[]],
    },
  ];
}

/** The newest snapshot whose bytes are those that were stored. */
export function newestSnapshot(reader: Reader): unknown {
  const { rows } = reader.query('SELECT digest, state FROM snapshot ORDER BY event_id DESC', []);
  const whole = rows.find(({ digest, state }) => digestOf(String(state)) === digest);
  if (whole !== undefined) return JSON.parse(String(whole.state));
  if (rows.length > 0) throw new Error('no snapshot of the journal is as it was stored');
  return undefined;
}

function digestOf(state: string): string {
  return createHash('sha256').update(state).digest('hex');
}
