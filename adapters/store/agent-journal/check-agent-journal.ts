import type { Result } from '@interlock/base';
import { checkJournal } from '../journal/check-journal.ts';
import type { DatabaseState } from '../sqlite/check-database.ts';
import { agentJournalDatabase } from './database.ts';

/** Looks at the journal of an Agent without changing it. Refuses what {@link openAgentJournal} would refuse. */
export function checkAgentJournal(path: string, agentId: string): Result<DatabaseState> {
  return checkJournal(path, agentJournalDatabase, { role: 'Agent', id: agentId, column: 'agent_id' });
}
