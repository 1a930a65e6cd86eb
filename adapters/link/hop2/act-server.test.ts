import assert from 'node:assert/strict';
import { request as httpsRequest } from 'node:https';
import { test } from 'node:test';
import { connect } from 'node:tls';
import { type FolderPath, problem, refuse, succeed, unwrap } from '@interlock/base';
import { type Caller, requestBytesMax } from '@interlock/node-api';
import { bodyDigest } from '../body-digest.ts';
import { type FakeIdentity, fakeCa, fakeSigner, within } from '../loopback-fakes.ts';
import type { SignToken, TlsMaterial } from '../security.ts';
import { cockpitUri, controllerUri, type Hop2World, handlers, hop2World } from './hop2.fakes.ts';

const never = new AbortController().signal;
const asCreator = {
  account: 'JOC/alice',
  permission: 'sos:products:controller:orders:create',
  folders: [{ folder: '/a', recursive: true }],
};
const order = { orders: [{ orderId: '#1', workflowPath: '/a/w' }] };

test('a good call reaches its handler with the person named in the token, and its answer comes back', async (t) => {
  const seen: Caller[] = [];
  const world = await hop2World(t, {
    handlers: handlers({
      'add-orders': async (request, caller) => {
        seen.push(caller);
        assert.deepEqual(request.orders[0]?.arguments, {});
        return succeed({ eventId: 7 });
      },
    }),
  });
  const answer = await world.client().call('add-orders', order, asCreator, never);
  assert.deepEqual(answer, { ok: true, value: { eventId: 7 } });
  assert.equal(seen[0]?.account, 'JOC/alice');
  assert.equal(seen[0]?.peerId, 'cockpit');
  assert.ok(seen[0]?.covers('/a/b' as FolderPath));
  assert.ok(!seen[0]?.covers('/b' as FolderPath));
});

test("a handler's refusal comes back as it is", async (t) => {
  const first = problem('UnknownWorkflow', 'There is none.', { field: 'orders[0].workflowPath' });
  const refusal = { ...first, problems: [first, problem('DuplicateOrder')] };
  const world = await hop2World(t, { handlers: handlers({ 'add-orders': async () => refuse(refusal) }) });
  assert.deepEqual(await world.client().call('add-orders', order, asCreator, never), refuse(refusal));
});

test('what a handler throws is reported here and answered as Internal, without its text', async (t) => {
  const world = await hop2World(t, {
    handlers: handlers({ state: () => Promise.reject(new Error('secret detail')) }),
  });
  const answer = await world.client().call('state', {}, {}, never);
  assert.equal(answer.ok ? '' : answer.problem.code, 'Internal');
  assert.ok(!JSON.stringify(answer).includes('secret detail'));
  assert.equal(world.faults.length, 1);
});

const another = `${'x'.repeat(42)}A`;
const forgeries: readonly (readonly [string, (world: Hop2World) => SignToken | Promise<SignToken>])[] = [
  ['stolen by another certificate', async ({ ca }) => fakeSigner(await ca.issue(cockpitUri, 'client'))],
  ['by another sender', ({ cockpit }) => fakeSigner(cockpit, (claims) => ({ ...claims, iss: 'other' }))],
  ['for another receiver', ({ cockpit }) => fakeSigner(cockpit, (claims) => ({ ...claims, aud: 'agent' }))],
  [
    'for another act',
    ({ cockpit }) => fakeSigner(cockpit, (claims) => ({ ...claims, act: 'cancel-orders' })),
  ],
  ['for another body', ({ cockpit }) => fakeSigner(cockpit, (claims) => ({ ...claims, bd: another }))],
  [
    'expired',
    ({ cockpit }) =>
      fakeSigner(cockpit, (claims) => ({ ...claims, iat: claims.iat - 900, exp: claims.exp - 900 })),
  ],
  [
    'alive for too long',
    ({ cockpit }) => fakeSigner(cockpit, (claims) => ({ ...claims, exp: claims.exp + 900 })),
  ],
  ['used before', ({ cockpit }) => fakeSigner(cockpit, (claims) => ({ ...claims, jti: 'A'.repeat(22) }))],
];

test('a token that does not fit this connection, act and body is refused, and nothing is done', async (t) => {
  let done = 0;
  const world = await hop2World(t, {
    handlers: handlers({
      'add-orders': async () => {
        done++;
        return succeed({ eventId: 1 });
      },
    }),
  });
  for (const [what, signer] of forgeries) {
    const client = world.client({ signToken: await signer(world) });
    if (what === 'used before') assert.ok((await client.call('add-orders', order, asCreator, never)).ok);
    done = 0;
    const answer = await client.call('add-orders', order, asCreator, never);
    assert.equal(answer.ok ? '' : answer.problem.code, 'HopTokenRefused', what);
    assert.equal(done, 0, what);
  }
  assert.equal(world.refusals.length, forgeries.length);
  assert.ok(world.refusals.every((refusal) => refusal.act === 'add-orders' && refusal.peerId === 'cockpit'));
});

test('a token that was made just before the Controller started is made anew, once', async (t) => {
  const world = await hop2World(t, { handlers: handlers({ agents: async () => succeed({ agents: [] }) }) });
  let made = 0;
  const early = fakeSigner(world.cockpit, (claims) => {
    made++;
    return made === 1 ? { ...claims, iat: claims.iat - 30, exp: claims.exp - 30 } : claims;
  });
  assert.ok((await world.client({ signToken: early }).call('agents', {}, {}, never)).ok);
  assert.equal(made, 2);
});

test("a token must name a permission that the act's table asks for, and none where it asks for none", async (t) => {
  const world = await hop2World(t);
  const wrong = { ...asCreator, permission: 'sos:products:controller:orders:view' };
  const { permission: _, ...without } = asCreator;
  for (const onBehalf of [wrong, without]) {
    const answer = await world.client().call('add-orders', order, onBehalf, never);
    assert.equal(answer.ok ? '' : answer.problem.field, 'perm');
  }
  const tooMuch = await world.client().call('state', {}, asCreator, never);
  assert.equal(tooMuch.ok ? '' : tooMuch.problem.field, 'perm');
});

test('a client with the wrong role, id, usage, CA or no certificate is told so, whatever its token says', async (t) => {
  const world = await hop2World(t);
  const strange = await fakeCa();
  const identities = [
    await world.ca.issue('interlock://controller.test/cockpit', 'client'),
    await world.ca.issue('interlock://cockpit.test/other', 'client'),
    await world.ca.issue('interlock://cockpit.other/cockpit', 'client'),
    await world.ca.issue(cockpitUri, 'server'),
    await strange.issue(cockpitUri, 'client'),
  ];
  for (const identity of identities) {
    const client = world.client({ tls: () => identity, signToken: fakeSigner(identity) });
    const answer = await client.call('agents', {}, {}, never);
    assert.equal(answer.ok ? '' : answer.problem.code, 'CertificateRefused', identity.uri);
  }
  const status = await raw(world, { identity: undefined, path: '/controller/api/agents', body: '{}' });
  assert.deepEqual([status.status, JSON.parse(status.body).problem.code], [403, 'CertificateRefused']);
  assert.equal(world.refusals.length, identities.length + 1);
});

test('a client sends nothing to a server with the wrong role, id, usage or CA', async (t) => {
  const world = await hop2World(t);
  const strange = await fakeCa();
  const checks = [
    world.ca.check('interlock://agent.controller.test/controller', 'server'),
    world.ca.check('interlock://controller.test/other', 'server'),
    world.ca.check(controllerUri, 'client'),
    strange.check(controllerUri, 'server'),
  ];
  for (const peers of checks) {
    const answer = await world.client({ peers }).call('agents', {}, {}, never);
    assert.equal(answer.ok ? '' : answer.problem.code, 'CertificateRefused');
  }
  assert.deepEqual(world.refusals, []);
});

test('a revoked certificate is refused on the open connection, and its connection can be cut', async (t) => {
  const world = await hop2World(t, { handlers: handlers({ agents: async () => succeed({ agents: [] }) }) });
  const client = world.client();
  assert.ok((await client.call('agents', {}, {}, never)).ok);
  world.serverCheck.revoked.add(world.cockpit.thumbprint);
  const answer = await client.call('agents', {}, {}, never);
  assert.equal(answer.ok ? '' : answer.problem.code, 'CertificateRefused');
  const socket = connect({
    ...plainTarget(world),
    key: world.cockpit.key,
    cert: world.cockpit.certificate,
    rejectUnauthorized: false,
  });
  t.after(() => socket.destroy());
  world.serverCheck.revoked.clear();
  const answered = Promise.withResolvers<void>();
  const cut = Promise.withResolvers<void>();
  socket.once('data', () => answered.resolve());
  socket.once('close', () => cut.resolve());
  socket.on('error', () => undefined);
  socket.write('GET /nowhere HTTP/1.1\r\nhost: x\r\n\r\n');
  await within(answered.promise, 'the answer');
  world.server.cut(world.cockpit.thumbprint);
  await within(cut.promise, 'the cut');
});

test('a renewed certificate is shown at the next handshake', async (t) => {
  const shown: { material: TlsMaterial } = { material: { key: '', certificate: '' } };
  const ca = await fakeCa();
  shown.material = await ca.issue(controllerUri, 'server');
  const world = await hop2World(t, { tls: () => shown.material });
  const renewed = await ca.issue(controllerUri, 'server');
  shown.material = renewed;
  world.server.renew();
  const seen: string[] = [];
  const good = ca.check(controllerUri, 'server');
  const peers = {
    ...good,
    prove: (der: Uint8Array) => {
      const proved = good.prove(der);
      if (proved.ok) seen.push(proved.value.thumbprint);
      return proved;
    },
  };
  await world.client({ peers }).call('state', {}, {}, never);
  assert.deepEqual(seen, [renewed.thumbprint]);
});

const badRequests: readonly (readonly [string, Partial<RawCall>, number, string])[] = [
  ['another path', { path: '/joc/api/orders' }, 404, 'UnknownObject'],
  ['an unknown act', { path: '/controller/api/shutdown' }, 404, 'UnknownObject'],
  ['an act from the prototype', { path: '/controller/api/toString' }, 404, 'UnknownObject'],
  ['a path that only looks right', { path: '/controller/api/../api/agents/' }, 404, 'UnknownObject'],
  ['another method', { method: 'GET' }, 400, 'InvalidInput'],
  ['no token', { token: '' }, 403, 'HopTokenRefused'],
  ['a token with strange characters', { token: 'a b' }, 403, 'HopTokenRefused'],
  ['a form', { type: 'text/plain' }, 400, 'InvalidInput'],
  ['no JSON', { body: '{"a"' }, 400, 'InvalidInput'],
  ['no UTF-8', { body: Buffer.from([0x22, 0xff, 0x22]) }, 400, 'InvalidInput'],
  ['deep JSON', { body: '['.repeat(100_000) }, 400, 'InvalidInput'],
  ['a prototype key', { body: '{"__proto__":{}}' }, 400, 'InvalidInput'],
  ['an unknown field', { body: '{"admin":true}' }, 400, 'InvalidInput'],
  ['an empty body', { body: '' }, 400, 'InvalidInput'],
  ['a body that is too large', { body: Buffer.alloc(requestBytesMax + 1, 0x20) }, 413, 'TooLarge'],
  [
    'a chunked body that is too large',
    { body: Buffer.alloc(requestBytesMax + 1, 0x20), chunked: true },
    413,
    'TooLarge',
  ],
];

test('a request that is not as it should be gets a clear problem, and the server lives on', async (t) => {
  const world = await hop2World(t, { handlers: handlers({ agents: async () => succeed({ agents: [] }) }) });
  for (const [what, change, status, code] of badRequests) {
    const answer = await raw(world, {
      identity: world.cockpit,
      path: '/controller/api/agents',
      body: '{}',
      ...change,
    });
    assert.deepEqual([answer.status, JSON.parse(answer.body).problem.code], [status, code], what);
  }
  assert.ok((await world.client().call('agents', {}, {}, never)).ok);
});

test('a call is given up at its time limit and at its signal', async (t) => {
  const world = await hop2World(t, { handlers: handlers({ state: () => new Promise(() => undefined) }) });
  const late = await world.client({ callMsMax: 30 }).call('state', {}, {}, never);
  assert.equal(late.ok ? '' : late.problem.code, 'ControllerUnreachable');
  const stop = new AbortController();
  const call = world.client().call('state', {}, {}, stop.signal);
  stop.abort();
  const stopped = await call;
  assert.equal(stopped.ok ? '' : stopped.problem.code, 'ControllerUnreachable');
});

test('a Controller that is not there is unreachable, and found again by the next call', async (t) => {
  const world = await hop2World(t);
  const client = world.client({ address: '127.0.0.1:1' });
  const answer = await client.call('agents', {}, {}, never);
  assert.equal(answer.ok ? '' : answer.problem.code, 'ControllerUnreachable');
});

test('headers that never end are cut off', async (t) => {
  const world = await hop2World(t);
  const socket = connect({
    ...plainTarget(world),
    key: world.cockpit.key,
    cert: world.cockpit.certificate,
    rejectUnauthorized: false,
  });
  const closed = Promise.withResolvers<void>();
  socket.on('error', () => undefined);
  socket.once('close', () => closed.resolve());
  socket.resume();
  socket.write(`GET / HTTP/1.1\r\n${'x: y\r\n'.repeat(100)}z: ${'a'.repeat(20_000)}`);
  await within(closed.promise, 'the cut');
});

interface RawCall {
  readonly identity: FakeIdentity | undefined;
  readonly path: string;
  readonly body: string | Buffer;
  readonly method?: string;
  readonly token?: string;
  readonly type?: string;
  readonly chunked?: boolean;
}

function plainTarget(world: Hop2World): { readonly host: string; readonly port: number } {
  const [host = '', port = ''] = world.server.address.split(':');
  return { host, port: Number(port) };
}

// A request by hand, for what the client never sends.
async function raw(
  world: Hop2World,
  call: RawCall,
): Promise<{ readonly status: number; readonly body: string }> {
  const act = call.path.split('/').at(-1) || 'agents';
  const signed = fakeSigner(call.identity ?? world.cockpit)({
    audience: 'controller',
    act,
    bodyDigest: bodyDigest(call.body),
  });
  const token = call.token ?? unwrap(signed);
  const { promise, resolve } = Promise.withResolvers<{ status: number; body: string }>();
  const sending = httpsRequest(
    {
      ...plainTarget(world),
      ...(call.identity === undefined ? {} : { key: call.identity.key, cert: call.identity.certificate }),
      agent: false,
      rejectUnauthorized: false,
      method: call.method ?? 'POST',
      path: call.path,
      headers: {
        'content-type': call.type ?? 'application/json',
        ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
        ...(call.chunked === true
          ? { 'transfer-encoding': 'chunked' }
          : { 'content-length': Buffer.byteLength(call.body) }),
      },
    },
    (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part) => (text += part));
      response.on('close', () => resolve({ status: response.statusCode ?? 0, body: text }));
    },
  );
  sending.on('error', () => undefined);
  sending.end(call.body);
  return within(promise, 'an answer');
}
