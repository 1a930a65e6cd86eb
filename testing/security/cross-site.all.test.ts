import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import { apiPath, type RouteId, routeIds, routes } from '@interlock/cockpit-api';
import { rawConnection, rawRequest } from '../attacks/raw-connection.ts';
import { storedRows } from '../attacks/stored-rows.ts';
import { CockpitClient } from '../testkit/cockpit-client.ts';
import { type RealInstallation, realInstallation } from '../testkit/real-installation.ts';

// What another site, or another program on the same host, makes a browser send to a real Cockpit: everything that a
// browser adds by itself is there, the cookie of a person who is logged in above all.

const password = 'the sea is warm in autumn';

let here: RealInstallation;
/** A person's session in the page: the name and the value of the cookie, and what the page keeps. */
let page: Session;
let origin: string;

interface Session {
  readonly cookieName: string;
  readonly cookie: string;
  readonly value: string;
}

before(async () => {
  here = await realInstallation();
  await here.up({ INTERLOCK_ROOT_PASSWORD: password }).ready();
  origin = here.httpUrl;
  page = await pageLogin();
});
after(() => here?.remove());

async function pageLogin(): Promise<Session> {
  const value = randomBytes(32).toString('base64url');
  const headers = { ...basic, origin, 'sec-fetch-site': 'same-origin', 'x-interlock-page': value };
  const answer = await fetch(`${origin}${apiPath}/authentication/login`, { method: 'POST', headers });
  assert.equal(answer.status, 200);
  const [, cookieName = '', cookie = ''] =
    /^([^=]+)=([^;]+)/.exec(answer.headers.get('set-cookie') ?? '') ?? [];
  return { cookieName, cookie, value };
}

const basic = { authorization: `Basic ${Buffer.from(`root:${password}`).toString('base64')}` };

interface Sent {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

async function send(
  path: string,
  headers: Readonly<Record<string, string>>,
  body?: string,
  method = 'POST',
): Promise<Sent> {
  const answer = await fetch(`${origin}${path}`, {
    method,
    headers,
    redirect: 'manual',
    ...(body === undefined ? {} : { body }),
  });
  return { status: answer.status, headers: answer.headers, body: await answer.text() };
}

/** Fetch forbids some of these headers; a socket does not. */
async function sendRaw(path: string, headers: Readonly<Record<string, string>>, body = ''): Promise<number> {
  const length = { 'Content-Length': String(Buffer.byteLength(body)), Connection: 'close' };
  return rawConnection({ port: here.ports.http }, rawRequest(path, { ...headers, ...length }, body))
    .firstStatus;
}

const cookie = (session: Session = page) => ({ cookie: `${session.cookieName}=${session.cookie}` });
const isAlive = async (session: Session = page) => {
  const headers = {
    ...cookie(session),
    origin,
    'sec-fetch-site': 'same-origin',
    'x-interlock-page': session.value,
  };
  return (await send(`${apiPath}/touch`, headers)).status === 200;
};

const changing: readonly RouteId[] = routeIds.filter((id) => routes[id].method === 'POST');

const foreign: readonly (readonly [what: string, headers: () => Readonly<Record<string, string>>])[] = [
  ['the origin of another site', () => ({ origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' })],
  [
    'another port of this host',
    () => ({ origin: `http://127.0.0.1:${here.ports.http + 1}`, 'sec-fetch-site': 'same-site' }),
  ],
  ['the origin null', () => ({ origin: 'null', 'sec-fetch-site': 'cross-site' })],
  ['no origin', () => ({})],
  ['no origin, from a link', () => ({ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' })],
  [
    'an origin that begins like ours',
    () => ({ origin: `${origin}.evil.example`, 'sec-fetch-site': 'cross-site' }),
  ],
];
for (const [what, headers] of foreign)
  test(`with the cookie of a person and ${what} no call is made, and nothing is stored`, async () => {
    const earlier = storedRows(here.dataFolder);
    // Even where the other site had learnt what the page keeps.
    for (const known of [{}, { 'x-interlock-page': page.value }])
      for (const id of changing) {
        const status = await sendRaw(
          `${apiPath}${routes[id].path}`,
          { ...cookie(), ...known, ...headers() },
          '{}',
        );
        assert.equal(status, 403, id);
      }
    assert.deepEqual(storedRows(here.dataFolder), earlier);
    assert.ok(await isAlive());
  });

const forms: readonly (readonly [type: string, body: string])[] = [
  ['application/x-www-form-urlencoded', 'controllerId=controller&orders=1'],
  [
    'multipart/form-data; boundary=x',
    '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--x--\r\n',
  ],
  ['text/plain', '{"controllerId":"controller","orders":[{"workflowPath":"hello","a":"="}]}'],
  ['text/plain;application/json', '{}'],
  ['application/json, text/plain', '{"a":1}'],
];
for (const [type, body] of forms)
  test(`a body of the type ${type} is read nowhere, not even from our own page`, async () => {
    const own = { ...cookie(), origin, 'sec-fetch-site': 'same-origin', 'x-interlock-page': page.value };
    for (const id of changing) {
      const { access, path } = routes[id];
      if (access.kind === 'anonymous') continue;
      const status = await sendRaw(`${apiPath}${path}`, { ...own, 'Content-Type': type }, body);
      assert.equal(status, 420, id);
    }
  });

test('another site logs nobody in: not even the right password gives a session', async () => {
  for (const [what, headers] of foreign.filter(([name]) => name !== 'no origin'))
    for (const value of [{}, { 'x-interlock-page': 'A'.repeat(43) }]) {
      const answer = await send(`${apiPath}/authentication/login`, { ...basic, ...headers(), ...value });
      assert.equal(answer.status, 403, what);
      assert.equal(answer.headers.get('set-cookie'), null);
      assert.doesNotMatch(answer.body, /accessToken":"./);
    }
});

test('another site logs nobody out', async () => {
  for (const [what, headers] of foreign)
    assert.equal(await sendRaw(`${apiPath}/authentication/logout`, { ...cookie(), ...headers() }), 403, what);
  assert.ok(await isAlive());
});

test('GET changes nothing: no call that is asked with POST answers to it, whatever overrides the method', async () => {
  const client = new CockpitClient(origin);
  const token = (await client.login('root', password)).body.accessToken;
  const earlier = storedRows(here.dataFolder);
  for (const id of changing)
    for (const override of ['x-http-method-override', 'x-http-method', 'x-method-override']) {
      const path = `${apiPath}${routes[id].path}?_method=POST`;
      const answer = await send(path, { 'x-access-token': token, [override]: 'POST' }, undefined, 'GET');
      assert.equal(answer.status, 404, id);
    }
  assert.deepEqual(storedRows(here.dataFolder), earlier);
});

test('a cookie that somebody else has tossed in logs nobody in, and takes nobody over', async () => {
  const attacker = await pageLogin();
  const own = { origin, 'sec-fetch-site': 'same-origin', 'x-interlock-page': page.value };
  const pair = (session: Session, name = page.cookieName) => `${name}=${session.cookie}`;
  const tossed: readonly (readonly [what: string, cookie: string])[] = [
    ["the attacker's session in place of ours", pair(attacker)],
    ["the attacker's before ours", `${pair(attacker)}; ${pair(page)}`],
    ["the attacker's after ours", `${pair(page)}; ${pair(attacker)}`],
    ['a name in another case', pair(page, page.cookieName.toLowerCase())],
    ['a name without the prefix', pair(page, page.cookieName.replace('__Host-', ''))],
    ['a name with another prefix', pair(page, page.cookieName.replace('__Host-', '__Secure-'))],
    ['a name with a space', `${page.cookieName} =${page.cookie}`],
    ['a value in quotes', `${page.cookieName}="${page.cookie}"`],
    ['a name without a value', `=${page.cookieName}=${page.cookie}`],
    ['a value that is cut', pair(page).slice(0, -1)],
    ['a value that goes on', `${pair(page)}A`],
  ];
  for (const [what, header] of tossed)
    assert.ok([403, 440].includes(await sendRaw(`${apiPath}/touch`, { ...own, Cookie: header })), what);
  assert.ok(await isAlive());
});

test('neither half of a session is a session: cookie and value of the page only together', async () => {
  const own = { origin, 'sec-fetch-site': 'same-origin' };
  const half: readonly (readonly [what: string, headers: Readonly<Record<string, string>>])[] = [
    ['the cookie alone', cookie()],
    ['the value alone', { 'x-interlock-page': page.value }],
    ['the cookie with another value', { ...cookie(), 'x-interlock-page': 'A'.repeat(43) }],
    ['the cookie as a token', { 'x-access-token': page.cookie }],
    ['the cookie as a bearer', { authorization: `Bearer ${page.cookie}` }],
    ['the value as a token', { 'x-access-token': page.value }],
    ['the cookie in the address', { referer: `${origin}/?accessToken=${page.cookie}` }],
  ];
  for (const [what, headers] of half)
    assert.equal(
      (await send(`${apiPath}/touch?accessToken=${page.cookie}`, { ...own, ...headers })).status,
      440,
      what,
    );
});

test('no page and no answer may stand in a frame, be sniffed, or run what is not ours', async () => {
  const paths = ['/', '/login', '/orders', `${apiPath}/interlock/health`, `${apiPath}/touch`, '/nowhere.js'];
  for (const path of paths) {
    const answer = await send(path, { accept: 'text/html' }, undefined, 'GET');
    const policy = answer.headers.get('content-security-policy') ?? '';
    assert.match(policy, /frame-ancestors 'none'/, path);
    assert.match(policy, /default-src 'none'/, path);
    assert.doesNotMatch(policy, /unsafe|\*|http:|https:/, path);
    assert.equal(answer.headers.get('x-frame-options'), 'DENY', path);
    assert.equal(answer.headers.get('x-content-type-options'), 'nosniff', path);
    assert.equal(answer.headers.get('access-control-allow-origin'), null, path);
    assert.equal(answer.headers.get('cross-origin-opener-policy'), 'same-origin', path);
  }
});

test('another site is never told that it may: no preflight is answered', async () => {
  for (const id of routeIds) {
    const headers = {
      origin: 'https://evil.example',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type,x-access-token,x-interlock-page',
    };
    const answer = await send(`${apiPath}${routes[id].path}`, headers, undefined, 'OPTIONS');
    assert.ok(answer.status >= 400, id);
    for (const [name] of answer.headers) assert.ok(!name.startsWith('access-control-'), `${id} ${name}`);
  }
});
