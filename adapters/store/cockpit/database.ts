import type { DatabaseKind } from '../sqlite/database-kind.ts';
import { identityAndHistory } from './migrations/0001-identity-and-history.ts';

/** The Cockpit's database. */
export const cockpitDatabase: DatabaseKind = {
  title: "the Cockpit's database",
  applicationId: 0x494c4350,
  migrations: [identityAndHistory],
  // Join tokens and password hashes are erased from it.
  secureDelete: true,
};
