import { createPublicKey } from 'node:crypto';
import type { AuditWriter } from '@interlock/audit';
import { problem, type Result, refuse, succeed } from '@interlock/base';
import type { AuditKey } from './audit-signer.ts';

const format = 'interlock audit keys 1';

/** The text of a file of public keys: what an auditor needs, and keeps where the operators can't reach it. */
export function auditKeysText(keys: readonly AuditKey[]): string {
  return `${JSON.stringify({ format, keys }, undefined, 2)}\n`;
}

/** Reads a file of public keys; each has to be an Ed25519 key with its writer. */
export function parseAuditKeys(text: string): Result<readonly AuditKey[]> {
  const keys = keysIn(text);
  return keys === undefined
    ? refuse(problem('KeyUnusable', 'It holds no audit keys: interlock audit keys -o FILE writes them.'))
    : succeed(keys);
}

function keysIn(text: string): readonly AuditKey[] | undefined {
  try {
    const value: { readonly format?: unknown; readonly keys?: unknown } | null = JSON.parse(text);
    return value?.format === format && Array.isArray(value.keys) && value.keys.every(isKey)
      ? value.keys
      : undefined;
  } catch {
    // Not JSON, or a key that is none.
    return undefined;
  }
}

function isKey(value: Readonly<Record<string, unknown>> | null): value is AuditKey & Record<string, unknown> {
  return (
    isWriter(value?.writer) &&
    typeof value?.publicKey === 'string' &&
    // A private key would be taken too, and has no place in such a file.
    value.publicKey.startsWith('-----BEGIN PUBLIC KEY-----') &&
    createPublicKey(value.publicKey).asymmetricKeyType === 'ed25519'
  );
}

function isWriter(value: unknown): value is AuditWriter {
  if (typeof value !== 'object' || value === null) return false;
  const { role, id } = value as Readonly<Record<string, unknown>>;
  return typeof id === 'string' && (role === 'cockpit' || role === 'controller' || role === 'agent');
}
