import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apiPath, type Route, type RouteId, routeIds, routes } from '@interlock/cockpit-api';
import { cockpitWorld } from '../../../testing/cockpit/cockpit-world.ts';
import { sampleRequests } from '../../../testing/security/sample-requests.ts';

/** What the page needs to offer the change, and the change itself; whatever else is added has to be looked at here. */
const allowed: readonly RouteId[] = [
  'authentication.joc_cockpit_permissions',
  'iam.account.changepassword',
  'interlock.me',
  'joc.properties',
  'touch',
];

test('while the password has to be changed, every call but the listed ones is refused', async (t) => {
  const world = await cockpitWorld();
  t.after(() => world.close());
  const { token } = await world.account('ada', { roles: ['all'], forcePasswordChange: true });
  const asked = routeIds.filter((id) => routes[id].access.kind !== 'anonymous');
  assert.ok(asked.length > 40);
  for (const id of asked.filter((id) => !allowed.includes(id))) {
    const route: Route = routes[id];
    const body = sampleRequests[id]('order');
    const answer = await world.server.inject({
      method: route.method,
      url: `${apiPath}${route.path}`,
      headers: {
        'x-access-token': token,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
    });
    assert.equal(answer.statusCode, 403, id);
    assert.match(answer.body, /password has to be changed first/, id);
  }
});

test('the routes that are open before the change are those that are listed', () => {
  const open = routeIds.filter(
    (id) => routes[id].beforePasswordChange && routes[id].access.kind !== 'anonymous',
  );
  assert.deepEqual([...open].sort(), allowed);
});
