import type { AuditRecord } from '@interlock/audit';
import type { Insertable } from 'kysely';
import type { CockpitTables } from '../tables.ts';

/** The row of a record: its line, and the columns by which records are found. */
export function auditRowOf(record: AuditRecord, line: string) {
  const { writer, target } = record;
  return {
    writer_role: writer.role,
    writer_id: writer.id,
    sequence: record.sequence,
    hash: record.hash,
    at_ms: record.atMs,
    category: record.category,
    outcome: record.outcome,
    account: record.actor.account,
    target_kind: target.kind,
    target_id: target.id,
    target_folder: target.folder ?? null,
    controller_id: target.controllerId ?? null,
    correlation: record.correlation ?? null,
    line,
  } satisfies Insertable<CockpitTables['audit_record']>;
}
