import type { AuditEntry } from './audit-entry.ts';
import type { AuditRecord } from './audit-record.ts';
import type { AuditStore } from './audit-store.ts';
import { type Sealing, sealRecords } from './seal-record.ts';

/**
 * Seals entries behind the head of the writer's chain and appends them, within the transaction that the store
 * belongs to. It throws where they can't be written; the transaction, and with it the change, then fails as a whole.
 */
export async function writeAudit(
  store: AuditStore,
  entries: readonly AuditEntry[],
  sealing: Sealing,
): Promise<readonly AuditRecord[]> {
  if (entries.length === 0) return [];
  const records = sealRecords(await store.head(sealing.writer), entries, sealing);
  await store.append(records);
  return records;
}
