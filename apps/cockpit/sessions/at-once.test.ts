import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { accountName, unwrap } from '@interlock/base';
import { accountKey, identityServiceId, roleName } from '@interlock/iam';
import {
  basic,
  type CockpitWorld,
  cockpitWorld,
  deployed,
  password,
  type RestClient,
  send,
} from '../../../testing/cockpit/cockpit-world.ts';
import { startedStep } from '../../../testing/cockpit/ran-order.ts';
import { until } from '../../../testing/testkit/until.ts';
import { callerLookMs } from './caller-watch.ts';

const identityServiceName = 'JOC-INITIAL';
const controllerId = 'controller';
const orderId = '#2026-06-01#T00000000001-long';
const view = 'sos:products:controller:orders:view';
const rights = { permissions: [{ permission: view, excluded: false }] };
const keyOf = (name: string) => accountKey(unwrap(identityServiceId('joc')), name);

/** What is promised, in milliseconds (semantics §2.10). */
const promisedMs = 1_000;

interface Ending {
  readonly what: string;
  /** How the victim calls: by a session, or by an API token. */
  readonly by: 'session' | 'token';
  /**
   * What the next call is answered: its session or token is unknown, without a role nothing is there for it (semantics
   * §2.11), or the password has to be changed first.
   */
  readonly next: 440 | 420 | 403;
  act(world: CockpitWorld, root: RestClient, victim: RestClient, name: string): Promise<unknown>;
}

const names = (name: string) => ({ identityServiceName, accountNames: [name] });
const both = (ending: Omit<Ending, 'by'>): readonly Ending[] =>
  (['session', 'token'] as const).map((by) => ({ ...ending, by }));

const endings: readonly Ending[] = [
  {
    what: 'a logout',
    by: 'session',
    next: 440,
    act: (_world, _root, victim) => victim.call('/authentication/logout'),
  },
  {
    what: 'a change of the password from another session',
    by: 'session',
    next: 440,
    async act(world, _root, _victim, name) {
      const other = await send(world.server, '/authentication/login', undefined, basic(name));
      const body = { oldPassword: password, newPassword: 'eleven herons cross the ford' };
      const headers = { 'x-access-token': other.body.accessToken };
      return send(world.server, '/iam/account/changepassword', body, headers);
    },
  },
  {
    what: 'a session that is cancelled',
    by: 'session',
    next: 440,
    act: (_world, root, _victim, name) => root.call('/iam/sessions/cancel', { accountNames: [name] }),
  },
  {
    what: 'a token that is revoked',
    by: 'token',
    next: 440,
    async act(_world, root, _victim, name) {
      const { tokens } = (await root.call('/iam/tokens', { accountName: name })).body;
      return root.call('/iam/tokens/revoke', { ids: tokens.map(({ id }: { id: string }) => id) });
    },
  },
  ...both({
    what: 'an account that is disabled',
    next: 440,
    act: (_world, root, _victim, name) => root.call('/iam/accounts/disable', names(name)),
  }),
  ...both({
    what: 'a name that is blocked',
    next: 440,
    act: (_world, root, _victim, name) => root.call('/iam/blockedAccount/store', { accountName: name }),
  }),
  ...both({
    what: 'an account that is deleted',
    next: 440,
    act: (_world, root, _victim, name) =>
      root.call('/iam/accounts/delete', { ...names(name), enabled: true, disabled: true }),
  }),
  ...both({
    what: 'a password that is reset',
    next: 440,
    act: (_world, root, _victim, name) =>
      root.call('/iam/account/onetimepassword', { identityServiceName, accountName: name }),
  }),
  ...both({
    what: 'a change of the password that is demanded',
    next: 403,
    act: (_world, root, _victim, name) => root.call('/iam/accounts/forcepasswordchange', names(name)),
  }),
  ...both({
    what: 'the last role that is taken away',
    next: 420,
    act: (_world, root, _victim, name) =>
      root.call('/iam/account/store', { identityServiceName, accountName: name, roles: [] }),
  }),
  ...both({
    what: 'the role that is deleted',
    next: 420,
    act: (_world, root, _victim, name) =>
      root.call('/iam/roles/delete', { identityServiceName, roleNames: [`own-${name}`] }),
  }),
  ...both({
    what: 'another process that disables the account and tells nobody',
    next: 440,
    act: (world, _root, _victim, name) =>
      world.store.change(async ({ accounts, sessions, apiTokens }) => {
        const account = await accounts.find(keyOf(name));
        if (account !== undefined) unwrap(await accounts.save({ ...account, disabled: true }));
        await sessions.removeOfAccount(keyOf(name));
        await apiTokens.removeOfAccount(keyOf(name));
      }),
  }),
  {
    what: 'the idle limit',
    by: 'session',
    next: 440,
    act: async (world) => {
      world.nowMs += 30 * 60_000;
    },
  },
  {
    what: 'the age of a token',
    by: 'token',
    next: 440,
    act: async (world) => {
      world.nowMs += 90 * 24 * 3_600_000;
    },
  },
];

describe('what ends a session or a right cuts the streams of it at once (abuse cases 23, 24, 26)', () => {
  let world: CockpitWorld;
  let taskId: number;
  before(async () => {
    world = await cockpitWorld({}, 60_000);
    deployed(world, '/a/long');
    world.controller.force({
      kind: 'AddOrders',
      account: 'test/1',
      orders: [{ orderId, workflowPath: '/a/long' }],
    });
    startedStep(world, orderId);
    await world.historySettled();
    const root = await world.account('root');
    const { history } = (await root.call('/tasks/history', { controllerId })).body;
    taskId = history[0].taskId;
  });
  after(() => world.close());

  async function victimBy(by: Ending['by'], name: string): Promise<RestClient> {
    const session = await world.account(name, rights);
    if (by === 'session') return session;
    const { value } = (await session.call('/iam/token/create', { name: 'machine' })).body;
    return {
      token: value,
      call: (path, body, headers = {}) =>
        send(world.server, path, body, { 'x-access-token': value, ...headers }),
    };
  }

  for (const [at, { what, by, next, act }] of endings.entries())
    it(`${what}, for a ${by}`, async () => {
      const root = await world.account('root');
      const name = `victim-${at}`;
      const victim = await victimBy(by, name);
      const events = world.server.inject({
        method: 'GET',
        url: '/joc/api/interlock/events',
        headers: { 'x-access-token': victim.token },
      });
      const orderLog = victim.call('/order/log/running', { controllerId, historyId: 1, eventId: 1_000_000 });
      const taskLog = victim.call('/task/log/running', { controllerId, taskId, eventId: 1_000_000 });
      // The stream is followed by its border and by its call, each log by its call.
      await until(() => world.calls.watch.count === 4);
      const done = (await act(world, root, victim, name)) as { status?: number; text?: string } | undefined;
      assert.ok(done?.status === undefined || done.status === 200, done?.text);
      const begunMs = performance.now();
      const refused = await victim.call('/orders', { controllerId });
      assert.equal(refused.status, next, refused.text);
      const [stream, ...logs] = await Promise.all([events, orderLog, taskLog]);
      assert.ok(performance.now() - begunMs < promisedMs);
      assert.ok(!stream.body.includes('"order"'));
      // A log that may no longer be seen is not there.
      for (const log of logs) assert.equal(log.status, next === 420 ? 420 : 440, log.text);
      assert.equal(world.calls.watch.count, 0);
      assert.equal(world.server.openStreams, 0);
    });

  it('a denial that is added decides the very next call, and the stream of whoever goes on is narrowed', async () => {
    const root = await world.account('root');
    const ann = await world.account('ann', rights);
    await world.account('bob', { permissions: [{ permission: view, excluded: true }] });
    assert.equal((await ann.call('/orders', { controllerId })).status, 200);
    const stored = await root.call('/iam/account/store', {
      identityServiceName,
      accountName: 'ann',
      roles: ['own-ann', 'own-bob'],
    });
    assert.equal(stored.status, 200, stored.text);
    assert.equal((await ann.call('/orders', { controllerId })).status, 420);
    await root.call('/iam/account/store', { identityServiceName, accountName: 'ann', roles: ['own-ann'] });
    assert.equal((await ann.call('/orders', { controllerId })).status, 200);
  });

  it('nothing is looked at while no stream is open, and a look is made often enough', () => {
    assert.equal(world.calls.watch.count, 0);
    assert.ok(callerLookMs * 2 <= promisedMs);
  });
});

describe('a caller who was read before', () => {
  it('is read again after each change on which he stands, and else not', async (t) => {
    const world = await cockpitWorld();
    t.after(() => world.close());
    const ann = await world.account('ann', rights);
    const orders = async () => (await ann.call('/orders', { controllerId })).status;
    assert.equal(await orders(), 200);
    const finds = countCalls(world);
    // Others log in, orders run, uses are noted: nothing of it concerns what Ann may do.
    world.nowMs += 60_000;
    assert.equal(await orders(), 200);
    const afterUse = finds();
    await world.store.change(({ throttle }) => throttle.prune(10));
    assert.equal(await orders(), 200);
    assert.equal(await orders(), 200);
    assert.ok(finds() - afterUse <= 1, `${finds() - afterUse} sessions were read`);
    const changes: readonly (readonly [string, () => Promise<unknown>, number])[] = [
      [
        'a role',
        () =>
          world.store.change(async ({ roles }) => {
            const own = await roles.find(unwrap(identityServiceId('joc')), unwrap(roleName('own-ann')));
            assert.ok(own);
            await roles.save({ ...own, permissions: [] });
          }),
        420,
      ],
      ['the roles of the account', () => world.account('ann', { ...rights, roles: [] }), 200],
      [
        'the service',
        () =>
          world.store.change(async ({ identityServices }) => {
            const [service] = await identityServices.list();
            assert.ok(service);
            unwrap(await identityServices.save({ ...service, disabled: true }));
          }),
        420,
      ],
      [
        'the session',
        () => world.store.change(({ sessions }) => sessions.removeOfName(unwrap(accountName('ann')))),
        440,
      ],
    ];
    for (const [what, change, status] of changes) {
      await change();
      assert.equal(await orders(), status, what);
    }
  });

  it('by a page is asked for the value of his page each time', async (t) => {
    const world = await cockpitWorld();
    t.after(() => world.close());
    await world.account('ann', rights);
    const page = 'p'.repeat(43);
    const own = {
      'x-interlock-page': page,
      'sec-fetch-site': 'same-origin',
      origin: 'https://cockpit.example',
    };
    const login = await send(world.server, '/authentication/login', {}, { ...own, ...basic('ann') });
    const cookie = String(login.headers['set-cookie']).split(';')[0] ?? '';
    const me = (headers: Record<string, string>) =>
      send(world.server, '/interlock/me', {}, { ...own, ...headers });
    assert.equal((await me({ cookie })).status, 200);
    assert.equal((await me({ cookie, 'x-interlock-page': 'q'.repeat(43) })).status, 440);
    const value = cookie.slice(cookie.indexOf('=') + 1);
    assert.equal((await send(world.server, '/interlock/me', {}, { 'x-access-token': value })).status, 440);
    assert.equal((await me({ cookie })).status, 200);
  });
});

/** Counts how often a session is read from the store. */
function countCalls(world: CockpitWorld): () => number {
  const { sessions } = world.store.read;
  const { find } = sessions;
  let count = 0;
  Object.assign(sessions, {
    find: (hash: string) => {
      count += 1;
      return find(hash);
    },
  });
  return () => count;
}
