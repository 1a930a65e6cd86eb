import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** One durable commit for each row, on the caller's thread: the least that being durable costs in SQLite. */
export interface RawJournal {
  append(text: string): void;
  close(): void;
}

/** Opens a database whose commits are on the medium when they return, as those of `@interlock/store` are. */
export function openRawJournal(folder: string): RawJournal {
  const database = new DatabaseSync(join(folder, 'raw.db'));
  database.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    CREATE TABLE entry (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;
  `);
  const insert = database.prepare('INSERT INTO entry (text) VALUES (?)');
  return { append: (text) => void insert.run(text), close: () => database.close() };
}
