import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { base64url, fromBase64url, hex } from './base64url.ts';

test('base64url and hex agree with Node for all bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
      assert.equal(base64url(bytes), Buffer.from(bytes).toString('base64url'));
      assert.equal(hex(bytes), Buffer.from(bytes).toString('hex'));
    }),
  );
});

test('bytes read back from their text, and no second text reads as the same bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      assert.deepEqual(fromBase64url(base64url(bytes)), bytes);
    }),
  );
  for (const other of ['A', 'AB', 'AAB', 'AA==', 'A A', 'AA\n', 'A+', 'A/', 'Ä', '🙂🙂'])
    assert.equal(fromBase64url(other), undefined, other);
});
