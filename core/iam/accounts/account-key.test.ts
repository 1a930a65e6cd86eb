import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unwrap } from '@interlock/base';
import fc from 'fast-check';
import { identityServiceId } from '../identity-services/identity-service-id.ts';
import { type AccountKey, accountKey, serviceOfKey, subjectOfKey } from './account-key.ts';

const anyId = fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/).map((id) => unwrap(identityServiceId(id)));

test('a key gives its service and subject back, whatever the subject holds', () => {
  fc.assert(
    fc.property(anyId, fc.string({ minLength: 1 }), (id, subject) => {
      const key = accountKey(id, subject);
      assert.deepEqual([serviceOfKey(key), subjectOfKey(key)], [id, subject]);
    }),
  );
});

test('no two accounts share a key', () => {
  fc.assert(
    fc.property(anyId, anyId, fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (a, b, s, t) => {
      assert.equal(accountKey(a, s) === accountKey(b, t), a === b && s === t);
    }),
  );
});

test('what is no key or no id is refused', () => {
  assert.throws(() => serviceOfKey('no key' as AccountKey), TypeError);
  assert.throws(() => accountKey(unwrap(identityServiceId('a')), ''), TypeError);
  for (const id of ['', 'a/b', 'a b', '../x', 'x'.repeat(65)]) assert.equal(identityServiceId(id).ok, false);
});
