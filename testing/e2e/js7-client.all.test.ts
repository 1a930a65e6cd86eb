import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type RealInstallation, realInstallation } from '../testkit/real-installation.ts';
import { runTool } from '../testkit/run-tool.ts';

// What scripts written for JS7 send by curl, and what openssl finds at the ports, before the real programs.

const password = 'the sea is warm in autumn';

let here: RealInstallation;

before(async () => {
  here = await realInstallation();
  await here.up({ INTERLOCK_ROOT_PASSWORD: password }).ready();
});
after(() => here?.remove());

interface CurlAnswer {
  readonly status: number;
  readonly headers: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects and fails where it is not there
  readonly body: any;
}

/** Posts with curl, which sends no body and no content type where none is given. */
async function curl(path: string, ...args: readonly string[]): Promise<CurlAnswer> {
  const { code, out, err } = await runTool('curl', [
    '--silent',
    '--show-error',
    '--include',
    '--request',
    'POST',
    ...args,
    `${here.httpUrl}/joc/api${path}`,
  ]);
  assert.equal(code, 0, err);
  const [head = '', ...rest] = out.split('\r\n\r\n');
  const body = rest.join('\r\n\r\n');
  assert.notEqual(body, '', 'never an empty answer');
  return { status: Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1]), headers: head, body: JSON.parse(body) };
}

async function loggedIn(): Promise<string> {
  const { status, body } = await curl('/authentication/login', '--user', `root:${password}`);
  assert.equal(status, 200);
  return body.accessToken;
}

test('a login is Basic without a body, and gives the token in header and body', async () => {
  const { status, headers, body } = await curl('/authentication/login', '--user', `root:${password}`);
  assert.equal(status, 200);
  assert.equal(body.isAuthenticated, true);
  assert.equal(body.account, 'root');
  assert.match(headers.toLowerCase(), new RegExp(`x-access-token: ${body.accessToken.toLowerCase()}`));
  assert.doesNotMatch(headers, /set-cookie/i, 'a REST client gets no cookie');
});

test('a wrong password is 401 with one text', async () => {
  const { status, body } = await curl('/authentication/login', '--user', 'root:wrong');
  assert.equal(status, 401);
  assert.equal(body.isAuthenticated, false);
});

const bodies: readonly [what: string, args: readonly string[]][] = [
  ['no body at all', []],
  ['an empty body that is said to be JSON', ['--header', 'content-type: application/json', '--data', '']],
  ['an empty object', ['--header', 'content-type: application/json', '--data', '{}']],
  ['a Basic header beside the token', ['--user', 'somebody:wrong']],
];
for (const [what, args] of bodies) {
  test(`with the token a call is answered that comes with ${what}`, async () => {
    const token = await loggedIn();
    for (const path of ['/joc/versions', '/controllers', '/controller/ids']) {
      const { status } = await curl(path, '--header', `x-access-token: ${token}`, ...args);
      assert.equal(status, 200, path);
    }
  });
}

test('a call without token is 440, whatever Basic header it brings', async () => {
  assert.equal((await curl('/controllers')).status, 440);
  assert.equal((await curl('/controllers', '--user', `root:${password}`)).status, 440);
});

test('an order is added as a script does, and its id comes back', async () => {
  const token = await loggedIn();
  const body = {
    controllerId: 'controller',
    orders: [{ workflowPath: '/samples/disk-space', orderName: 'curl', arguments: { limit: 80 } }],
    auditLog: { comment: 'from a script' },
  };
  const answer = await curl(
    '/orders/add',
    '--header',
    `x-access-token: ${token}`,
    '--header',
    'content-type: application/json',
    '--data',
    JSON.stringify(body),
  );
  assert.equal(answer.status, 200);
  assert.match(answer.body.orderIds[0], /^#\d{4}-\d\d-\d\d#.*-curl$/);
});

test('a logout says that nobody is authenticated any more, and the token is dead', async () => {
  const token = await loggedIn();
  const { status, body } = await curl('/authentication/logout', '--header', `x-access-token: ${token}`);
  assert.deepEqual([status, body.isAuthenticated], [200, false]);
  assert.equal((await curl('/joc/versions', '--header', `x-access-token: ${token}`)).status, 440);
});

test('HTTPS is trusted by the exported root, for its own name, and by nothing else', async () => {
  const root = join(here.folder, 'root.pem');
  assert.equal((await here.interlock(['ca', 'trust', '-o', root])).code, 0);
  const login = ['--silent', '--request', 'POST', '--user', `root:${password}`];
  const path = '/joc/api/authentication/login';
  const trusted = await runTool('curl', [...login, '--cacert', root, `${here.httpsUrl}${path}`]);
  assert.equal(trusted.code, 0);
  assert.equal(JSON.parse(trusted.out).isAuthenticated, true);
  const untrusted = 60;
  assert.equal((await runTool('curl', [...login, `${here.httpsUrl}${path}`])).code, untrusted);
  const { https } = here.ports;
  const otherName = ['--resolve', `cockpit.test:${https}:127.0.0.1`, `https://cockpit.test:${https}${path}`];
  assert.equal((await runTool('curl', [...login, '--cacert', root, ...otherName])).code, untrusted);
});

test('the command line logs in over HTTPS with the exported root, and not without', async () => {
  const root = join(here.folder, 'root.pem');
  const login = ['login', '--url', here.httpsUrl, '--account', 'root', '--password-stdin'];
  const without = await here.interlock(login, [password]);
  assert.equal(without.code, 5);
  assert.match(without.err, /--ca FILE/);
  assert.equal((await here.interlock([...login, '--ca', root], [password])).code, 0);
  assert.equal((await here.interlock(['order', 'list'])).code, 0);
  assert.equal((await here.interlock(['logout'])).code, 0);
});

/** A handshake by openssl, which is allowed everything that is old and weak. */
async function handshake(port: number, ...args: readonly string[]): Promise<string | undefined> {
  const { out, err } = await runTool('openssl', [
    's_client',
    '-connect',
    `127.0.0.1:${port}`,
    '-servername',
    'localhost',
    ...args,
  ]);
  return /^(?:New|Reused), (TLSv[\d.]+), Cipher is (?!\(NONE\))/m.exec(`${out}\n${err}`)?.[1];
}

const weak = ['-cipher', 'ALL:@SECLEVEL=0'];
const accepted: readonly [port: 'https' | 'controller' | 'agent', versions: readonly string[]][] = [
  ['https', ['-tls1_3', '-tls1_2']],
  ['controller', ['-tls1_3']],
  ['agent', ['-tls1_3']],
];
for (const [port, versions] of accepted) {
  test(`the port of ${port} speaks ${versions.join(' and ')} and nothing older`, async () => {
    for (const version of ['-tls1_3', '-tls1_2', '-tls1_1', '-tls1']) {
      const agreed = await handshake(here.ports[port], version, ...(version === '-tls1_3' ? [] : weak));
      assert.equal(agreed !== undefined, versions.includes(version), `${version}: ${agreed}`);
    }
  });
}

for (const suites of ['kRSA', 'SHA1', 'SHA256', 'NULL', 'aNULL', 'CAMELLIA', 'AESCCM']) {
  test(`TLS 1.2 is not agreed on with ${suites}: only with forward secrecy and authenticated encryption`, async () => {
    const agreed = await handshake(here.ports.https, '-tls1_2', '-cipher', `${suites}:@SECLEVEL=0`);
    assert.equal(agreed, undefined);
  });
}

test('plain HTTP on the ports of TLS is answered by nobody', async () => {
  for (const port of [here.ports.https, here.ports.controller, here.ports.agent]) {
    const { code, out } = await runTool('curl', [
      '--silent',
      `http://127.0.0.1:${port}/joc/api/authentication/login`,
    ]);
    assert.notEqual(code, 0);
    assert.equal(out, '');
  }
});
