import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { QueryAnswer, SqlValue } from './statement.ts';
import { MediumFault } from './write-fault.ts';

/** Milliseconds for which SQLite waits for another connection's lock before it answers that it is busy. */
const busyTimeoutMs = 5_000;

/** After a checkpoint the write-ahead log is cut to this many bytes, so that one large write doesn't stay for ever. */
const walBytesKept = 64 * 1024 * 1024;

/** The most statements that a connection keeps prepared. */
const preparedMax = 256;

/** Opens the connection that writes: every COMMIT is on the medium when it returns. */
export function openForWriting(path: string, options: { readonly secureDelete: boolean }): DatabaseSync {
  const database = new DatabaseSync(path, { ...strictOptions, timeout: busyTimeoutMs });
  database.exec('PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;');
  const mode = Object.values(database.prepare('PRAGMA journal_mode = WAL').get() ?? {})[0];
  if (mode !== 'wal') {
    database.close();
    throw new MediumFault('its file system can not hold a write-ahead log');
  }
  // fullfsync: without it, macOS leaves in the disk's own cache what it said was written.
  database.exec(`
    PRAGMA synchronous = FULL;
    PRAGMA fullfsync = ON;
    PRAGMA checkpoint_fullfsync = ON;
    PRAGMA journal_size_limit = ${walBytesKept};
    PRAGMA secure_delete = ${options.secureDelete ? 'ON' : 'OFF'};
  `);
  return database;
}

/** Opens a connection that can not write. It sees what was committed before each of its statements. */
export function openForReading(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { ...strictOptions, readOnly: true, timeout: busyTimeoutMs });
  database.exec('PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA query_only = ON;');
  return database;
}

const strictOptions = {
  enableForeignKeyConstraints: true,
  enableDoubleQuotedStringLiterals: false,
  allowExtension: false,
  defensive: true,
} as const;

/** Prepares statements and keeps the ones used last. */
export function statementCache(database: DatabaseSync): (sql: string) => StatementSync {
  const prepared = new Map<string, StatementSync>();
  return (sql) => {
    const statement = prepared.get(sql) ?? database.prepare(sql);
    prepared.delete(sql);
    prepared.set(sql, statement);
    if (prepared.size > preparedMax) prepared.delete(prepared.keys().next().value ?? '');
    return statement;
  };
}

/** Runs a statement, whichever sort it is. Only a statement that names columns answers rows. */
export function runStatement(statement: StatementSync, parameters: readonly SqlValue[]): QueryAnswer {
  // Parameters are spread: node:sqlite takes an array for a set of named parameters.
  if (statement.columns().length > 0) {
    const rows = statement.all(...parameters) as Record<string, SqlValue>[];
    // Rows come without prototype, which deepStrictEqual and some libraries take amiss.
    return { rows: rows.map((row) => ({ ...row })), changes: 0 };
  }
  return { rows: [], changes: Number(statement.run(...parameters).changes) };
}
