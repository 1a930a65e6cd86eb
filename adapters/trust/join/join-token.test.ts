import assert from 'node:assert/strict';
import { test } from 'node:test';
import { base64url, Secret, unwrap } from '@interlock/base';
import { randomBytes } from '../digests.ts';
import { tokenProofs } from './join-proofs.ts';
import { createJoinToken, parseJoinToken } from './join-token.ts';

const nowMs = 1_800_000_000_000;
const facts = {
  role: 'agent',
  id: 'agent',
  fingerprint: 'F'.repeat(43),
  expiresAtMs: nowMs + 60_000,
} as const;
const token = createJoinToken({ ...facts, address: '127.0.0.1:4445' }, randomBytes);
const exporter = randomBytes(32);
const proofs = tokenProofs(() => nowMs);

test('a join token is one line that reads back', () => {
  const { secret, ...read } = unwrap(parseJoinToken(token));
  assert.deepEqual(read, { ...facts, address: '127.0.0.1:4445' });
  assert.equal(secret.reveal().length, 32);
  assert.match(token.reveal(), /^interlock-join-1\.[\w-]{1,1000}$/);
  const { address, ...without } = unwrap(parseJoinToken(createJoinToken(facts, randomBytes)));
  assert.equal(address, undefined);
  assert.equal(without.id, 'agent');
});

test('neither a token nor what is read of it shows its secret', () => {
  const secret = base64url(unwrap(parseJoinToken(token)).secret.reveal());
  assert.equal(JSON.stringify({ token }), '{"token":"[secret]"}');
  assert.ok(!JSON.stringify(parseJoinToken(token)).includes(secret));
});

function bent(change: (value: Record<string, unknown>) => unknown): string {
  const [prefix, part = ''] = token.reveal().split('.');
  const value = JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;
  return `${prefix}.${base64url(Buffer.from(JSON.stringify(change(value))))}`;
}

for (const [what, text] of [
  ['nothing in it', ''],
  ['no prefix', token.reveal().slice(17)],
  ['its end cut off', token.reveal().slice(0, -1)],
  ['a line break at its end', `${token.reveal()}\n`],
  ['another version', token.reveal().replace('join-1', 'join-2')],
  ['another role', bent((value) => ({ ...value, role: 'cockpit' }))],
  ['an unknown member', bent((value) => ({ ...value, admin: true }))],
  ['a short secret', bent((value) => ({ ...value, secret: 'AAAA' }))],
  ['no expiry', bent(({ expiresAtMs: _gone, ...value }) => value)],
  ['a list', bent(() => [])],
  ['null', bent(() => null)],
  ['more than 1 kB', bent((value) => ({ ...value, address: 'x'.repeat(1_000) }))],
] as const) {
  test(`a join token with ${what} is refused`, () => {
    const parsed = parseJoinToken(new Secret(text));
    assert.ok(!parsed.ok && parsed.problem.code === 'JoinRefused');
    assert.equal(proofs.verify(new Secret(text), exporter, 'dialler', 'x'), false);
  });
}

test('a proof holds for its side, its token and its connection', () => {
  const proof = proofs.prove(token, exporter, 'dialler');
  assert.match(proof, /^[\w-]{43}$/);
  assert.equal(proofs.verify(token, exporter, 'dialler', proof), true);
  assert.equal(proofs.verify(token, exporter, 'waiter', proof), false);
  assert.equal(proofs.verify(token, randomBytes(32), 'dialler', proof), false);
  assert.equal(proofs.verify(createJoinToken(facts, randomBytes), exporter, 'dialler', proof), false);
});

test('a proof made with the secret of a token, for another program, is worth nothing', () => {
  const proof = proofs.prove(token, exporter, 'dialler');
  const other = new Secret(
    bent((value) => ({
      address: value.address,
      expiresAtMs: value.expiresAtMs,
      fingerprint: value.fingerprint,
      id: 'agent2',
      role: 'agent',
      secret: value.secret,
    })),
  );
  assert.equal(parseJoinToken(other).ok, true);
  assert.equal(proofs.verify(other, exporter, 'dialler', proof), false);
});

test('a proof that is no proof is refused, whatever its length', () => {
  for (const proof of ['', 'x', 'A'.repeat(43), 'A'.repeat(10_000)])
    assert.equal(proofs.verify(token, exporter, 'dialler', proof), false);
});

test('a token that has expired proves nothing', () => {
  const proof = proofs.prove(token, exporter, 'dialler');
  assert.equal(tokenProofs(() => nowMs + 59_999).verify(token, exporter, 'dialler', proof), true);
  assert.equal(tokenProofs(() => nowMs + 60_000).verify(token, exporter, 'dialler', proof), false);
});
