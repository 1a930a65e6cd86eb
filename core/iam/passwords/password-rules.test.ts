import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Secret } from '@interlock/base';
import fc from 'fast-check';
import { named } from '../../../testing/conformance/iam-samples.ts';
import { checkNewPassword, passwordDefaults, preparePassword } from './password-rules.ts';
import { utf8Length } from './utf8-length.ts';

const ada = named('ada.lovelace@example.org');

const cases: readonly [what: string, password: string, refusal: RegExp | undefined][] = [
  ['fifteen characters suffice', 'tiger juice row', undefined],
  ['fourteen do not', 'tiger juice ro', /fewer than 15/],
  ['an empty one is refused', '', /empty/],
  ['no upper case, digit or sign is demanded', 'purple elephants drink slowly', undefined],
  ['spaces and any script are welcome', 'Käse über dem Fluß', undefined],
  ['characters count, not bytes or code units', '🦊🐻🐼🐨🐯🦁🐮🐷🐸🐵🐔🐧🐦🐤', /fewer than 15/],
  ['fifteen pictures suffice', '🦊🐻🐼🐨🐯🦁🐮🐷🐸🐵🐔🐧🐦🐤🦆', undefined],
  ['more than 64 characters are welcome', 'seventeen wild geese '.repeat(10), undefined],
  ['1 024 bytes are welcome', `${'seventeen wild '.repeat(68)}goos`, undefined],
  ['one byte more is refused', `${'seventeen wild '.repeat(68)}goose`, /longer than 1024 bytes/],
  ['a lone surrogate is refused', `${'seventeen wild '}\ud800geese`, /broken/],
  ['the account name with a little around it', 'ada.lovelace12345', /account name/],
  ['the account name backwards', 'ecalevol.ada!!!!', /account name/],
  ['the account name in capitals, twice', 'ADA.LOVELACEada.lovelace', /account name/],
  ['the account name inside a real passphrase', 'ada.lovelace walks seven miles', undefined],
  ['one character over and over', 'aaaaaaaaaaaaaaaaaaaa', /same few/],
  ['three characters over and over', 'abcabcabcabcabcabc', /same few/],
  ['a block over and over', 'hd7khd7khd7khd7khd', /same few/],
  ['counting up', 'abcdefghijklmnopqrst', /same few/],
  ['a common word twice', 'passwordpassword', /tried first/],
  ['a common word with a year', 'Password2026!!!', /tried first/],
  ['with exchanged letters', 'P@ssw0rdP@ssw0rd', /tried first/],
  ['rows of the keyboard', 'qwertyuiopasdfghjkl', /tried first/],
  ['the product and its default', 'interlock-admin-2026', /tried first/],
  ['a season and a year', 'Summer2026Summer2026', /tried first|same few/],
  ['a phrase that everybody quotes', 'correct horse battery staple', /tried first/],
];

for (const [what, password, refusal] of cases)
  test(`${what}: ${refusal === undefined ? 'accepted' : 'refused'}`, () => {
    const checked = checkNewPassword(new Secret(password), ada);
    assert.equal(checked.ok, refusal === undefined, checked.ok ? '' : checked.problem.message);
    if (checked.ok || refusal === undefined) return;
    assert.match(checked.problem.message, refusal);
    assert.equal(checked.problem.code, 'PasswordRefused');
    assert.equal(checked.problem.field, 'password');
  });

test('the least length can be set', () => {
  const rules = { ...passwordDefaults, lengthMin: 8 };
  assert.equal(checkNewPassword(new Secret('vR7mwq2z'), ada, rules).ok, true);
  assert.equal(checkNewPassword(new Secret('vR7mwq2'), ada, rules).ok, false);
});

test('no refusal shows the password', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 4, maxLength: 14 }), (text) => {
      const password = `§${text}§`;
      const checked = checkNewPassword(new Secret(password), ada);
      assert.ok(!JSON.stringify(checked).includes(password));
    }),
  );
});

test('chance is refused by length alone', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 16, maxLength: 40 }), (bytes) => {
      const password = Array.from(bytes, (byte) => 'bdfhjkmpqvwxz2469BDFHJKMPQVWXZ'.charAt(byte % 30)).join(
        '',
      );
      if (new Set(password).size < 6) return;
      assert.equal(checkNewPassword(new Secret(password), ada).ok, true, password);
    }),
  );
});

test('every Unicode form of a password is prepared to the same', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), (text) => {
      const forms = [text, text.normalize('NFD'), text.normalize('NFC')].map((form) =>
        preparePassword(new Secret(form))?.reveal(),
      );
      assert.equal(new Set(forms).size, 1);
    }),
  );
});

test('lengths in UTF-8 are those of Node', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      assert.equal(utf8Length(text), Buffer.byteLength(text, 'utf8'));
    }),
  );
});
