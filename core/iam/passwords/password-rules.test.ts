import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Secret } from '@interlock/base';
import fc from 'fast-check';
import { named } from '../../../testing/conformance/iam-samples.ts';
import { checkNewPassword, passwordDefaults, passwordDemands, preparePassword } from './password-rules.ts';
import { utf8Length } from './utf8-length.ts';

const ada = named('ada.lovelace@example.org');
const demands = { account: ada, lengthMin: passwordDefaults.lengthMin, isLeaked: () => false };

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
  ['the account name and digits', 'ada.lovelace20262027', /account name/],
  ['the account name among signs', '!!!!ada.lovelace!!!!!', /account name/],
  ['the account name without its dot', 'adalovelace-12345', /account name/],
  ['the account name without its dot, backwards', '12345-ecalevolada', /account name/],
  ['the address with little around it', 'Ada.Lovelace@Example.org!1', /account name/],
  ['one character over and over', 'aaaaaaaaaaaaaaaaaaaa', /same few/],
  ['three characters over and over', 'abcabcabcabcabcabc', /same few/],
  ['a block over and over', 'hd7khd7khd7khd7khd', /same few/],
  ['a word over and over', 'jennifer jennifer', /same few words/],
  ['a word over and over with signs', 'Otterpond-otterpond!', /same few words/],
  ['a phrase that is long enough, twice', 'otters file invoices otters file invoices', undefined],
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
    const checked = checkNewPassword(new Secret(password), demands);
    assert.equal(checked.ok, refusal === undefined, checked.ok ? '' : checked.problem.message);
    if (checked.ok || refusal === undefined) return;
    assert.match(checked.problem.message, refusal);
    assert.equal(checked.problem.code, 'PasswordRefused');
    assert.equal(checked.problem.field, 'password');
  });

const leaked: readonly [password: string, isRefused: boolean][] = [
  ['Marigold', true],
  ['marigold', true],
  ['marigold!7', true],
  ['2024marigold', true],
  ['12345marigold', false],
  ['marigoldtrain', false],
];

for (const [password, isRefused] of leaked)
  test(`with marigold in the list, ${password} is ${isRefused ? 'refused' : 'accepted'}`, () => {
    const rules = { account: ada, lengthMin: 8, isLeaked: (folded: string) => folded === 'marigold' };
    const checked = checkNewPassword(new Secret(password), rules);
    assert.equal(checked.ok, !isRefused);
    if (!checked.ok) assert.match(checked.problem.message, /tried first/);
  });

test('a second factor that is always asked halves what is demanded', () => {
  const isLeaked = () => false;
  assert.equal(passwordDemands(passwordDefaults, 'singleFactor', isLeaked).lengthMin, 15);
  assert.equal(passwordDemands(passwordDefaults, 'twoFactor', isLeaked).lengthMin, 8);
});

test('a password that is nobody’s yet is held against all other rules', () => {
  const nobodys = { lengthMin: 15, isLeaked: () => false };
  assert.equal(checkNewPassword(new Secret('tiger juice row'), nobodys).ok, true);
  assert.equal(checkNewPassword(new Secret('passwordpassword'), nobodys).ok, false);
});

test('the least length can be set', () => {
  const rules = { ...demands, lengthMin: 8 };
  assert.equal(checkNewPassword(new Secret('vR7mwq2z'), rules).ok, true);
  assert.equal(checkNewPassword(new Secret('vR7mwq2'), rules).ok, false);
});

test('no refusal shows the password', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 4, maxLength: 14 }), (text) => {
      const password = `§${text}§`;
      const checked = checkNewPassword(new Secret(password), demands);
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
      assert.equal(checkNewPassword(new Secret(password), demands).ok, true, password);
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
