import { chmodSync, closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { DatabaseKind } from './database-kind.ts';

/**
 * Makes a database that doesn't exist. It gets its name when it is whole and on the medium, so that a crash leaves
 * either nothing or all of it.
 */
export function createDatabase(path: string, kind: DatabaseKind): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const unfinished = `${path}.new`;
  for (const left of [unfinished, `${unfinished}-journal`]) rmSync(left, { force: true });
  closeSync(openSync(unfinished, 'wx', 0o600));
  const database = new DatabaseSync(unfinished);
  try {
    database.exec(`PRAGMA application_id = ${kind.applicationId}`);
    migrate(database, kind);
  } finally {
    database.close();
  }
  chmodSync(unfinished, 0o600);
  syncToMedium(unfinished, 'r+');
  renameSync(unfinished, path);
  if (process.platform !== 'win32') syncToMedium(dirname(path), 'r');
}

/** Brings a database to the newest version, one transaction per step; a step that fails leaves the last whole. */
export function migrateDatabase(path: string, kind: DatabaseKind): void {
  const database = new DatabaseSync(path, { timeout: 5_000 });
  try {
    migrate(database, kind);
  } finally {
    database.close();
  }
}

function migrate(database: DatabaseSync, kind: DatabaseKind): void {
  const reached = Number(Object.values(database.prepare('PRAGMA user_version').get() ?? {})[0]);
  database.exec('PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;');
  for (const { number, sql } of kind.migrations.filter((migration) => migration.number > reached)) {
    database.exec('BEGIN IMMEDIATE');
    try {
      database.exec(sql);
      database.exec(`PRAGMA user_version = ${number}`);
      database.exec('COMMIT');
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK');
      throw error;
    }
  }
}

function syncToMedium(path: string, flags: string): void {
  const file = openSync(path, flags);
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
