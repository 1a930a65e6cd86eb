import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessReviewCsv } from './access-review-csv.ts';

const ada = {
  identityServiceName: 'local',
  accountName: 'ada',
  state: 'active',
  created: '2026-01-01T00:00:00.000Z',
  roles: [
    { name: 'operator', exists: true, since: '2026-02-01T00:00:00.000Z' },
    { name: 'gone', exists: false },
  ],
  unusedPermissions: ['a:b', 'c:d'],
} as const;
type Reviewed = Parameters<typeof accessReviewCsv>[0][number];
const lines = (more: Partial<Reviewed>) =>
  accessReviewCsv([{ ...ada, roles: [...ada.roles], unusedPermissions: [...ada.unusedPermissions], ...more }])
    .trimEnd()
    .split('\r\n');

test('a review is one line for each role, and one for an account without any', () => {
  assert.deepEqual(lines({}).slice(1), [
    'local,ada,active,2026-01-01T00:00:00.000Z,,,operator,true,2026-02-01T00:00:00.000Z,,a:b c:d',
    'local,ada,active,2026-01-01T00:00:00.000Z,,,gone,false,,,a:b c:d',
  ]);
  assert.deepEqual(lines({ roles: [], unusedPermissions: [] }).slice(1), [
    'local,ada,active,2026-01-01T00:00:00.000Z,,,,,,,',
  ]);
});

for (const name of ['=1+1', '+1', '-1', '@x', '\tx'])
  test(`a name that begins like a formula stays a text: ${JSON.stringify(name)}`, () => {
    assert.equal(lines({ accountName: name })[1]?.split(',')[1], `'${name}`);
  });

test('commas, quotes and line ends stay within their cell', () => {
  const text = lines({ accountName: 'a,"b"\nc', roles: [] }).slice(1).join('\r\n');
  assert.ok(text.startsWith('local,"a,""b""\nc",active,'));
});
