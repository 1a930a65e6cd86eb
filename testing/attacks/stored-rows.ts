import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** What stands in the Cockpit's database by itself, whether anything was changed or not. */
const unsteady: ReadonlySet<string> = new Set([
  'audit_record',
  'login',
  'session',
  'throttle_counter',
  'mirror',
  'history_cursor',
]);

/**
 * What is stored of all that people change: for each table of the Cockpit the hash of its rows, how many changes its
 * audit chain tells, and the last event of Controller and Agent. Equal before and after: nothing was stored.
 */
export function storedRows(dataFolder: string): Readonly<Record<string, string | number>> {
  return {
    ...inDatabase(join(dataFolder, 'cockpit/cockpit.db'), cockpitRows),
    controllerEvents: inDatabase(join(dataFolder, 'controller/journal.db'), lastEventId),
    agentEvents: inDatabase(join(dataFolder, 'agent/journal.db'), lastEventId),
  };
}

function inDatabase<T>(file: string, read: (database: DatabaseSync) => T): T {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    return read(database);
  } finally {
    database.close();
  }
}

function cockpitRows(database: DatabaseSync): Readonly<Record<string, string | number>> {
  const listed =
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name";
  const names = database.prepare(listed).all();
  const tables = names.map(({ name }) => String(name)).filter((name) => !unsteady.has(name));
  const changes = "SELECT count(*) AS n FROM audit_record WHERE outcome = 'succeeded'";
  return {
    ...Object.fromEntries(tables.map((table) => [table, rowsOf(database, table)])),
    changesInTheAuditChain: Number(database.prepare(changes).get()?.n),
  };
}

function rowsOf(database: DatabaseSync, table: string): string {
  const rows = database.prepare(`SELECT * FROM "${table}"`).all();
  const text = rows.map((row) => JSON.stringify(row)).sort();
  return `${rows.length} ${createHash('sha256').update(text.join('\n')).digest('hex')}`;
}

function lastEventId(database: DatabaseSync): number {
  return Number(database.prepare('SELECT last_event_id FROM journal').get()?.last_event_id);
}
