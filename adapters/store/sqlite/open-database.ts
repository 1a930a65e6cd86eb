import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Problem, ProblemError, type Result, refuse, succeed } from '@interlock/base';
import { checkDatabase } from './check-database.ts';
import type { DatabaseKind } from './database-kind.ts';
import { createDatabase, migrateDatabase } from './migrate.ts';
import { lockForProcess, type ProcessLock } from './process-lock.ts';
import { openReader, type Reader } from './reader.ts';
import { storageUnavailable } from './storage-unavailable.ts';
import { writeFaultOf } from './write-fault.ts';
import type { WriteLimits } from './write-limits.ts';
import { openWriter, type Writer } from './writer.ts';

/** A database that this process alone writes. */
export interface OpenDatabase {
  readonly writer: Writer;
  readonly reader: Reader;
  /** Writes what waits and gives everything back: thread, connections, lock. */
  close(): Promise<void>;
}

/** How a database is opened. */
export interface DatabaseOptions {
  readonly path: string;
  readonly limits?: Partial<WriteLimits>;
  /** Called at most once, when nothing can be written any more: the program has to stop. */
  readonly onFault: (fault: Problem) => void;
}

/**
 * Opens a database, making or migrating it where needed. Refuses, with nothing of it changed, what is in use by
 * another process, damaged, of another kind or from a newer version.
 */
export async function openDatabase(
  kind: DatabaseKind,
  options: DatabaseOptions,
): Promise<Result<OpenDatabase>> {
  try {
    mkdirSync(dirname(options.path), { recursive: true, mode: 0o700 });
    const lock = lockForProcess(options.path);
    return lock.ok ? await openLocked(kind, options, lock.value) : lock;
  } catch (error) {
    return refuse(openingProblemOf(options.path, error));
  }
}

/**
 * Opens a database that another process may have open at this moment: the two take turns, change by change. For one
 * short change from outside; what is absent, or of another version than this program's, is refused.
 */
export async function openDatabaseBeside(
  kind: DatabaseKind,
  options: DatabaseOptions,
): Promise<Result<OpenDatabase>> {
  try {
    const state = checkDatabase(options.path, kind);
    if (!state.ok) return state;
    if (state.value !== 'current')
      return refuse(storageUnavailable(`${options.path} is ${state.value}: start this version once`).problem);
    return succeed(await openConnections(kind, options, { release: () => undefined }));
  } catch (error) {
    return refuse(openingProblemOf(options.path, error));
  }
}

async function openLocked(
  kind: DatabaseKind,
  options: DatabaseOptions,
  lock: ProcessLock,
): Promise<Result<OpenDatabase>> {
  try {
    const state = checkDatabase(options.path, kind);
    if (!state.ok) {
      lock.release();
      return state;
    }
    if (state.value === 'absent') createDatabase(options.path, kind);
    if (state.value === 'older') migrateDatabase(options.path, kind);
    return succeed(await openConnections(kind, options, lock));
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** What the file system or SQLite refuses is a refusal; anything else is a fault of this program. */
function openingProblemOf(path: string, error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  const isRefusal = error instanceof Error && ('errno' in error || writeFaultOf(error).kind !== 'program');
  if (!isRefusal) throw error;
  return storageUnavailable(`${path}: ${error.message}`).problem;
}

async function openConnections(
  kind: DatabaseKind,
  options: DatabaseOptions,
  lock: ProcessLock,
): Promise<OpenDatabase> {
  const writer = await openWriter({ ...options, secureDelete: kind.secureDelete });
  const reader = openReader(options.path);
  const close = async () => {
    // The reader first: the last connection folds the write-ahead log into the database, and a reader can not.
    reader.close();
    await writer.close();
    lock.release();
  };
  let closed: Promise<void> | undefined;
  return {
    writer,
    reader,
    close: () => {
      closed ??= close();
      return closed;
    },
  };
}
