import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { accountName, unwrap } from '@interlock/base';
import { type RouteId, routeIds, routes } from '@interlock/cockpit-api';
import { accountKey, identityServiceId } from '@interlock/iam';
import {
  type AccountRights,
  basic,
  type CockpitWorld,
  cockpitWorld,
  deployed,
  newPageValue,
  password,
  type RestClient,
  send,
  type WorldAnswer,
} from '../../../../testing/cockpit/cockpit-world.ts';
import { sampleRequests } from '../../../../testing/security/sample-requests.ts';

const identityServiceName = 'JOC-INITIAL';
const controllerId = 'controller';
const manage = 'sos:products:joc:administration:accounts:manage';
const view = 'sos:products:joc:administration:accounts:view';
const ordersView = 'sos:products:controller:orders:view';
const ordersCreate = 'sos:products:controller:orders:create';
const auditView = 'sos:products:joc:auditlog:view';
const keyOf = (name: string) => accountKey(unwrap(identityServiceId('joc')), name);
const grants = (...names: readonly string[]): AccountRights => ({
  permissions: names.map((permission) => ({ permission, excluded: false })),
});

async function opened(t: TestContext): Promise<{ world: CockpitWorld; root: RestClient }> {
  const world = await cockpitWorld();
  t.after(() => world.close());
  return { world, root: await world.account('root') };
}

interface Made extends RestClient {
  readonly id: string;
}

/** Makes a token and gives what calls by it. */
async function made(world: CockpitWorld, by: RestClient, more: object = {}): Promise<Made> {
  const answer = await by.call('/iam/token/create', { name: 'nightly', ...more });
  assert.equal(answer.status, 200, answer.text);
  const { value, token } = answer.body;
  return {
    id: token.id,
    token: value,
    call: (path, body, headers = {}) =>
      send(world.server, path, body, { 'x-access-token': value, ...headers }),
  };
}

const add = (by: RestClient, workflowPath: string) =>
  by.call('/orders/add', { controllerId, orders: [{ workflowPath, scheduledFor: 'never' }] });

const problemOf = (answer: WorldAnswer) => [
  answer.status,
  answer.body.error?.problem,
  answer.body.error?.field,
];

test('a token is shown once, works in either header, and is nowhere kept as it is', async (t) => {
  const { world, root } = await opened(t);
  const token = await made(world, root);
  assert.match(token.token, /^ila_[\w-]{43}$/);
  for (const headers of [{ 'x-access-token': token.token }, { authorization: `Bearer ${token.token}` }]) {
    const me = await send(world.server, '/interlock/me', {}, headers);
    assert.deepEqual([me.status, me.body.account], [200, 'root']);
  }
  const list = await root.call('/iam/tokens', {});
  const [listed] = list.body.tokens;
  assert.deepEqual(
    [listed.id, listed.name, listed.accountName, listed.createdBy, listed.hasEnded],
    [token.id, 'nightly', 'root', 'root', false],
  );
  assert.equal(Date.parse(listed.endsAt) - Date.parse(listed.createdAt), 90 * 24 * 3_600_000);
  const stored = await world.store.read.apiTokens.findById(token.id);
  const trail = await root.call('/audit_log', {});
  for (const sink of [list.text, JSON.stringify(stored), trail.text, world.logged.join('\n')])
    assert.ok(!sink.includes(token.token.slice(4)));
});

test('a value of one kind is refused in the place of another', async (t) => {
  const { world, root } = await opened(t);
  const token = await made(world, root);
  const page = newPageValue();
  const cookie = await send(
    world.server,
    '/interlock/me',
    {},
    {
      cookie: `__Host-interlock-test=${token.token}`,
      'x-interlock-page': page,
      'sec-fetch-site': 'same-origin',
      origin: 'https://cockpit.example',
    },
  );
  const disguised = `ilh_${token.token.slice(4)}`;
  const session = `ila_${root.token.slice(4)}`;
  const answers = [cookie];
  for (const value of [
    disguised,
    session,
    token.token.slice(0, -1),
    `${token.token}x`,
    token.token.toUpperCase(),
  ])
    answers.push(await send(world.server, '/interlock/me', {}, { 'x-access-token': value }));
  for (const answer of answers) assert.equal(answer.status, 440);
});

test('what is asked for is checked by name, and nothing is stored of what is refused', async (t) => {
  const { world, root } = await opened(t);
  const faults: readonly (readonly [object, string])[] = [
    [{ expiresInDays: 366 }, 'expiresInDays'],
    [{ expiresInDays: 0 }, 'expiresInDays'],
    [{ expiresInDays: 1.5 }, 'expiresInDays'],
    [{ name: '' }, 'name'],
    [{ name: ' \u0007 ' }, 'name'],
    [{ permissions: [] }, 'permissions'],
    [{ permissions: [auditView, 'sos:products:joc:auditlog:vieW'] }, 'permissions[1]'],
    [{ folders: [] }, 'folders'],
    [{ folders: [{ folder: '/a/../b', recursive: true }] }, 'folders[0].folder'],
    [{ folders: [{ folder: '/a' }] }, 'folders[0].recursive'],
    [{ accountKey: 'joc/root' }, 'accountKey'],
    [{ createdBy: 'somebody' }, 'createdBy'],
    [{ accountName: 'nobody' }, 'accountName'],
  ];
  for (const [fault, field] of faults) {
    const answer = await root.call('/iam/token/create', { name: 'nightly', ...fault });
    assert.deepEqual([answer.status, answer.body.error?.field], [420, field], JSON.stringify(fault));
  }
  assert.deepEqual((await root.call('/iam/tokens', {})).body.tokens, []);
  await made(world, root);
  assert.deepEqual(problemOf(await root.call('/iam/token/create', { name: ' NIGHTLY ' })), [
    420,
    'DuplicateName',
    'name',
  ]);
});

test('an account has a bounded number of tokens', async (t) => {
  const { root } = await opened(t);
  for (let count = 0; count < 100; count++)
    assert.equal((await root.call('/iam/token/create', { name: `t${count}` })).status, 200);
  assert.equal((await root.call('/iam/token/create', { name: 'one more' })).status, 420);
});

test('36: a token for somebody else needs the right to manage accounts and every right of that account', async (t) => {
  const { world, root } = await opened(t);
  await world.account('machine', grants(ordersView));
  await world.account('strong', { roles: ['administrator'] });
  const plain = await world.account('plain', grants(ordersView));
  const viewer = await world.account('viewer', grants(ordersView, view));
  const keeper = await world.account('keeper', grants(ordersView, view, manage));
  const forAccount = (by: RestClient, name: string) =>
    by.call('/iam/token/create', { name: 'nightly', accountName: name, identityServiceName });
  // Who may not view accounts learns nothing of whether there is one.
  const [there, notThere] = [await forAccount(plain, 'machine'), await forAccount(plain, 'nobody')];
  assert.deepEqual([there.status, there.body.message], [403, notThere.body.message]);
  assert.equal((await plain.call('/iam/tokens', { accountName: 'machine' })).status, 403);
  assert.equal((await viewer.call('/iam/tokens', { accountName: 'machine' })).status, 200);
  assert.equal((await plain.call('/iam/tokens', { everybody: true })).status, 403);
  assert.deepEqual((await viewer.call('/iam/tokens', { everybody: true })).body.tokens, []);
  assert.equal((await viewer.call('/iam/tokens', { everybody: true, accountName: 'machine' })).status, 420);
  assert.equal((await forAccount(viewer, 'machine')).status, 403);
  assert.equal((await forAccount(keeper, 'strong')).status, 403);
  assert.deepEqual(problemOf(await forAccount(keeper, 'nobody')).slice(0, 2), [420, 'UnknownObject']);
  const token = await made(world, keeper, { accountName: 'MACHINE' });
  const me = await token.call('/interlock/me', {});
  assert.deepEqual([me.body.account, me.body.permissions], ['machine', [ordersView]]);
  assert.equal((await token.call('/audit_log', {})).status, 403);
  const [{ createdBy }] = (await root.call('/iam/tokens', { accountName: 'machine' })).body.tokens;
  assert.equal(createdBy, 'keeper');
  const all = (await viewer.call('/iam/tokens', { everybody: true })).body;
  assert.deepEqual([all.tokens.length, all.tokens[0].accountName, all.isCut], [1, 'machine', false]);
});

test('36: a token never holds more than its account holds at the moment, nor more than its limit', async (t) => {
  const { world } = await opened(t);
  deployed(world, '/a/first', '/b/second');
  const ann = await world.account('ann', grants(ordersView, ordersCreate, auditView));
  const all = await made(world, ann);
  const reader = await made(world, ann, { name: 'reader', permissions: [ordersView, manage] });
  const inA = await made(world, ann, { name: 'in a', folders: [{ folder: '/a', recursive: true }] });
  assert.equal((await add(all, 'first')).status, 200);
  assert.equal((await add(reader, 'first')).status, 403);
  assert.equal((await reader.call('/orders', { controllerId })).status, 200);
  assert.equal((await reader.call('/iam/accounts', { identityServiceName })).status, 403);
  assert.equal((await add(inA, 'first')).status, 200);
  assert.equal((await add(inA, 'second')).status, 419);
  assert.equal((await inA.call('/audit_log', {})).status, 200);
  // Lists and rows say the same as the calls.
  assert.equal((await add(all, 'second')).status, 200);
  const paths = async (by: RestClient) =>
    new Set(
      (await by.call('/orders', { controllerId })).body.orders.map(
        (order: { workflowId: { path: string } }) => order.workflowId.path,
      ),
    );
  assert.deepEqual(await paths(inA), new Set(['/a/first']));
  assert.deepEqual(await paths(all), new Set(['/a/first', '/b/second']));
  const asked = await inA.call('/interlock/can', {
    asks: [{ permission: ordersView, controllerId, folder: '/b' }],
  });
  assert.match(asked.body.answers[0].reason, /token is limited/);
  // The account loses a right, and with it all its tokens do.
  await world.account('ann', grants(ordersView));
  assert.equal((await add(all, 'first')).status, 403);
  assert.equal((await inA.call('/audit_log', {})).status, 403);
});

test('a token can do what its limit leaves and hand out no more than that', async (t) => {
  const { world, root } = await opened(t);
  await world.account('machine', grants(ordersView));
  const keeper = await made(world, root, { permissions: [manage, view] });
  for (const [path, body] of [
    ['/iam/account/store', { identityServiceName, accountName: 'new', roles: ['all'] }],
    ['/iam/accounts/disable', { identityServiceName, accountNames: ['machine'] }],
  ] as const)
    assert.equal((await keeper.call(path, body)).status, 403, path);
  assert.equal((await keeper.call('/iam/accounts', { identityServiceName })).status, 200);
});

/** Calls that an API token may make though a session is all that they ask for. */
const openToTokens: readonly RouteId[] = [
  'authentication.joc_cockpit_permissions',
  'authentication.permissions',
  'touch',
  'joc.versions',
  'joc.properties',
  'controller.switch',
  'interlock.events',
  'interlock.can',
  'interlock.me',
];

test('a token makes no tokens, changes no password, touches no session, no identity and no setting, on any route', async (t) => {
  const { world, root } = await opened(t);
  const token = await made(world, root);
  for (const routeId of routeIds) {
    const { access, changes, byToken, path, method } = routes[routeId];
    if (access.kind === 'anonymous') continue;
    const isIdentity = changes && /^\/(iam|configuration|interlock\/logging)\//.test(path);
    const isOpen = access.kind === 'session' ? openToTokens.includes(routeId) : !isIdentity;
    if (isIdentity) assert.equal(byToken, false, routeId);
    assert.equal(byToken, isOpen, routeId);
    if (byToken || method === 'GET') continue;
    const answer = await token.call(path, sampleRequests[routeId](''));
    assert.deepEqual(
      [answer.status, answer.body.message],
      [403, 'An API token may not make this call.'],
      routeId,
    );
  }
  // A logout is open to everybody, and ends no token.
  await token.call('/authentication/logout');
  assert.equal((await token.call('/interlock/me', {})).status, 200);
  assert.equal((await root.call('/interlock/me', {})).status, 200);
});

test('while the password has to be changed nothing is open to a token', async (t) => {
  const { world, root } = await opened(t);
  const ann = await world.account('ann', grants(ordersView));
  const token = await made(world, ann);
  await root.call('/iam/accounts/forcepasswordchange', { identityServiceName, accountNames: ['ann'] });
  for (const path of ['/interlock/me', '/touch', '/orders'])
    assert.equal((await token.call(path, { controllerId })).status, 403, path);
});

test('a token outlives a change of the password by its owner, and nothing else that touches the account', async (t) => {
  const { world, root } = await opened(t);
  const names = { identityServiceName, accountNames: ['ann'] };
  const endings: readonly (readonly [
    what: string,
    (ann: RestClient) => Promise<unknown>,
    survives?: true,
  ])[] = [
    [
      'own change of the password',
      (ann) =>
        ann.call('/iam/account/changepassword', {
          oldPassword: password,
          password: 'eleven herons cross the ford',
          repeatedPassword: 'eleven herons cross the ford',
        }),
      true,
    ],
    ['disable', () => root.call('/iam/accounts/disable', names)],
    ['delete', () => root.call('/iam/accounts/delete', { ...names, enabled: true, disabled: true })],
    [
      'rename',
      () =>
        root.call('/iam/account/rename', {
          identityServiceName,
          accountOldName: 'ann',
          accountNewName: 'anna',
        }),
    ],
    ['block', () => root.call('/iam/blockedAccount/store', { accountName: 'ann' })],
    [
      'one-time password',
      () => root.call('/iam/account/onetimepassword', { identityServiceName, accountName: 'ann' }),
    ],
  ];
  for (const [what, act, survives] of endings) {
    await world.store.change(({ blocklist }) => blocklist.remove(unwrap(accountName('ann'))));
    const ann = await world.account('ann', grants(ordersView));
    for (const { id } of (await ann.call('/iam/tokens', {})).body.tokens)
      await world.store.change(({ apiTokens }) => apiTokens.remove(id));
    const token = await made(world, ann);
    assert.equal((await token.call('/interlock/me', {})).status, 200, what);
    const done = (await act(ann)) as WorldAnswer;
    assert.equal(done.status, 200, `${what}: ${done.text}`);
    assert.equal((await token.call('/interlock/me', {})).status, survives ? 200 : 440, what);
    assert.equal(
      (await world.store.read.apiTokens.findById(token.id)) !== undefined,
      survives === true,
      what,
    );
  }
});

test('a token whose account is disabled behind the back of everything works no more', async (t) => {
  const { world } = await opened(t);
  const ann = await world.account('ann', grants(ordersView));
  const token = await made(world, ann);
  await world.store.change(async ({ accounts }) => {
    const account = await accounts.find(keyOf('ann'));
    assert.ok(account);
    await accounts.save({ ...account, disabled: true });
  });
  assert.equal((await token.call('/interlock/me', {})).status, 440);
  await world.account('ann', grants(ordersView));
  assert.equal((await token.call('/interlock/me', {})).status, 200);
  await world.store.change(({ blocklist }) =>
    blocklist.save({ name: unwrap(accountName('ann')), comment: '', sinceMs: 0 }),
  );
  assert.equal((await token.call('/interlock/me', {})).status, 440);
});

test('a token ends by its age, however often it is used, and is cleared away later', async (t) => {
  const { world, root } = await opened(t);
  const token = await made(world, root, { expiresInDays: 1 });
  for (let hour = 0; hour < 23; hour++) {
    world.nowMs += 3_600_000;
    assert.equal((await token.call('/interlock/me', {})).status, 200);
  }
  world.nowMs += 3_600_000 - 1;
  assert.equal((await token.call('/interlock/me', {})).status, 200);
  world.nowMs += 1;
  assert.equal((await token.call('/interlock/me', {})).status, 440);
  const again = await send(world.server, '/authentication/login', undefined, basic('root'));
  const list = await send(world.server, '/iam/tokens', {}, { 'x-access-token': again.body.accessToken });
  assert.equal(list.body.tokens[0].hasEnded, true);
});

test('the last use is shown, and written at most once a minute', async (t) => {
  const { world, root } = await opened(t);
  const token = await made(world, root);
  const last = async () => (await world.store.read.apiTokens.findById(token.id))?.lastUsedAtMs;
  assert.equal(await last(), undefined);
  await token.call('/interlock/me', {}, { 'x-interlock-background': '1' });
  const first = world.nowMs;
  assert.equal(await last(), first);
  world.nowMs += 59_999;
  await token.call('/interlock/me', {});
  assert.equal(await last(), first);
  world.nowMs += 1;
  await token.call('/interlock/me', {});
  assert.equal(await last(), first + 60_000);
});

test('tokens are revoked all or none, by their owner or by who may touch the account', async (t) => {
  const { world, root } = await opened(t);
  const ann = await world.account('ann', grants(ordersView));
  const bob = await world.account('bob', grants(ordersView));
  const keeper = await world.account('keeper', grants(view, manage));
  const [first, second] = [await made(world, ann), await made(world, ann, { name: 'second' })];
  const strange = await bob.call('/iam/tokens/revoke', { ids: [first.id] });
  const unknown = await bob.call('/iam/tokens/revoke', { ids: ['A'.repeat(first.id.length)] });
  assert.deepEqual(problemOf(strange), problemOf(unknown));
  assert.equal((await keeper.call('/iam/tokens/revoke', { ids: [first.id] })).status, 403);
  const half = await ann.call('/iam/tokens/revoke', { ids: [first.id, 'unknown'] });
  assert.deepEqual(problemOf(half), [420, 'UnknownObject', 'ids[1]']);
  assert.equal((await first.call('/interlock/me', {})).status, 200);
  assert.equal((await ann.call('/iam/tokens/revoke', { ids: [first.id] })).status, 200);
  assert.equal((await root.call('/iam/tokens/revoke', { ids: [second.id] })).status, 200);
  for (const token of [first, second]) assert.equal((await token.call('/interlock/me', {})).status, 440);
});

test('the audit trail names who made it, the limit, the reason, and later the token that acted', async (t) => {
  const { world, root } = await opened(t);
  deployed(world, '/a/first');
  const token = await made(world, root, {
    permissions: ['sos:products:controller'],
    auditLog: { comment: 'nightly run' },
  });
  assert.equal((await add(token, 'first')).status, 200);
  assert.equal((await token.call('/audit_log', {})).status, 403);
  await world.calls.refusals.look();
  assert.equal((await root.call('/iam/tokens/revoke', { ids: [token.id] })).status, 200);
  const rows = await world.store.read.audit.query({
    views: [{ categories: ['IDENTITY', 'CONTROLLER'] }],
    limit: 100,
  });
  const of = (action: string) => rows.find(({ record }) => record.action === action)?.record;
  const created = of('ApiTokenCreated');
  assert.deepEqual(created?.target, { kind: 'apiToken', id: token.id });
  assert.equal(created?.reason?.comment, 'nightly run');
  assert.deepEqual(
    [created?.details?.account, created?.details?.permissions],
    ['root', ['sos:products:controller']],
  );
  const named = { id: token.id, name: 'nightly' };
  for (const action of ['OrdersAdded', 'AccessRefused']) {
    const actor = of(action)?.actor;
    assert.deepEqual([actor?.account, actor?.apiToken, actor?.session], ['root', named, undefined], action);
  }
  assert.deepEqual(of('ApiTokenRevoked')?.target, { kind: 'apiToken', id: token.id });
});

test('a token is made for the very account that is named, where a service tells names apart by case', async (t) => {
  const { root } = await opened(t);
  const service = { identityServiceName: 'CERTS', identityServiceType: 'CERTIFICATE' };
  assert.equal((await root.call('/iam/identityservice/store', service)).status, 200);
  for (const accountName of ['ada', 'Ada'])
    await root.call('/iam/account/store', { identityServiceName: 'CERTS', accountName });
  const named = { identityServiceName: 'CERTS', accountName: 'Ada' };
  const { body } = await root.call('/iam/token/create', { name: 'nightly', ...named });
  assert.equal(body.token.accountName, 'Ada');
  const unknown = await root.call('/iam/token/create', { name: 'other', ...named, accountName: 'ADA' });
  assert.equal(unknown.status, 420, unknown.text);
});
