import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { routeIds, routes } from '@interlock/cockpit-api';
import { routeMatrix } from './route-matrix.ts';

const committed = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../docs/reference/route-matrix.json'), 'utf8'),
);

it('every route answers every shipped role as the committed matrix says', async () => {
  assert.deepEqual(await routeMatrix(), committed, 'if this is meant, run: npm run generate');
});

it('a stranger reaches these routes and no other', () => {
  const anonymous = routeIds.filter((id) => routes[id].access.kind === 'anonymous');
  assert.deepEqual(anonymous, [
    'authentication.login',
    'authentication.logout',
    'interlock.login',
    'interlock.health',
  ]);
  for (const id of routeIds)
    if (!anonymous.includes(id)) assert.equal(committed[id].stranger, '440', `${id} answers a stranger`);
});

it('an account whose role grants nothing reaches what is its own, and nothing else', () => {
  const own = routeIds.filter((id) => committed[id].nothing === '200');
  assert.deepEqual(own, [
    'authentication.login',
    'authentication.logout',
    'authentication.joc_cockpit_permissions',
    'authentication.permissions',
    'touch',
    'joc.versions',
    'joc.properties',
    'iam.account.changepassword',
    'iam.device.forget',
    'iam.sessions.own',
    'iam.sessions.own.cancel',
    'iam.tokens',
    'iam.token.create',
    'iam.explain',
    'interlock.events',
    'interlock.can',
    'interlock.me',
    'interlock.login',
    'interlock.health',
  ]);
});

it('no role that only sees changes anything', () => {
  const changing = routeIds.filter((id) => routes[id].changes && routes[id].access.kind !== 'anonymous');
  for (const role of ['business_user', 'api_user'])
    assert.deepEqual(
      changing.filter((id) => committed[id][role] === '200'),
      [
        'controller.switch',
        'iam.account.changepassword',
        'iam.device.forget',
        'iam.sessions.own.cancel',
        'iam.token.create',
      ],
    );
});
