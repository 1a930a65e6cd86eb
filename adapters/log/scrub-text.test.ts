import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { scrubText } from './scrub-text.ts';

test('a token of a session or a program is told by its beginning, wherever it stands', () => {
  // All kinds of such values are written alike: `il`, a letter, and 32 random bytes.
  for (const kind of 'abcdefghijklmnopqrstuvwxyz') {
    const random = randomBytes(32).toString('base64url');
    const value = `il${kind}_${random}`;
    for (const text of [value, `/joc/api/touch?x=${value}`, `sent ${value}, refused`, `["${value}"]`])
      assert.ok(!scrubText(text).includes(random), text);
  }
});
