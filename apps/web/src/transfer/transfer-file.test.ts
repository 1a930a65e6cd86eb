import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileName, readContent } from './transfer-file.ts';

test('a file that is no JSON or no export is told before it is sent', () => {
  for (const text of ['', '{', 'roles']) assert.deepEqual(readContent(text), { fault: 'notJson' });
  for (const text of ['null', '7', '[]', '{}', '{"format":"other"}'])
    assert.deepEqual(readContent(text), { fault: 'notOurs' });
});

test('an export is read as it is', () => {
  const content = {
    format: 'interlock-identity',
    version: 1,
    identityServiceName: 'JOC',
    roles: [],
    accounts: [],
  };
  assert.deepEqual(readContent(JSON.stringify(content)), { content });
});

test('the name of a file holds nothing that could lead elsewhere', () => {
  const dayMs = Date.UTC(2026, 10, 22);
  assert.equal(fileName('JOC:interlock', dayMs), 'interlock-identity-JOC-interlock-2026-11-22.json');
  assert.equal(fileName('../../etc', dayMs), 'interlock-identity-etc-2026-11-22.json');
  assert.equal(fileName('***', dayMs), 'interlock-identity-service-2026-11-22.json');
});
