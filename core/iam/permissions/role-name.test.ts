import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unwrap } from '@interlock/base';
import { roleName, roleNameKey } from './role-name.ts';

test('the name of a role keeps its case and loses the white space around it', () => {
  assert.equal(unwrap(roleName('  It Operator\t')), 'It Operator');
});

test('spellings that differ in case or Unicode form are one role', () => {
  const keys = ['ROOT', 'root', 'Root'].map((name) => roleNameKey(unwrap(roleName(name))));
  assert.equal(new Set(keys).size, 1);
  assert.equal(roleNameKey(unwrap(roleName('Bu\u0308ro'))), roleNameKey(unwrap(roleName('BÜRO'))));
});

test('what can be no name of a role is refused with its field', () => {
  for (const name of ['', '  ', 'a,b', 'a\u202eb', 'a\nb', '\udfff', 'x'.repeat(256)]) {
    const refused = roleName(name);
    assert.equal(!refused.ok && refused.problem.field, 'roleName', JSON.stringify(name));
  }
});
