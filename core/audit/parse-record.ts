import { problem, type Result, refuse, succeed } from '@interlock/base';
import { type AuditCategory, auditCategories } from './audit-category.ts';
import { type AuditRecord, recordLine } from './audit-record.ts';

/** The longest line of a record, in UTF-16 code units; no sealed record comes near it. */
export const recordLineLengthMax = 1024 * 1024;

/**
 * Reads a record's line. Only the very text that {@link recordLine} gives is taken: another one of the same meaning,
 * with a doubled member or white space, may look different to another reader.
 *
 * Whether its hash and its place are right, says `verifyChain`. An action that this version does not know is read
 * all the same: an older version verifies the chain of a newer one.
 */
export function parseRecord(line: string): Result<AuditRecord> {
  if (line.length > recordLineLengthMax) return unreadable('is too long');
  try {
    const value: unknown = JSON.parse(line);
    if (!isRecord(value)) return unreadable('is no audit record of this version');
    return recordLine(value) === line ? succeed(value) : unreadable('is not in its one canonical form');
  } catch {
    // Not JSON, or JSON that has no canonical form, or nested beyond all measure.
    return unreadable('is not JSON');
  }
}

function isRecord(value: unknown): value is AuditRecord {
  return (
    isObject(value) &&
    value.version === 1 &&
    isPosition(value.sequence) &&
    Number.isSafeInteger(value.atMs) &&
    isHash(value.previous) &&
    isHash(value.hash) &&
    isText(value.action) &&
    isText(value.outcome) &&
    auditCategories.includes(value.category as AuditCategory) &&
    isObject(value.writer) &&
    isText(value.writer.role) &&
    isText(value.writer.id) &&
    isObject(value.actor) &&
    isText(value.actor.account) &&
    isObject(value.target) &&
    isText(value.target.id)
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function isPosition(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 1;
}

function isHash(value: unknown): boolean {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
}

function unreadable(what: string): Result<AuditRecord> {
  return refuse(problem('InvalidInput', `The line ${what}.`));
}
