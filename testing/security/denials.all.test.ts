import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { apiPath, routeIds, routes } from '@interlock/cockpit-api';
import { type CockpitWorld, cockpitWorld, deployed } from '../cockpit/cockpit-world.ts';
import { sampleRequests } from './sample-requests.ts';

// Each route against a denial of what it asks for, and of each of its ancestors, beside a grant of everything.

let world: CockpitWorld;

before(async () => {
  world = await cockpitWorld();
  deployed(world, '/sample/ran');
});
after(() => world.close());

for (const id of routeIds) {
  const { access, method, path } = routes[id];
  if (!('permissions' in access)) continue;
  test(`${id}: a denial of what it asks, or of anything above that, beats every grant (semantics §2.4)`, async () => {
    const depths = Math.max(...access.permissions.map((name) => name.split(':').length));
    for (let depth = 2; depth <= depths; depth++) {
      const denied = new Set(access.permissions.map((name) => name.split(':').slice(0, depth).join(':')));
      const { token } = await world.account(`denied-${id.toLowerCase()}-${depth}`, {
        roles: ['all'],
        permissions: [
          { permission: 'sos:products', excluded: false },
          ...[...denied].map((permission) => ({ permission, excluded: true })),
        ],
      });
      const answer = await world.server.inject({
        method,
        url: `${apiPath}${path}`,
        headers: { 'x-access-token': token, 'content-type': 'application/json' },
        payload: JSON.stringify(sampleRequests[id]('')),
      });
      const isRefused = [403, 419, 420, 434].includes(answer.statusCode);
      assert.ok(isRefused, `${[...denied]}: ${answer.statusCode} ${answer.body.slice(0, 200)}`);
    }
  });
}
