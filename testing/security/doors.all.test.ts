import assert from 'node:assert/strict';
import { request as httpsRequest } from 'node:https';
import { after, before, test } from 'node:test';
import { apiPath, type RouteId, routeIds, routes } from '@interlock/cockpit-api';
import { rawConnection, rawRequest } from '../attacks/raw-connection.ts';
import { CockpitClient } from '../testkit/cockpit-client.ts';
import { type RealInstallation, realInstallation } from '../testkit/real-installation.ts';

// Every door of a real Cockpit, tried from outside: which open without credentials, by the route table; and that no
// other spelling, no header, no name of an object and no forgotten path opens one.

const password = 'the sea is warm in autumn';

let here: RealInstallation;
let token: string;

before(async () => {
  here = await realInstallation();
  await here.up({ INTERLOCK_ROOT_PASSWORD: password }).ready();
  const client = new CockpitClient(here.httpUrl);
  token = (await client.login('root', password)).body.accessToken;
  // Objects that are called as what is open to everybody.
  for (const path of [
    '/health',
    '/login',
    '/interlock/health2',
    '/ready',
    '/configs',
    '/authentication/login2',
  ]) {
    const configuration = { instructions: [] };
    const stored = await client.call('/inventory/store', { path, objectType: 'WORKFLOW', configuration });
    assert.equal(stored.status, 200, JSON.stringify(stored.body));
  }
});
after(() => here?.remove());

/** What everybody may reach without a session. A new one is a decision, and stands here as such. */
const anonymous: readonly RouteId[] = [
  'authentication.login',
  'authentication.logout',
  'interlock.login',
  'interlock.health',
];

const anonymousInTable = () => routeIds.filter((id) => routes[id].access.kind === 'anonymous');

interface Asked {
  readonly status: number;
  readonly text: string;
}

function asked(
  path: string,
  headers: Readonly<Record<string, string>> = {},
  method = 'POST',
  isSecure = false,
): Promise<Asked> {
  const port = isSecure ? here.ports.https : here.ports.http;
  const length: Record<string, string> = method === 'POST' ? { 'Content-Length': '0' } : {};
  const all = { ...headers, ...length, Connection: 'close' };
  const one = rawConnection({ port, isSecure }, rawRequest(path, all, '', method));
  return one.ended.then(() => ({ status: one.statuses[0] ?? 0, text: one.received }));
}

test('without credentials the listed routes answer and no other, over HTTP and HTTPS', async () => {
  assert.deepEqual(anonymousInTable(), anonymous);
  for (const isSecure of [false, true])
    for (const id of routeIds) {
      const { status } = await asked(`${apiPath}${routes[id].path}`, {}, routes[id].method, isSecure);
      if (anonymous.includes(id)) assert.notEqual(status, 440, id);
      else assert.equal(status, 440, id);
    }
});

test('what answers everybody says nothing of what is here', async () => {
  const health = await asked(`${apiPath}/interlock/health`, {}, 'GET');
  const body = health.text.slice(health.text.indexOf('\r\n\r\n') + 4);
  assert.doesNotMatch(body, /\d+\.\d+\.\d+|controller|agent|sqlite|node|\/tmp|127\.0/i, body);
  const logout = await asked(`${apiPath}/authentication/logout`);
  assert.doesNotMatch(logout.text, /root/);
});

const publicPath = `${apiPath}/interlock/health`;
const target = `${apiPath}/orders`;
const confusions: readonly string[] = [
  `${target};x=1`,
  `${target};/interlock/health`,
  `${publicPath};/../../orders`,
  `${publicPath}/../../orders`,
  `${publicPath}/..%2f..%2forders`,
  `${publicPath}%2f..%2f..%2forders`,
  `${publicPath}/%2e%2e/%2e%2e/orders`,
  `${publicPath}%00/orders`,
  `${apiPath}//orders`,
  `/${target}`,
  `${target}/`,
  `${target}/.`,
  `${target}%20`,
  `${target}%2f`,
  `${target}.json`,
  `${target}.`,
  `${target}#/interlock/health`,
  `${target}%23/interlock/health`,
  `${target}%3f`,
  `${target}\\`,
  '/JOC/API/ORDERS',
  `${apiPath}/Orders`,
  '/joc%2fapi/orders',
  '/joc/%61pi/orders',
  '/joc/api%252forders',
  '/joc/./api/orders',
  `${apiPath}/interlock/health/login`,
  `${apiPath}/authentication/login/../../orders`,
  `${apiPath}/health`,
  `${apiPath}/login`,
  `http://localhost${target}`,
  `http://evil.example${target}`,
  `*`,
];
test('no other spelling of a path reaches a call, with credentials or without', async () => {
  for (const path of confusions)
    for (const headers of [{}, { 'X-Access-Token': token }] as const)
      for (const method of ['GET', 'POST']) {
        const { status, text } = await asked(path, headers, method);
        assert.ok([400, 404].includes(status), `${method} ${path}: ${text.slice(0, 100)}`);
      }
});

test('objects named as what is open to everybody are shown to who may, and to nobody else', async () => {
  const controllerId = 'controller';
  for (const name of ['health', 'login', 'ready', 'configs']) {
    const body = JSON.stringify({ path: `/${name}`, objectType: 'WORKFLOW', controllerId });
    for (const [headers, status] of [
      [{}, 440],
      [{ 'x-access-token': token }, 200],
    ] as const) {
      const url = `${here.httpUrl}${apiPath}/inventory/read/configuration`;
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body,
      });
      assert.equal(answer.status, status, name);
    }
  }
});

const believed: readonly Readonly<Record<string, string>>[] = [
  { 'X-Original-URL': publicPath },
  { 'X-Rewrite-URL': publicPath },
  { 'X-Forwarded-Prefix': '/joc/api/interlock/health' },
  { 'X-Forwarded-For': '127.0.0.1', 'X-Real-IP': '127.0.0.1' },
  {
    'X-Forwarded-User': 'root',
    X_Forwarded_User: 'root',
    'X-Remote-User': 'root',
    'X-Auth-Request-User': 'root',
  },
  { 'X-SSL-Client-S-DN': 'CN=root', 'X-SSL-Client-Verify': 'SUCCESS', 'Client-Cert': ':AA==:' },
  { 'X-Access-Token': '' },
  { 'X-Access-Token': 'null' },
  { 'X-Access-Token': 'undefined' },
  { 'X-Access-Token': '*' },
  { 'X-Access-Token': '[object Object]' },
  { 'X-Access-Token': '__proto__' },
  { 'X-Access-Token': 'constructor' },
  { Authorization: 'Bearer ' },
  { Authorization: 'Bearer null' },
  { Authorization: `Basic ${Buffer.from(`root:${password}`).toString('base64')}` },
  { 'X-Interlock-Background': '1' },
  { Cookie: 'accessToken=1; session=1' },
  { Host: 'localhost:1' },
];
test('no header that a proxy or a debugger might set opens a call', async () => {
  for (const headers of believed) {
    const { status } = await asked(target, headers);
    assert.ok([400, 440].includes(status), `${JSON.stringify(headers)}: ${status}`);
  }
});

const forgotten: readonly string[] = [
  '/metrics',
  '/debug',
  '/debug/pprof/',
  '/actuator',
  '/actuator/env',
  '/health',
  '/healthz',
  '/ready',
  '/status',
  '/api',
  '/api/v1/orders',
  '/joc',
  '/joc/',
  '/joc/api',
  '/joc/api/',
  '/joc/api/openapi.json',
  '/joc/api/swagger',
  '/joc/api/graphql',
  '/joc/api/websocket',
  '/joc/api/events',
  '/joc/api/about',
  '/joc/api/version',
  '/joc/api/joc/log',
  '/joc/api/orders/export',
  '/joc/api/audit_log/export',
  '/joc/api/setup',
  '/joc/api/install',
  '/setup',
  '/install',
  '/graphql',
  '/swagger.json',
  '/openapi.json',
  '/documentation/json',
  '/.env',
  '/.git/config',
  '/.well-known/openid-configuration',
  '/package.json',
  '/index.ts',
  '/src/main.tsx',
  '/assets',
  '/assets/',
  '/assets/../index.html',
  '/assets/..%2f..%2f..%2f..%2fpackage.json',
  '/assets/%2e%2e/%2e%2e/package.json',
  '/assets/....//....//package.json',
  '/assets/..%5c..%5cpackage.json',
  '/assets/.hidden',
  '/assets/%00',
  '/cockpit.db',
  '/data/cockpit/cockpit.db',
  '/index.html.map',
  '/controller/api/state',
  '/agent/link',
];
test('no forgotten door is there: nothing but pages, which hold nothing but their own scripts', async () => {
  for (const path of forgotten)
    for (const method of ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'HEAD']) {
      const { status, text } = await asked(path, {}, method);
      assert.ok([400, 404, 405].includes(status), `${method} ${path}: ${text.slice(0, 80)}`);
      assert.doesNotMatch(text, /"version"|sqlite|PRIVATE KEY|fastify|\/work\/|node_modules/i, path);
    }
});

test('no connection is upgraded', async () => {
  for (const id of routeIds) {
    const headers = {
      Connection: 'Upgrade',
      Upgrade: 'websocket',
      'Sec-WebSocket-Version': '13',
      'Sec-WebSocket-Key': 'AAAAAAAAAAAAAAAAAAAAAA==',
    };
    const path = `${apiPath}${routes[id].path}`;
    const one = rawConnection({ port: here.ports.http }, rawRequest(path, headers, '', 'GET'));
    const status = await one.firstStatus;
    one.destroy();
    assert.notEqual(status, 101, id);
  }
});

test('over HTTPS nothing older than TLS 1.2 and no second protocol is spoken', async () => {
  const status = (options: object) =>
    new Promise<number | string>((resolve) => {
      const call = httpsRequest(
        {
          host: '127.0.0.1',
          port: here.ports.https,
          path: publicPath,
          rejectUnauthorized: false,
          agent: false,
          ...options,
        },
        (answer) => {
          answer.resume();
          resolve(answer.statusCode ?? 0);
        },
      );
      call.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'refused'));
      call.end();
    });
  assert.equal(await status({}), 200);
  for (const version of ['TLSv1', 'TLSv1.1'])
    assert.equal(
      typeof (await status({ minVersion: version, maxVersion: version, ciphers: 'ALL:@SECLEVEL=0' })),
      'string',
    );
  const plain = rawConnection({ port: here.ports.https }, rawRequest(publicPath, {}, '', 'GET'));
  await plain.ended;
  assert.doesNotMatch(plain.received, /200 OK/);
});
