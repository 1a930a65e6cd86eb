import type { IdentityRevision } from '@interlock/iam';
import type { Reader } from '../../sqlite/reader.ts';

/**
 * The revision as the triggers of the database count it. SQLite says first whether anybody has committed anything,
 * which costs no look into a table; so between two commits a question costs a microsecond.
 */
export function identityRevision(reader: Pick<Reader, 'number'>): IdentityRevision {
  const commits = reader.number('PRAGMA data_version');
  const revisions = reader.number('SELECT revision FROM identity_revision');
  let seen: number | undefined;
  let revision = 0;
  return {
    current() {
      const version = commits();
      if (version === seen) return revision;
      revision = revisions();
      // Noted after: what is committed between the two questions makes the next one look again.
      seen = version;
      return revision;
    },
  };
}
