import assert from 'node:assert/strict';
import { createHash, createPrivateKey, randomBytes } from 'node:crypto';
import { request as httpsRequest } from 'node:https';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { base64url, unwrap } from '@interlock/base';
import { hopTokenSigner, type TokenRequest } from '@interlock/link';
import { readAuditChain } from '@interlock/store';
import {
  type Credential,
  createJoinCertificate,
  hopSigningKey,
  loadCredential,
  tlsMaterialOf,
} from '@interlock/trust';
import { CockpitClient } from '../testkit/cockpit-client.ts';
import { type RealInstallation, realInstallation } from '../testkit/real-installation.ts';
import { runTool } from '../testkit/run-tool.ts';
import { until } from '../testkit/until.ts';

// A token of one hop is worthless on every other, with another certificate and for another action: tried with the
// keys of real programs, as one who has stolen them would.

const password = 'the sea is warm in autumn';

let here: RealInstallation;
let sessionToken: string;
let credentials: Readonly<Record<Holder, Credential>>;

const files = {
  cockpit: 'cockpit/keys/node.pem',
  controllerServer: 'controller/keys/server.pem',
  controllerClient: 'controller/keys/client.pem',
  agent: 'agent/keys/agent.pem',
  https: 'cockpit/https/server.pem',
  httpsRoot: 'cockpit/https/root.pem',
  programCa: 'cockpit/pki/programs.pem',
} as const;
type Holder = keyof typeof files | 'stranger';

before(async () => {
  here = await realInstallation();
  await here.up({ INTERLOCK_ROOT_PASSWORD: password }).ready();
  const login = await new CockpitClient(here.httpUrl).login('root', password);
  sessionToken = login.body.accessToken;
  const held: [string, Credential][] = [];
  for (const [holder, file] of Object.entries(files)) {
    const credential = unwrap(await loadCredential(join(here.dataFolder, file)));
    assert.ok(credential, file);
    held.push([holder, credential]);
  }
  held.push(['stranger', await selfSigned()]);
  credentials = Object.fromEntries(held) as Record<Holder, Credential>;
});
after(() => here?.remove());

async function selfSigned(): Promise<Credential> {
  const { key, certificate } = await createJoinCertificate(Date.now(), randomBytes);
  return { privateKey: createPrivateKey(key), certificate };
}

const digest = (text: string) => base64url(createHash('sha256').update(text).digest());

/** A token that is right for the act `state` of the Controller, but for what is said otherwise. */
function tokenOf(holder: Holder, id: string, changes: Partial<TokenRequest> = {}): string {
  const sign = hopTokenSigner({
    id,
    key: () => hopSigningKey(credentials[holder]),
    clock: Date,
    randomBytes,
  });
  return unwrap(sign({ audience: 'controller', act: 'state', bodyDigest: digest('{}'), ...changes }));
}

interface Ask {
  readonly port: number;
  readonly path: string;
  readonly method?: 'GET' | 'POST';
  /** Whose certificate is shown; absent: none. */
  readonly as?: Holder;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Asks over TLS. @returns the status; 101 for an upgrade, 0 where the connection was refused. */
function ask({ port, path, method = 'POST', as, headers = {}, body = '' }: Ask): Promise<number> {
  const material = as === undefined ? undefined : tlsMaterialOf(credentials[as]);
  const options = {
    host: '127.0.0.1',
    servername: 'localhost',
    port,
    path,
    method,
    agent: false,
    rejectUnauthorized: false,
    headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
    ...(material === undefined ? {} : { key: material.key, cert: material.certificate }),
    signal: AbortSignal.timeout(20_000),
  };
  return new Promise((resolve) => {
    const call = httpsRequest(options, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    call.on('upgrade', (_answer, socket) => {
      socket.destroy();
      resolve(101);
    });
    call.on('error', () => resolve(0));
    call.end(body);
  });
}

/** Asks the Controller for its state, a call that changes nothing. */
function askController(token: string | undefined, as: Holder | undefined, body = '{}', act = 'state') {
  const headers = {
    'content-type': 'application/json',
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  };
  const path = `/controller/api/${act}`;
  return ask({ port: here.ports.controller, path, headers, body, ...(as === undefined ? {} : { as }) });
}

/** Asks the Agent for a connection. */
function askAgent(token: string | undefined, as: Holder | undefined) {
  const headers = {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': randomBytes(16).toString('base64'),
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  };
  const common = { port: here.ports.agent, path: '/agent/link', method: 'GET' as const, headers };
  return ask({ ...common, ...(as === undefined ? {} : { as }) });
}

/** Whether nothing was done: the connection or the request was refused. */
function isRefusal(status: number): boolean {
  return [0, 401, 403].includes(status);
}

const connectToken = (holder: Holder, id: string, changes: Partial<TokenRequest> = {}) =>
  tokenOf(holder, id, { audience: 'agent', act: 'connect', bodyDigest: digest(''), ...changes });

test('the Controller answers the Cockpit, with its certificate and a token for this act', async () => {
  assert.equal(await askController(tokenOf('cockpit', 'cockpit'), 'cockpit'), 200);
});

const atController: readonly [what: string, ask: () => Promise<number>][] = [
  ["a person's session token", () => askController(sessionToken, 'cockpit')],
  ['no token', () => askController(undefined, 'cockpit')],
  [
    'a token for the Agent',
    () => askController(tokenOf('cockpit', 'cockpit', { audience: 'agent' }), 'cockpit'),
  ],
  [
    'a token for another act',
    () => askController(tokenOf('cockpit', 'cockpit', { act: 'agents' }), 'cockpit'),
  ],
  ['a token for another body', () => askController(tokenOf('cockpit', 'cockpit'), 'cockpit', '{ }')],
  ['a token of another issuer', () => askController(tokenOf('cockpit', 'other'), 'cockpit')],
  [
    'a token that the Controller itself has signed',
    () => askController(tokenOf('controllerClient', 'controller'), 'cockpit'),
  ],
  [
    "a token signed with another key than the connection's certificate",
    () => askController(tokenOf('stranger', 'cockpit'), 'cockpit'),
  ],
  [
    'a right without a right: a token that names no permission where one is needed',
    () =>
      askController(
        tokenOf('cockpit', 'cockpit', {
          act: 'cancel-orders',
          bodyDigest: digest('{"orderIds":["#1"],"kill":false}'),
        }),
        'cockpit',
        '{"orderIds":["#1"],"kill":false}',
        'cancel-orders',
      ),
  ],
];
for (const [what, asks] of atController) {
  test(`the Controller refuses ${what}`, async () => {
    assert.ok(isRefusal(await asks()));
  });
}

test('a token is good for one call', async () => {
  const token = tokenOf('cockpit', 'cockpit');
  assert.equal(await askController(token, 'cockpit'), 200);
  assert.ok(isRefusal(await askController(token, 'cockpit')));
});

const others: readonly Holder[] = [
  'controllerServer',
  'controllerClient',
  'agent',
  'https',
  'httpsRoot',
  'programCa',
  'stranger',
];
for (const holder of [...others, undefined]) {
  test(`the Controller refuses who shows ${holder ?? 'no certificate'}, whatever token he brings`, async () => {
    const token = tokenOf(holder ?? 'cockpit', 'cockpit');
    assert.ok(isRefusal(await askController(token, holder)));
  });
}

for (const holder of [
  ...others.filter((other) => other !== 'controllerClient'),
  'cockpit',
  undefined,
] as const) {
  test(`the Agent refuses who shows ${holder ?? 'no certificate'}, whatever token he brings`, async () => {
    const token = connectToken(holder ?? 'controllerClient', 'controller');
    assert.ok(isRefusal(await askAgent(token, holder)));
  });
}

const atAgent: readonly [what: string, token: () => string | undefined][] = [
  ["a person's session token", () => sessionToken],
  ['no token', () => undefined],
  ['a token of hop 2', () => tokenOf('cockpit', 'cockpit')],
  ['a token for another Agent', () => connectToken('controllerClient', 'controller', { audience: 'other' })],
  ['a token for a step', () => connectToken('controllerClient', 'controller', { act: 'StartStep' })],
  ['a token that the Cockpit has signed', () => connectToken('cockpit', 'controller')],
];
for (const [what, token] of atAgent) {
  test(`the Agent refuses ${what}, even from its Controller's certificate`, async () => {
    assert.ok(isRefusal(await askAgent(token(), 'controllerClient')));
  });
}

test('the Agent accepts its Controller, with its certificate and a token to connect', async () => {
  assert.equal(await askAgent(connectToken('controllerClient', 'controller'), 'controllerClient'), 101);
});

for (const holder of ['controllerClient', 'cockpit', 'agent', 'programCa'] as const) {
  test(`at the Cockpit the certificate of ${holder} logs nobody in, nor does its hop token`, async () => {
    const hopToken = tokenOf(holder, 'controller', { audience: 'cockpit' });
    for (const headers of [
      {},
      { 'x-access-token': hopToken },
      { authorization: `Bearer ${hopToken}` },
      { cookie: `__Host-interlock=${hopToken}` },
    ]) {
      const status = await ask({
        port: here.ports.https,
        path: '/joc/api/controllers',
        as: holder,
        headers: { 'content-type': 'application/json', ...headers },
        body: '{}',
      });
      assert.equal(status, 440, JSON.stringify(Object.keys(headers)));
    }
  });
}

for (const port of ['controller', 'agent'] as const) {
  test(`openssl without a certificate gets no answer but a refusal from the ${port}`, async () => {
    const path = port === 'controller' ? '/controller/api/state' : '/agent/link';
    const input = `POST ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}`;
    const args = ['s_client', '-quiet', '-tls1_3', '-connect', `127.0.0.1:${here.ports[port]}`];
    const { out } = await runTool('openssl', args, input);
    assert.doesNotMatch(out, /HTTP\/1\.1 (1|2)\d\d/);
  });
}

/** The refusals at the border in the audit chain of a program. */
function refusals(role: 'controller' | 'agent') {
  const chain = unwrap(readAuditChain(join(here.dataFolder, role, 'journal.db'), role, 'cockpit'));
  assert.ok(chain);
  const records = [...chain.lines()].map((line) => JSON.parse(line));
  chain.close();
  return records.filter(({ action }) => action === 'PeerRefused' || action === 'HopTokenRefused');
}

test('the audit chains of Controller and Agent name what was refused, at which hop, and which token', async () => {
  for (const [role, hop] of [
    ['controller', 2],
    ['agent', 3],
  ] as const) {
    await until(() => {
      const found = refusals(role);
      const actions = new Set(found.map(({ action }) => action));
      return actions.has('PeerRefused') && actions.has('HopTokenRefused');
    });
    const found = refusals(role);
    assert.ok(
      found.every(({ details }) => details?.hop === hop || details?.count !== undefined),
      JSON.stringify(found),
    );
    const named = found.filter(({ details }) => /^[A-Za-z0-9_-]{22,64}$/.test(details?.tokenId ?? ''));
    assert.ok(named.length > 0, JSON.stringify(found));
    assert.ok(!JSON.stringify(found).includes(sessionToken), 'and never the token itself');
  }
});
