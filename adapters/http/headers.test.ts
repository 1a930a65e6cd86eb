import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Secret, succeed } from '@interlock/base';
import { type FakeCockpit, fakeCockpit } from './testing/fake-cockpit.ts';

describe('every answer', () => {
  let cockpit: FakeCockpit;
  before(async () => {
    cockpit = await fakeCockpit();
  });
  after(() => cockpit.server.close());

  const answers = () =>
    Promise.all([
      cockpit.server.inject({ method: 'POST', url: '/joc/api/touch', headers: { 'x-access-token': 'good' } }),
      cockpit.server.inject({ method: 'POST', url: '/joc/api/touch' }),
      cockpit.server.inject({ method: 'POST', url: '/joc/api/none' }),
      cockpit.server.inject({ method: 'GET', url: '/' }),
      cockpit.server.inject({
        method: 'POST',
        url: '/joc/api/touch',
        headers: { origin: 'https://evil.example' },
      }),
    ]);

  it('forbids frames, foreign sources, inline code and sniffing', async () => {
    for (const { headers } of await answers()) {
      const policy = String(headers['content-security-policy']);
      for (const directive of [
        "default-src 'none'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "object-src 'none'",
        "connect-src 'self'",
      ])
        assert.ok(policy.includes(directive), directive);
      assert.doesNotMatch(policy, /unsafe-inline|unsafe-eval|\*|upgrade-insecure-requests|http:/);
      assert.match(policy, /style-src 'self' 'nonce-[0-9a-f]{32}'/);
      assert.equal(headers['x-frame-options'], 'DENY');
      assert.equal(headers['x-content-type-options'], 'nosniff');
      assert.equal(headers['referrer-policy'], 'no-referrer');
      assert.equal(headers['cross-origin-opener-policy'], 'same-origin');
      assert.equal(headers['cross-origin-resource-policy'], 'same-origin');
      assert.equal(headers['x-powered-by'], undefined);
      assert.equal(headers.server, undefined);
    }
  });

  it('has a request id that no client chose', async () => {
    const answer = await cockpit.server.inject({
      method: 'POST',
      url: '/joc/api/touch',
      headers: { 'x-request-id': 'chosen', 'x-access-token': 'good' },
    });
    assert.match(String(answer.headers['x-request-id']), /^[A-Za-z0-9_-]{22}$/);
  });

  it('of the API is stored nowhere', async () => {
    const answer = await cockpit.server.inject({
      method: 'POST',
      url: '/joc/api/touch',
      headers: { 'x-access-token': 'good' },
    });
    assert.equal(answer.headers['cache-control'], 'no-store');
  });

  it('demands HTTPS for the future where the public host is a real one, never on localhost', async () => {
    const [real] = await answers();
    assert.match(String(real.headers['strict-transport-security']), /^max-age=31536000/);
    for (const publicUrl of ['https://localhost:4443', 'https://127.0.0.1:4443']) {
      const local = await fakeCockpit({ publicUrl });
      const answer = await local.server.inject({ method: 'GET', url: '/joc/api/interlock/health' });
      assert.equal(answer.headers['strict-transport-security'], undefined);
      await local.server.close();
    }
  });
});

describe('the cookie of a session', () => {
  it('is bound to this host, to HTTPS and to our own site, and never readable by script', async () => {
    const cockpit = await fakeCockpit();
    cockpit.handle('authentication.login', () =>
      succeed({
        body: {},
        session: {
          kind: 'cookie',
          cookie: new Secret('value'),
          idleSeconds: 1800,
          deviceMark: new Secret('mark'),
        },
      }),
    );
    const answer = await cockpit.server.inject({ method: 'POST', url: '/joc/api/authentication/login' });
    const cookies = [answer.headers['set-cookie'] ?? []].flat();
    assert.deepEqual(cookies, [
      '__Host-interlock-test=value; Path=/; HttpOnly; Secure; SameSite=Strict',
      '__Host-interlock-test-device=mark; Max-Age=7776000; Path=/; HttpOnly; Secure; SameSite=Strict',
    ]);
    assert.equal(answer.headers['x-access-token'], undefined);
    assert.equal(answer.headers['x-joc-timeout'], '1800000');
    await cockpit.server.close();
  });

  it('lasts as long as the session with Remember me, and goes with the logout', async () => {
    const cockpit = await fakeCockpit();
    cockpit.handle('authentication.login', () =>
      succeed({
        body: {},
        session: { kind: 'cookie', cookie: new Secret('v'), idleSeconds: 1, maxAgeSeconds: 43_200 },
      }),
    );
    cockpit.handle('authentication.logout', () => succeed({ body: {}, session: { kind: 'ended' } }));
    const login = await cockpit.server.inject({ method: 'POST', url: '/joc/api/authentication/login' });
    assert.match(String(login.headers['set-cookie']), /Max-Age=43200/);
    const logout = await cockpit.server.inject({ method: 'POST', url: '/joc/api/authentication/logout' });
    assert.match(String(logout.headers['set-cookie']), /^__Host-interlock-test=; .*Expires=Thu, 01 Jan 1970/);
    await cockpit.server.close();
  });

  it('is not given to a REST client, who gets a token in the header', async () => {
    const cockpit = await fakeCockpit();
    cockpit.handle('authentication.login', () =>
      succeed({ body: {}, session: { kind: 'token', token: new Secret('tok'), idleSeconds: 1 } }),
    );
    const login = await cockpit.server.inject({ method: 'POST', url: '/joc/api/authentication/login' });
    assert.equal(login.headers['x-access-token'], 'tok');
    assert.equal(login.headers['set-cookie'], undefined);
    await cockpit.server.close();
  });
});

describe('the files of the page', () => {
  let folder = '';
  let cockpit: FakeCockpit;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'interlock-web-'));
    mkdirSync(join(folder, 'assets'));
    writeFileSync(join(folder, 'index.html'), '<meta property="csp-nonce" nonce="__CSP_NONCE__">app');
    writeFileSync(join(folder, 'login.html'), '<style nonce="__CSP_NONCE__"></style>login');
    writeFileSync(join(folder, 'assets', 'app-0123abcd.js'), 'export {};');
    writeFileSync(join(folder, 'assets', '.hidden'), 'canary');
    writeFileSync(join(folder, 'secret.txt'), 'canary');
    cockpit = await fakeCockpit({ webFolder: folder });
  });
  after(async () => {
    await cockpit.server.close();
    rmSync(folder, { recursive: true });
  });
  const get = (url: string, headers: Record<string, string> = { accept: 'text/html' }) =>
    cockpit.server.inject({ method: 'GET', url, headers });

  it('carry the nonce of their answer, a new one each time', async () => {
    const nonces = new Set<string>();
    for (const url of ['/', '/login', '/']) {
      const answer = await get(url);
      const [, nonce = ''] = /nonce="([0-9a-f]{32})"/.exec(answer.body) ?? [];
      assert.ok(String(answer.headers['content-security-policy']).includes(`'nonce-${nonce}'`));
      assert.equal(answer.headers['cache-control'], 'no-store');
      nonces.add(nonce);
    }
    assert.equal(nonces.size, 3);
  });

  it('with a hash in their name are kept for ever', async () => {
    const answer = await get('/assets/app-0123abcd.js', {});
    assert.equal(answer.statusCode, 200);
    assert.equal(answer.headers['cache-control'], 'public, max-age=31536000, immutable');
    assert.match(String(answer.headers['content-type']), /javascript/);
  });

  it('are found under every path of the page’s own, by a browser that navigates there', async () => {
    for (const url of ['/orders', '/workflows/a/b', '/orders?state=FAILED']) {
      const answer = await get(url);
      assert.equal(answer.statusCode, 200);
      assert.match(answer.body, /app$/);
      assert.equal((await get(url, { accept: '*/*' })).statusCode, 404);
    }
  });

  it('give nothing else away', async () => {
    for (const url of [
      '/secret.txt',
      '/assets/../secret.txt',
      '/assets/%2e%2e/secret.txt',
      '/assets/.hidden',
      '/assets/..%2fsecret.txt',
      '/assets//app-0123abcd.js',
      '/assets/',
      '/assets',
      '/joc/api/none',
      '/joc',
    ]) {
      const answer = await get(url);
      assert.equal(answer.statusCode, 404, url);
      assert.doesNotMatch(answer.body, /canary/, url);
    }
  });
});
