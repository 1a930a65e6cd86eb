import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { named } from '../../../testing/conformance/iam-samples.ts';
import { oneTimePassword } from './one-time-password.ts';
import { checkNewPassword } from './password-rules.ts';

test('a printed password has 25 characters of 32, in readable groups, and meets the rules', () => {
  for (let count = 0; count < 200; count++) {
    const password = oneTimePassword(randomBytes);
    assert.match(password.reveal(), /^([a-hjkmnp-z2-9+]{5}-){4}[a-hjkmnp-z2-9+]{5}$/);
    assert.equal(
      checkNewPassword(password, { account: named('root'), lengthMin: 15, isLeaked: () => false }).ok,
      true,
    );
  }
});

test('every byte of chance shows, and no character is favoured', () => {
  const seen = new Map<string, number>();
  for (let byte = 0; byte < 256; byte++) {
    const first = oneTimePassword((count) => new Uint8Array(count).fill(byte))
      .reveal()
      .charAt(0);
    seen.set(first, (seen.get(first) ?? 0) + 1);
  }
  assert.equal(seen.size, 32);
  assert.deepEqual(new Set(seen.values()), new Set([8]));
});

test('a source that gives too little is a fault, not a weak password', () => {
  assert.throws(() => oneTimePassword(() => new Uint8Array(3)), TypeError);
});
