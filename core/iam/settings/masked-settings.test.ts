import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Json, unwrap } from '@interlock/base';
import fc from 'fast-check';
import { maskSettings, settingsDepthMax, unmaskSettings } from './masked-settings.ts';

const mask = '********';
const key = fc.constantFrom(
  'url',
  'password',
  'iamLdapSystemPassword',
  'clientSecret',
  'list',
  'x',
  '__proto__',
);
const settings = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4 },
    fc.string(),
    fc.integer(),
    fc.constant(null),
    fc.array(tie('json'), { maxLength: 3 }),
    fc.array(fc.tuple(key, tie('json')), { maxLength: 4 }).map((members) => Object.fromEntries(members)),
  ),
})).json;

test('what was shown can be sent back as it is, and nothing changes', () => {
  fc.assert(
    fc.property(settings, (stored) => {
      assert.deepEqual(unwrap(unmaskSettings(maskSettings(stored, mask), stored, mask)), stored);
    }),
  );
});

test('a secret below an address goes back masked like any other', () => {
  const stored = { url: { clientSecret: ' ', host: 'a' } };
  assert.deepEqual(unwrap(unmaskSettings(maskSettings(stored, mask), stored, mask)), stored);
  const moved = unmaskSettings({ url: { clientSecret: mask, host: 'b' } }, stored, mask);
  assert.match(moved.ok ? '' : moved.problem.message, /given anew/);
});

test('no text under the key of a secret is ever shown', () => {
  fc.assert(
    fc.property(settings, (stored) => {
      const shown = JSON.stringify(maskSettings(stored, mask));
      for (const [, value] of shown.matchAll(/"(?:password|iamLdapSystemPassword|clientSecret)":"([^"]*)"/g))
        assert.ok(value === mask || value === '');
    }),
  );
});

const secrets = [
  'password',
  'iamOidcTruststorePassword',
  'iamOidcClientSecret',
  'PASSPHRASE',
  'privateKey',
  'token',
];

for (const name of secrets)
  test(`${name} names a secret`, () => {
    assert.deepEqual(maskSettings({ [name]: 'x', url: 'y' }, mask), { [name]: mask, url: 'y' });
  });

test('a mask where nothing is stored is refused by its place, also one place beside', () => {
  const stored = { list: [{ password: 'a' }] };
  for (const sent of [
    { password: mask },
    { list: [{}, { password: mask }] },
    { list: { password: mask } },
    { list: [{ secret: mask }] },
  ]) {
    const refused = unmaskSettings(sent, stored, mask);
    assert.equal(!refused.ok && refused.problem.code, 'InvalidInput');
    assert.match(refused.ok ? '' : refused.problem.message, /is masked, and none is stored/);
  }
  assert.deepEqual(unwrap(unmaskSettings({ list: [{ password: mask }] }, stored, mask)), stored);
});

test('a secret is given anew where an address changes', () => {
  const stored = { ldap: { iamLdapServerUrl: 'ldaps://a', password: 'x', base: 'o=a' } };
  const sent = (more: object) => ({ ldap: { ...stored.ldap, ...more } });
  const moved = unmaskSettings(sent({ iamLdapServerUrl: 'ldaps://b', password: mask }), stored, mask);
  assert.match(moved.ok ? '' : moved.problem.message, /given anew/);
  for (const more of [
    { password: mask, base: 'o=b' },
    { iamLdapServerUrl: 'ldaps://b', password: 'y' },
  ])
    assert.equal(unmaskSettings(sent(more), stored, mask).ok, true);
});

test('a secret is changed, emptied and removed', () => {
  const stored = { password: 'old' };
  for (const sent of [{ password: 'new' }, { password: '' }, {}])
    assert.deepEqual(unwrap(unmaskSettings(sent, stored, mask)), sent);
});

test('what is nested too deep is refused', () => {
  const nested = (depth: number): Json => (depth === 0 ? 1 : { a: nested(depth - 1) });
  assert.equal(unmaskSettings(nested(settingsDepthMax), undefined, mask).ok, true);
  assert.equal(unmaskSettings(nested(settingsDepthMax + 1), undefined, mask).ok, false);
});
