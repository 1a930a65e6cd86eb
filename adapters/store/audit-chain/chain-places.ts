import type { AuditWriter } from '@interlock/audit';
import { agentJournalDatabase } from '../agent-journal/database.ts';
import { cockpitDatabase } from '../cockpit/database.ts';
import { controllerJournalDatabase } from '../controller-journal/database.ts';
import type { DatabaseKind } from '../sqlite/database-kind.ts';

/** Where the audit chain of a program stands in its database. */
export interface ChainPlace {
  readonly kind: DatabaseKind;
  /** The rows in order, with the line of each as `line`; the Cockpit's are asked for with role and id. */
  readonly rows: string;
  /** Whose journal it is; the Cockpit's database does not say it apart from the records. */
  readonly owner?: string;
}

const journalRows = 'SELECT sequence, record AS line FROM audit_record ORDER BY sequence';

/** The place of each role's chain. */
export const chainPlaces: Readonly<Record<AuditWriter['role'], ChainPlace>> = {
  cockpit: {
    kind: cockpitDatabase,
    rows: 'SELECT * FROM audit_record WHERE writer_role = ? AND writer_id = ? ORDER BY sequence',
  },
  controller: {
    kind: controllerJournalDatabase,
    rows: journalRows,
    owner: 'SELECT controller_id AS id FROM journal',
  },
  agent: {
    kind: agentJournalDatabase,
    rows: journalRows,
    owner: 'SELECT agent_id AS id FROM journal',
  },
};
