import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { accountName } from './account-name.ts';

test('spellings of one name are one account (semantics §1.8)', () => {
  for (const spelling of ['Zoë', ' zoë ', 'ZOE\u0308', 'zoe\u0308\t']) {
    assert.deepEqual(accountName(spelling), { ok: true, value: 'zoë' });
  }
});

test('an exact comparison keeps the case', () => {
  assert.deepEqual(accountName('Root', 'exact'), { ok: true, value: 'Root' });
});

test('the canonical form of a canonical name is itself', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (input) => {
      const once = accountName(input);
      if (once.ok) assert.deepEqual(accountName(once.value), once);
    }),
  );
});

for (const [what, name] of [
  ['empty', ''],
  ['only white space', ' \t '],
  ['with a NUL', 'ro\u0000ot'],
  ['with a zero-width character', 'ro\u200bot'],
  ['with turned text', 'ro\u202eot'],
  ['with a lone surrogate', 'ro\ud800ot'],
  ['longer than allowed', 'a'.repeat(256)],
] as const) {
  test(`a name that is ${what} is refused`, () => {
    assert.equal(accountName(name).ok, false);
  });
}
