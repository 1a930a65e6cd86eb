import type { Result } from '@interlock/base';
import { checkJournal } from '../journal/check-journal.ts';
import type { DatabaseState } from '../sqlite/check-database.ts';
import { controllerJournalDatabase } from './database.ts';

/** Looks at the journal of a Controller without changing it. Refuses what {@link openControllerJournal} would refuse. */
export function checkControllerJournal(path: string, controllerId: string): Result<DatabaseState> {
  const owner = { role: 'Controller', id: controllerId, column: 'controller_id' } as const;
  return checkJournal(path, controllerJournalDatabase, owner);
}
