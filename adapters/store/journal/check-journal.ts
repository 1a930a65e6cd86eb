import type { Result } from '@interlock/base';
import { checkDatabase, type DatabaseState } from '../sqlite/check-database.ts';
import type { DatabaseKind } from '../sqlite/database-kind.ts';
import { checkUnlocked } from '../sqlite/process-lock.ts';
import { foreignJournal } from './foreign-journal.ts';

/** The program that wants to open a journal, and the column that names whose it is. */
interface Opener {
  readonly role: 'Agent' | 'Controller';
  readonly id: string;
  readonly column: 'agent_id' | 'controller_id';
}

/** Looks at a journal without changing it: is it free, sound, and of this program (semantics §4.8)? */
export function checkJournal(path: string, kind: DatabaseKind, opener: Opener): Result<DatabaseState> {
  const free = checkUnlocked(path);
  if (!free.ok) return free;
  return checkDatabase(path, kind, (database) => {
    const owner = database.prepare(`SELECT ${opener.column} AS id FROM journal`).get()?.id;
    return owner === undefined || owner === opener.id
      ? undefined
      : foreignJournal(path, opener.role, String(owner), opener.id);
  });
}
