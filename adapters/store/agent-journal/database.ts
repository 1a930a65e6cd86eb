import type { DatabaseKind } from '../sqlite/database-kind.ts';
import { eventsAndSteps } from './migrations/0001-events-and-steps.ts';

/** The database of an Agent. */
export const agentJournalDatabase: DatabaseKind = {
  title: 'the journal of an Agent',
  applicationId: 0x494c4147,
  migrations: [eventsAndSteps],
  secureDelete: false,
};
