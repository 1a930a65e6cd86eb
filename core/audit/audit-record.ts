import { canonicalJson, hex, printableJson, type Sha256 } from '@interlock/base';
import type { AuditCategory } from './audit-category.ts';
import type { AuditEntry } from './audit-entry.ts';
import type { AuditWriter } from './audit-writer.ts';

/** An entry in its place in the chain of its writer (semantics §6.1). */
export interface AuditRecord extends AuditEntry {
  readonly version: 1;
  readonly writer: AuditWriter;
  /** Counted from 1, without gap. */
  readonly sequence: number;
  /** The hash of the record before, or {@link noHash}. */
  readonly previous: string;
  /** When it was sealed, by the writer's clock. */
  readonly atMs: number;
  readonly category: AuditCategory;
  /** SHA-256, in lower-case hexadecimal, of the canonical JSON of all the other members. */
  readonly hash: string;
}

/** The newest record of a chain. */
export interface ChainHead {
  readonly sequence: number;
  readonly hash: string;
}

/** What stands in place of a hash before the first record. */
export const noHash = '0'.repeat(64);

/** The hash of a record, whatever it says of itself. */
export function hashOfRecord(record: AuditRecord, sha256: Sha256): string {
  const { hash: _said, ...rest } = record;
  return hex(sha256(canonicalJson(rest)));
}

/**
 * The one line that stands for a record, in the store and in an export: its canonical JSON, in which everything
 * that a viewer would obey in place of showing it is escaped.
 */
export function recordLine(record: AuditRecord): string {
  return printableJson(canonicalJson(record));
}
