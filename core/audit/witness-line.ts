import { canonicalJson, problem, type Result, refuse, succeed } from '@interlock/base';
import type { AuditWriter } from './audit-writer.ts';
import type { SignedStatement, WitnessStatement } from './checkpoint.ts';

const witnessLineLengthMax = 4_096;

/** The line of a signed statement in the witness file. */
export function witnessLine(signed: SignedStatement): string {
  return canonicalJson(signed);
}

/** Reads a line of the witness file; only the very text that {@link witnessLine} gives is taken. */
export function parseWitnessLine(line: string): Result<SignedStatement> {
  const signed = line.length > witnessLineLengthMax ? undefined : signedOf(line);
  if (signed !== undefined) return succeed(signed);
  return refuse(problem('InvalidInput', 'The line is no signed statement of a witness.'));
}

function signedOf(line: string): SignedStatement | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isSigned(value) && witnessLine(value) === line ? value : undefined;
  } catch {
    // Not JSON, or JSON that has no canonical form.
    return undefined;
  }
}

function isSigned(value: unknown): value is SignedStatement {
  return (
    isObject(value) &&
    isText(value.keyId) &&
    isText(value.signature) &&
    Object.keys(value).length === 3 &&
    isStatement(value.statement)
  );
}

function isStatement(value: unknown): value is WitnessStatement {
  if (!isObject(value) || Object.keys(value).length !== 6) return false;
  const isOfKind =
    (value.kind === 'checkpoint' && isCount(value.count)) ||
    (value.kind === 'seenHead' && isWriter(value.by));
  return (
    isOfKind &&
    isWriter(value.writer) &&
    isCount(value.sequence) &&
    Number.isSafeInteger(value.atMs) &&
    isText(value.hash) &&
    /^[0-9a-f]{64}$/.test(value.hash)
  );
}

function isWriter(value: unknown): value is AuditWriter {
  return (
    isObject(value) &&
    Object.keys(value).length === 2 &&
    isText(value.id) &&
    (value.role === 'cockpit' || value.role === 'controller' || value.role === 'agent')
  );
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 1;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
