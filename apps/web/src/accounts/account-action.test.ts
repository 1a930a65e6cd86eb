import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AccountAnswer } from '@interlock/cockpit-api';
import { type BulkAction, bulkActions, suited } from './account-action.ts';
import { accountLooks, accountState } from './account-look.ts';

const account = (more: Partial<AccountAnswer>): AccountAnswer => ({
  identityServiceName: 'local',
  accountName: 'ada',
  forcePasswordChange: false,
  disabled: false,
  blocked: false,
  roles: [],
  hasPassword: true,
  created: '2026-01-01T00:00:00.000Z',
  ...more,
});

const table: readonly (readonly [string, Partial<AccountAnswer>, readonly BulkAction[]])[] = [
  ['an active account', {}, ['disable', 'forcePasswordChange', 'delete']],
  ['a disabled account', { disabled: true }, ['enable', 'forcePasswordChange', 'delete']],
  ['a blocked account', { blocked: true }, ['disable', 'forcePasswordChange', 'unblock', 'delete']],
  ['one that must change its password', { forcePasswordChange: true }, ['disable', 'delete']],
];

for (const [name, more, wanted] of table)
  test(`${name} is offered ${wanted.join(', ')}`, () => {
    assert.deepEqual(
      bulkActions.filter((action) => suited(action, [account(more)]).length === 1),
      wanted,
    );
  });

test('the weightiest state is shown: blocked before disabled before a change of the password', () => {
  const all = { blocked: true, disabled: true, forcePasswordChange: true };
  assert.equal(accountState(account(all)), 'blocked');
  assert.equal(accountState(account({ ...all, blocked: false })), 'disabled');
  assert.equal(accountState(account({ forcePasswordChange: true })), 'mustChange');
  assert.equal(accountState(account({})), 'active');
  assert.notEqual(accountLooks.blocked.hue, accountLooks.active.hue);
});
