import type { JournalAuditRecord } from '@interlock/workflow';
import type { Reader } from '../sqlite/reader.ts';
import type { Unit } from '../sqlite/statement.ts';
import { followCounter } from './follow-counter.ts';

/** Appends audit records that follow those which the journal holds. */
export function auditRecordStatements(records: readonly JournalAuditRecord[]): Unit {
  const sequences = records.map(({ sequence }) => sequence);
  const rows = records.map(({ sequence, text }) => [sequence, text]);
  return [
    ...followCounter('last_audit_sequence', sequences),
    { sql: 'INSERT INTO audit_record (sequence, record) VALUES (?, ?)', rows },
  ];
}

/** Up to `countMax` records after a sequence, in order. */
export function auditRecordsAfter(
  reader: Reader,
  sequence: number,
  countMax: number,
): readonly JournalAuditRecord[] {
  const sql = 'SELECT sequence, record FROM audit_record WHERE sequence > ? ORDER BY sequence LIMIT ?';
  const { rows } = reader.query(sql, [sequence, countMax]);
  return rows.map((row) => ({ sequence: Number(row.sequence), text: String(row.record) }));
}
