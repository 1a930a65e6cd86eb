import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { apiPath, routeIds, routes } from '@interlock/cockpit-api';
import { type FakeCockpit, fakeCockpit } from './testing/fake-cockpit.ts';
import { rawRequest } from './testing/raw-request.ts';

describe('a path', () => {
  let cockpit: FakeCockpit;
  let port = 0;
  before(async () => {
    cockpit = await fakeCockpit({ http: { host: '127.0.0.1', port: 0 } });
    const [listening] = await cockpit.server.listen();
    port = listening?.port ?? 0;
  });
  after(() => cockpit.server.close());
  const token = { 'x-access-token': 'good' };

  const otherSpellings = (path: string) => [
    `${path}/`,
    `/${path}`,
    path.replace('/joc/', '/joc//'),
    path.replace('/joc/', '/JOC/'),
    `${path};x=1`,
    `${path}%2f`,
    `${path}%20`,
    `${path}.`,
    path.replace('/api/', '/./api/'),
    path.replace('/api/', '/x/../api/'),
    path.replace('/api/', '%2fapi%2f'),
    path.replace('joc', '%6aoc'),
    path.replace(/.$/, (last) => `%${last.charCodeAt(0).toString(16)}`),
    path.replace('/api/', '\\api\\'),
    path.toUpperCase(),
  ];

  it('means a call in its one spelling, and nothing in any other', async () => {
    const asked = routeIds.flatMap((id) => {
      const { path, method } = routes[id];
      return otherSpellings(`${apiPath}${path}`).map(async (url) => {
        const answer = await rawRequest(port, method, url, token);
        assert.equal(answer.status, 404, `${method} ${url}`);
      });
    });
    await Promise.all(asked);
    assert.deepEqual(cockpit.reached, []);
  });

  it('answers no other method than its own', async () => {
    for (const id of routeIds)
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE'] as const) {
        if (method === routes[id].method) continue;
        const url = `${apiPath}${routes[id].path}`;
        const answer = await rawRequest(port, method, url, { ...token, 'x-http-method-override': 'POST' });
        assert.equal(answer.status, 404, `${method} ${id}`);
      }
    assert.deepEqual(cockpit.reached, []);
  });

  it('of a door that was forgotten is not there', async () => {
    for (const url of [
      '/joc/api',
      '/joc/api/',
      '/joc/api/about',
      '/joc/api/version',
      '/joc/api/joc/is_active',
      '/metrics',
      '/debug/pprof',
      '/actuator/health',
      '/health',
      '/interlock/health',
      '/.env',
      '/.git/config',
      '/joc/api/orders/history/export',
      '/docs',
      '/openapi.json',
      '/joc/api/orders?x=1/../../touch',
      '/%',
      '/%zz',
    ])
      for (const method of ['GET', 'POST'] as const) {
        const answer = await cockpit.server.inject({ method, url });
        assert.ok(
          answer.statusCode === 404 || answer.statusCode === 440,
          `${method} ${url} ${answer.statusCode}`,
        );
        assert.doesNotMatch(answer.body, /fastify|node|stack|\/work\//i, url);
      }
    assert.deepEqual(cockpit.reached, []);
  });

  it('may have a query, which is never read', async () => {
    const answer = await cockpit.server.inject({
      method: 'POST',
      url: '/joc/api/touch?accessToken=good&account=root&pwd=root',
    });
    assert.equal(answer.statusCode, 440);
  });

  it('of an unknown call answers a browser and a script in JSON, with a reference', async () => {
    const answer = await cockpit.server.inject({ method: 'POST', url: '/joc/api/none' });
    assert.equal(answer.json().error.code, 'JOC-404');
    assert.equal(answer.json().reference, answer.headers['x-request-id']);
  });
});
