import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { auditKeysText, parseAuditKeys } from './audit-keys-file.ts';
import type { AuditKey } from './audit-signer.ts';

function pem(type: 'ed25519' | 'x25519', half: 'publicKey' | 'privateKey' = 'publicKey'): string {
  // The two types have the same shape, and one overload each.
  const pair = type === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('x25519');
  const format = half === 'publicKey' ? 'spki' : 'pkcs8';
  return pair[half].export({ type: format, format: 'pem' } as { type: 'spki'; format: 'pem' }).toString();
}

const key: AuditKey = { writer: { role: 'agent', id: 'north' }, publicKey: pem('ed25519') };

test('what is written is read again', () => {
  assert.deepEqual(parseAuditKeys(auditKeysText([key])), { ok: true, value: [key] });
});

const refused: readonly [what: string, text: string][] = [
  ['no JSON', 'x'],
  ['another file', '{"keys":[]}'],
  ['a bare list', JSON.stringify([key])],
  ['a private key', auditKeysText([{ ...key, publicKey: pem('ed25519', 'privateKey') }])],
  ['a key of another kind', auditKeysText([{ ...key, publicKey: pem('x25519') }])],
  ['a key that is cut', auditKeysText([{ ...key, publicKey: key.publicKey.slice(0, 60) }])],
  ['a key of nobody', auditKeysText([{ ...key, writer: { role: 'person', id: 'x' } as never }])],
  ['null in place of a key', auditKeysText([null as never])],
];
for (const [what, text] of refused) {
  test(`${what} is refused, and nothing of it is believed`, () => {
    const read = parseAuditKeys(text);
    assert.equal(read.ok, false);
  });
}
