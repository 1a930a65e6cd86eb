import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type FakeCockpit, fakeCockpit, pageValue } from './testing/fake-cockpit.ts';

const own = 'https://cockpit.example';

describe('a call that another site makes a browser send', () => {
  let cockpit: FakeCockpit;
  before(async () => {
    cockpit = await fakeCockpit();
  });
  after(() => cockpit.server.close());

  const refusedHeaders: readonly (readonly [what: string, headers: Record<string, string>])[] = [
    ['a foreign origin', { origin: 'https://evil.example' }],
    ['an origin that begins like ours', { origin: `${own}.evil.example` }],
    ['our host on another port', { origin: `${own}:444` }],
    ['our host without TLS', { origin: 'http://cockpit.example' }],
    ['the origin null of a sandbox', { origin: 'null' }],
    ['two origins', { origin: `${own} https://evil.example` }],
    ['cross-site by the browser’s own word', { 'sec-fetch-site': 'cross-site' }],
    ['a sibling on the same site', { 'sec-fetch-site': 'same-site', origin: own }],
    ['our origin, and cross-site all the same', { origin: own, 'sec-fetch-site': 'cross-site' }],
    ['a cookie without any word on where it comes from', { cookie: '__Host-interlock-test=good' }],
    ['a navigation with our cookie', { cookie: '__Host-interlock-test=good', 'sec-fetch-site': 'none' }],
    ['our cookie among others without a word', { cookie: 'a=b; __Host-interlock-test=good; c=d' }],
  ];
  for (const [what, headers] of refusedHeaders)
    it(`is refused before its body is read: ${what}`, async () => {
      for (const path of ['/orders/cancel', '/authentication/login', '/authentication/logout', '/touch']) {
        const answer = await cockpit.server.inject({
          method: 'POST',
          url: `/joc/api${path}`,
          headers: { 'content-type': 'application/json', 'x-access-token': 'good', ...headers },
          payload: '{"never": read',
        });
        assert.equal(answer.statusCode, 403, path);
        assert.equal(answer.json().code, 'CrossSiteRefused');
      }
      assert.deepEqual(cockpit.reached, []);
      assert.equal(cockpit.refused.at(-1)?.problem.code, 'CrossSiteRefused');
    });

  it('is refused on the event stream, too', async () => {
    const answer = await cockpit.server.inject({
      method: 'GET',
      url: '/joc/api/interlock/events',
      headers: { origin: 'https://evil.example', 'x-access-token': 'good' },
    });
    assert.equal(answer.statusCode, 403);
  });

  it('does not get its answer shared: no CORS header ever allows another origin', async () => {
    const answer = await cockpit.server.inject({
      method: 'OPTIONS',
      url: '/joc/api/touch',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    });
    assert.equal(answer.headers['access-control-allow-origin'], undefined);
  });
});

describe('a call of our own', () => {
  it('is taken from the page at the public origin, and from loopback while HTTP is open', async () => {
    const cockpit = await fakeCockpit({ http: { host: '127.0.0.1', port: 0 } });
    const [listening] = await cockpit.server.listen();
    const port = listening?.port;
    const status = async (origin: string) => {
      const answer = await cockpit.server.inject({
        method: 'POST',
        url: '/joc/api/touch',
        headers: {
          origin,
          'sec-fetch-site': 'same-origin',
          cookie: '__Host-interlock-test=good',
          'x-interlock-page': pageValue,
        },
      });
      return answer.statusCode;
    };
    for (const origin of [own, `http://localhost:${port}`, `http://127.0.0.1:${port}`])
      assert.equal(await status(origin), 200, origin);
    assert.equal(await status(`http://localhost:${Number(port) + 1}`), 403);
    await cockpit.server.close();
  });

  it('of a program that is no browser is told by its token alone', async () => {
    const cockpit = await fakeCockpit();
    // A cookie that a proxy on the way wants back is none of ours.
    const proxied = { 'x-access-token': 'good', cookie: 'balancer=1' };
    for (const headers of [{ 'x-access-token': 'good' }, { authorization: 'Bearer good' }, proxied]) {
      const answer = await cockpit.server.inject({ method: 'POST', url: '/joc/api/touch', headers });
      assert.equal(answer.statusCode, 200);
    }
    await cockpit.server.close();
  });

  it('is not taken from loopback where the HTTP listener is not open', async () => {
    const cockpit = await fakeCockpit();
    const answer = await cockpit.server.inject({
      method: 'POST',
      url: '/joc/api/touch',
      headers: { origin: 'http://localhost:4446', 'x-access-token': 'good' },
    });
    assert.equal(answer.statusCode, 403);
    await cockpit.server.close();
  });
});
