import type { DatabaseKind } from '../sqlite/database-kind.ts';
import { eventsAndSnapshots } from './migrations/0001-events-and-snapshots.ts';

/** The database of a Controller. */
export const controllerJournalDatabase: DatabaseKind = {
  title: 'the journal of a Controller',
  applicationId: 0x494c4354,
  migrations: [eventsAndSnapshots],
  secureDelete: false,
};
