import { type AuditRecord, auditLogFields } from '@interlock/audit';
import type { Log, Transactor } from '@interlock/base';
import type { WithAudit } from './cockpit-audit.ts';

/**
 * A store that says each audit record in a log as well, once its change is durable: what is undone is not said. The
 * chain is the truth; the log is for those who read files, and nobody decides by it.
 */
export function withAuditLines<Stores extends WithAudit, T extends Transactor<Stores>>(
  store: T,
  log: Log,
): T {
  return {
    ...store,
    async change<V>(work: (stores: Stores) => Promise<V>): Promise<V> {
      const appended: AuditRecord[] = [];
      const value = await store.change((stores) => work(noting(stores, appended)));
      for (const record of appended) log.info(record.action, auditLogFields(record));
      return value;
    },
  };
}

function noting<Stores extends WithAudit>(stores: Stores, appended: AuditRecord[]): Stores {
  const { audit } = stores;
  return {
    ...stores,
    audit: {
      ...audit,
      append: async (records: readonly AuditRecord[]) => {
        await audit.append(records);
        appended.push(...records);
      },
    },
  };
}
