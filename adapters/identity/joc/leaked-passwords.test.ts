import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Secret } from '@interlock/base';
import { checkNewPassword } from '@interlock/iam';
import { leakedPasswords } from './leaked-passwords.ts';

const isLeaked = leakedPasswords();

test('the list is there, whole and in lower case', () => {
  for (const password of ['12345678', 'password', 'qwertyuiop', 'trustno1', 'liverpool', 'jennifer'])
    assert.equal(isLeaked(password), true, password);
  assert.equal(isLeaked('three otters file invoices'), false);
});

const refused = ['Liverpool', 'jennifer1', '!Chocolate99', 'mustang69', 'Michelle!', 'BUTTERFLY'];

for (const password of refused)
  test(`${password} is refused where eight characters suffice`, () => {
    const checked = checkNewPassword(new Secret(password), { lengthMin: 8, isLeaked });
    assert.equal(!checked.ok && checked.problem.code, 'PasswordRefused');
  });

test('eight characters of chance are accepted where they suffice', () => {
  assert.equal(checkNewPassword(new Secret('vR7mwq2z'), { lengthMin: 8, isLeaked }).ok, true);
});
