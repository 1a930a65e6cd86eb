import { closeSync, existsSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { type Problem, problem, type Result, refuse, succeed } from '@interlock/base';
import { primaryCodeOf } from './write-fault.ts';

/** The right of one process to a database. */
export interface ProcessLock {
  release(): void;
}

/**
 * Takes the right to `path` for this process, or refuses at once with StorageUnavailable.
 *
 * The lock is an open transaction on a small database beside it, `<path>.lock`: a lock of the operating system,
 * which ends with the process however it ends, so that no stale lock is ever left and no pid has to be judged.
 * The file stays; its user_version names the last holder's pid, for the one line that refuses. Nothing else in the
 * process may open the file: closing it would end the lock (POSIX).
 */
export function lockForProcess(path: string): Result<ProcessLock> {
  const file = lockFileOf(path);
  closeSync(openSync(file, 'a', 0o600));
  const database = new DatabaseSync(file, { timeout: 250 });
  try {
    database.exec('BEGIN IMMEDIATE');
    database.exec(`PRAGMA user_version = ${process.pid}; COMMIT; BEGIN IMMEDIATE;`);
    return succeed({ release: () => database.close() });
  } catch (error) {
    const refusal = refusalOf(path, database, error);
    database.close();
    return refuse(refusal);
  }
}

/** Whether another process has the right to `path` now; nothing is changed by asking. */
export function checkUnlocked(path: string): Result<void> {
  if (!existsSync(lockFileOf(path))) return succeed(undefined);
  const database = new DatabaseSync(lockFileOf(path));
  try {
    database.exec('BEGIN IMMEDIATE; ROLLBACK');
    return succeed(undefined);
  } catch (error) {
    return refuse(refusalOf(path, database, error));
  } finally {
    database.close();
  }
}

function lockFileOf(path: string): string {
  return `${path}.lock`;
}

const busy = 5;

function refusalOf(path: string, database: DatabaseSync, error: unknown): Problem {
  if (primaryCodeOf(error) === busy)
    return problem('StorageUnavailable', `${path} is in use by another process (pid ${holderOf(database)}).`);
  const message = error instanceof Error ? error.message : String(error);
  return problem('StorageUnavailable', `${lockFileOf(path)} can not be locked: ${message}.`);
}

function holderOf(database: DatabaseSync): unknown {
  try {
    return Object.values(database.prepare('PRAGMA user_version').get() ?? {})[0] ?? 'unknown';
  } catch {
    // The holder is just writing its pid.
    return 'unknown';
  }
}
