import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loginAddress, nextPage } from './next-page.ts';

const origin = 'https://cockpit.example';

test('after the login one is where one wanted to be', () => {
  const from = '/orders?state=failed&order=%231';
  const search = new URL(loginAddress(from), origin).search;
  assert.equal(nextPage(search, origin), from);
});

test('no address leads away from this origin, and none back to the login', () => {
  const bad = [
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    'javascript:alert(1)',
    '\\\\evil.example',
    'orders',
    '/login',
    '/login?next=/login',
    '',
  ];
  for (const next of bad) assert.equal(nextPage(`?${new URLSearchParams({ next })}`, origin), '/', next);
  assert.equal(nextPage('', origin), '/');
});

test('who logged out begins anew; who was logged out comes back', () => {
  assert.equal(loginAddress('/orders', 'loggedOut'), '/login?why=loggedOut');
  assert.equal(loginAddress('/orders', 'ended'), '/login?why=ended&next=%2Forders');
  assert.equal(loginAddress('/'), '/login');
});
