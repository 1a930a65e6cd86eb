import { existsSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { type Problem, problem, type Result, refuse, succeed } from '@interlock/base';
import { type DatabaseKind, newestVersion } from './database-kind.ts';

/** How a database stands before it is opened: not made yet, of an older version, or as this program wants it. */
export type DatabaseState = 'absent' | 'older' | 'current';

/** Looks at what stands in a database that is otherwise sound, and says what is wrong with it. */
export type LookInside = (database: DatabaseSync) => Problem | undefined;

/**
 * Looks at a database without changing it: is it one, is it of this kind, is it whole, can this version read it?
 * Refuses with StorageUnavailable and one line that says what stands there.
 */
export function checkDatabase(
  path: string,
  kind: DatabaseKind,
  look: LookInside = () => undefined,
): Result<DatabaseState> {
  if (!existsSync(path)) return checkAbsence(path, kind);
  try {
    // A new database gets its name only when it is whole, so an empty file is never one of ours.
    if (statSync(path).size === 0) return refuse(refusal(path, kind, 'the file is empty, so data was lost'));
    return inspect(path, kind, look);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return refuse(refusal(path, kind, `it can not be read (${message})`));
  }
}

function checkAbsence(path: string, kind: DatabaseKind): Result<DatabaseState> {
  if (!existsSync(`${path}-wal`)) return succeed('absent');
  return refuse(refusal(path, kind, 'it is missing, although its write-ahead log is there'));
}

function inspect(path: string, kind: DatabaseKind, look: LookInside): Result<DatabaseState> {
  const database = openUnchanged(path);
  try {
    const applicationId = pragma(database, 'application_id');
    if (applicationId !== kind.applicationId)
      return refuse(refusal(path, kind, 'it was made for something else'));
    const version = Number(pragma(database, 'user_version'));
    const newest = newestVersion(kind);
    if (version > newest)
      return refuse(
        refusal(path, kind, `it is of version ${version}, and this program knows versions up to ${newest}`),
      );
    const damage = pragma(database, 'quick_check(1)');
    if (damage !== 'ok') return refuse(refusal(path, kind, `it is damaged (${damage})`));
    const wrong = look(database);
    if (wrong !== undefined) return refuse(wrong);
    return succeed(version === newest ? 'current' : 'older');
  } finally {
    database.close();
  }
}

/** Opens without making a single file beside the database, where nobody left a write-ahead log to be read. */
export function openUnchanged(path: string): DatabaseSync {
  if (existsSync(`${path}-wal`)) return new DatabaseSync(path, { readOnly: true });
  return new DatabaseSync(`${pathToFileURL(path).href}?immutable=1`, { readOnly: true });
}

function pragma(database: DatabaseSync, name: string): unknown {
  return Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0];
}

function refusal(path: string, kind: DatabaseKind, why: string): Problem {
  const oneLine = why.replace(/\s+/g, ' ');
  return problem('StorageUnavailable', `${path} can not be opened as ${kind.title}: ${oneLine}.`);
}
