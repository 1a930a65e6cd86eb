import type { Sha256 } from '@interlock/base';
import type { AuditEntry } from './audit-entry.ts';
import { auditEvents } from './audit-events.ts';
import { type AuditRecord, type ChainHead, hashOfRecord, noHash } from './audit-record.ts';
import type { AuditWriter } from './audit-writer.ts';
import { boundedEntry } from './bounded-entry.ts';

/** Who seals, when, and with what. */
export interface Sealing {
  readonly writer: AuditWriter;
  readonly nowMs: number;
  readonly sha256: Sha256;
}

/**
 * Puts an entry behind the newest record of a chain. Its values are cut to their bounds.
 *
 * @param head undefined where the chain is empty.
 */
export function sealRecord(head: ChainHead | undefined, entry: AuditEntry, sealing: Sealing): AuditRecord {
  const unsealed: AuditRecord = {
    ...boundedEntry(entry),
    version: 1,
    writer: { role: sealing.writer.role, id: sealing.writer.id },
    sequence: (head?.sequence ?? 0) + 1,
    previous: head?.hash ?? noHash,
    atMs: sealing.nowMs,
    category: auditEvents[entry.action].category,
    hash: '',
  };
  return { ...unsealed, hash: hashOfRecord(unsealed, sealing.sha256) };
}

/** Puts several entries behind each other. */
export function sealRecords(
  head: ChainHead | undefined,
  entries: readonly AuditEntry[],
  sealing: Sealing,
): readonly AuditRecord[] {
  let last = head;
  return entries.map((entry) => {
    const record = sealRecord(last, entry, sealing);
    last = record;
    return record;
  });
}
