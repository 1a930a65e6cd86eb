import type { DatabaseKind } from '../sqlite/database-kind.ts';
import { identityAndHistory } from './migrations/0001-identity-and-history.ts';
import { settingsAndCounts } from './migrations/0002-settings-and-counts.ts';
import { apiTokens } from './migrations/0003-api-tokens.ts';
import { decisionsAndAssignments } from './migrations/0004-decisions-and-assignments.ts';

/** The Cockpit's database. */
export const cockpitDatabase: DatabaseKind = {
  title: "the Cockpit's database",
  applicationId: 0x494c4350,
  migrations: [identityAndHistory, settingsAndCounts, apiTokens, decisionsAndAssignments],
  // Join tokens and password hashes are erased from it.
  secureDelete: true,
};
