import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ReviewedAccount } from './review-query.ts';
import { isDoubtful, reviewRows } from './review-rows.ts';

const now = Date.parse('2026-06-30T00:00:00.000Z');
const role = (more: object = {}) => ({ name: 'operator', exists: true, ...more });
const account = (roles: ReviewedAccount['roles']): ReviewedAccount => ({
  identityServiceName: 'local',
  accountName: 'ada',
  state: 'active',
  created: '2026-01-01T00:00:00.000Z',
  roles,
  unusedPermissions: [],
});
const rowOf = (more: object) => reviewRows([account([role(more)])])[0];

test('each role of an account has a row of its own, and an account without roles has one', () => {
  const rows = reviewRows([
    account([role(), role({ name: 'auditor' })]),
    { ...account([]), accountName: 'bob' },
  ]);
  assert.deepEqual(
    rows.map((row) => [row.account.accountName, row.role?.name]),
    [
      ['ada', 'operator'],
      ['ada', 'auditor'],
      ['bob', undefined],
    ],
  );
  assert.equal(new Set(rows.map(({ id }) => id)).size, 3);
});

const table: readonly (readonly [string, object, boolean])[] = [
  ['used yesterday', { since: '2025-01-01T00:00:00.000Z', lastUsed: '2026-06-29T00:00:00.000Z' }, false],
  [
    'last used half a year ago',
    { since: '2025-01-01T00:00:00.000Z', lastUsed: '2026-01-01T00:00:00.000Z' },
    true,
  ],
  ['never used and assigned last week', { since: '2026-06-23T00:00:00.000Z' }, false],
  ['never used and assigned last year', { since: '2025-06-23T00:00:00.000Z' }, true],
  ['of which nothing is known', {}, false],
  ['that does not exist any more', { exists: false, lastUsed: '2026-06-29T00:00:00.000Z' }, true],
];

for (const [name, more, doubtful] of table)
  test(`a role ${name} is ${doubtful ? '' : 'not '}marked`, () => {
    const row = rowOf(more);
    assert.ok(row);
    assert.equal(isDoubtful(row, now), doubtful);
  });
