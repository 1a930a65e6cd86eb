import assert from 'node:assert/strict';
import { test } from 'node:test';
import { metRules } from './password-rules.ts';

test('length counts characters, not bytes', () => {
  assert.ok(!metRules('🙂'.repeat(14), 'maria').length);
  assert.ok(metRules('🙂'.repeat(15), 'maria').length);
});

test('a password that is little more than the account’s name does not do', () => {
  const cases: readonly (readonly [string, boolean])[] = [
    ['', false],
    ['maria.huber1234', false],
    ['Maria.HuberMARIA.huber', false],
    ['maria.huber likes strong tea', true],
    ['correct horse battery', true],
  ];
  for (const [password, met] of cases) assert.equal(metRules(password, 'maria.huber').account, met, password);
});
