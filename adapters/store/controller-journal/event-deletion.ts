import type { Reader } from '../sqlite/reader.ts';
import type { Unit } from '../sqlite/statement.ts';
import type { Writer } from '../sqlite/writer.ts';

/** How many events one transaction deletes, so that no append waits long. */
const eventsPerStep = 10_000;

/**
 * Deletes the events that are released and that no kept snapshot needs: up to the older of two, so that the journal
 * can be read from either; none as long as there is only one.
 */
export async function deleteSpentEvents(writer: Writer, reader: Reader): Promise<void> {
  for (let left = spentEvents(reader); left > 0; left -= eventsPerStep) await writer.append(deletionStep);
}

const spentUpTo = `(SELECT min(
  journal.released_event_id,
  coalesce((SELECT event_id FROM snapshot ORDER BY event_id DESC LIMIT 1 OFFSET 1), 0)
))`;

function spentEvents(reader: Reader): number {
  const [row] = reader.query(`SELECT ${spentUpTo} - deleted_event_id AS count FROM journal`, []).rows;
  return Number(row?.count ?? 0);
}

const deletionStep: Unit = [
  {
    sql: `UPDATE journal
      SET deleted_event_id = max(deleted_event_id, min(${spentUpTo}, deleted_event_id + ${eventsPerStep}))`,
    rows: [[]],
  },
  { sql: 'DELETE FROM event WHERE id <= (SELECT deleted_event_id FROM journal)', rows: [[]] },
];
