import assert from 'node:assert/strict';
import { after, beforeEach, describe, it } from 'node:test';
import type { AccountName } from '@interlock/base';
import { accountCounter } from '@interlock/iam';
import {
  basic,
  type CockpitWorld,
  cockpitWorld,
  type RestClient,
  send,
} from '../../../../testing/cockpit/cockpit-world.ts';

const manage = 'sos:products:joc:administration:accounts:manage';
const view = 'sos:products:joc:administration:accounts:view';

describe('the blocklist', () => {
  let world: CockpitWorld;
  let root: RestClient;
  beforeEach(async () => {
    await world?.close();
    world = await cockpitWorld();
    root = await world.account('root');
  });
  after(() => world.close());

  const names = async () =>
    (await root.call('/iam/blockedAccounts', {})).body.blockedAccounts.map(
      ({ accountName }: { accountName: string }) => accountName,
    );
  const events = async (event: string) =>
    (await root.call('/audit_log', {})).body.auditLog.filter((row: { event: string }) => row.event === event);

  it('blocks a name in whatever spelling it is given, ends its sessions and says so in the audit trail', async () => {
    const ada = await world.account('ada', { permissions: [] });
    const stored = await root.call('/iam/blockedAccount/store', {
      accountName: ' ADA ',
      comment: 'left',
      auditLog: { comment: 'asked for by HR' },
    });
    assert.deepEqual([stored.status, stored.body.ok], [200, true]);
    assert.equal((await ada.call('/touch')).status, 440);
    assert.equal((await send(world.server, '/authentication/login', {}, basic('Ada'))).status, 401);
    const [entry] = (await root.call('/iam/blockedAccounts', {})).body.blockedAccounts;
    assert.deepEqual(entry, {
      accountName: 'ada',
      comment: 'left',
      since: new Date(world.nowMs).toISOString(),
    });
    const [event] = await events('AccountBlocked');
    assert.equal(event.comment, 'asked for by HR');
    assert.match(event.parameters, /"endedSessions":1/);
  });

  it('keeps the date of a name that is blocked again, and takes the new comment', async () => {
    await root.call('/iam/blockedAccount/store', { accountName: 'ghost', comment: 'first' });
    const before = new Date(world.nowMs).toISOString();
    world.nowMs += 60_000;
    await root.call('/iam/blockedAccount/store', { accountName: 'ghost', comment: 'second' });
    const [entry] = (await root.call('/iam/blockedAccounts', {})).body.blockedAccounts;
    assert.deepEqual(entry, { accountName: 'ghost', comment: 'second', since: before });
  });

  it('is narrowed by name, by date and by number', async () => {
    for (const accountName of ['a', 'b', 'c']) {
      await root.call('/iam/blockedAccount/store', { accountName });
      world.nowMs += 60_000;
    }
    const listed = async (filter: object) =>
      (await root.call('/iam/blockedAccounts', filter)).body.blockedAccounts.map(
        ({ accountName }: { accountName: string }) => accountName,
      );
    assert.deepEqual(await listed({ accountName: 'B' }), ['b']);
    assert.deepEqual(await listed({ limit: 2 }), ['a', 'b']);
    assert.deepEqual(await listed({ limit: -1 }), ['a', 'b', 'c']);
    assert.deepEqual(await listed({ dateFrom: '-90s' }), ['c']);
    assert.deepEqual(await listed({ identityServiceName: 'JOC-INITIAL' }), ['a', 'b', 'c']);
  });

  it('lets a name in again that is taken off, and refuses all where one is not on it', async () => {
    await world.account('ada', { permissions: [] });
    await root.call('/iam/blockedAccount/store', { accountName: 'ada' });
    const refused = await root.call('/iam/blockedAccounts/delete', { accountNames: ['ada', 'nobody'] });
    assert.equal(refused.status, 420);
    assert.match(refused.text, /nobody/);
    assert.deepEqual(await names(), ['ada']);
    const deleted = await root.call('/iam/blockedAccounts/delete', { accountNames: ['Ada', 'ada'] });
    assert.equal(deleted.status, 200);
    assert.equal((await send(world.server, '/authentication/login', {}, basic('ada'))).status, 200);
    assert.equal((await events('AccountUnblocked')).length, 1);
  });

  it('says which name has no canonical form', async () => {
    const refused = await root.call('/iam/blockedAccounts/delete', { accountNames: ['ok', 'b\u0000d'] });
    assert.equal(refused.status, 420);
    assert.match(refused.text, /accountNames\[1\]/);
  });

  it('lets nobody block the last administrator, himself included', async () => {
    const refused = await root.call('/iam/blockedAccount/store', { accountName: 'ROOT' });
    assert.equal(refused.status, 420);
    assert.match(refused.text, /Nobody would be left who can administer accounts/);
    assert.equal((await root.call('/touch')).status, 200, 'his session lives on');
    assert.deepEqual(await names(), []);
    assert.deepEqual(await events('AccountBlocked'), []);
  });

  it('lets nobody block, unblock or unthrottle who may do more than he', async () => {
    const clerk = await world.account('clerk', {
      permissions: [manage, view].map((permission) => ({ permission, excluded: false })),
    });
    await world.account('boss', { roles: ['application_manager'] });
    await world.account('peer', { permissions: [{ permission: view, excluded: false }] });
    assert.equal((await clerk.call('/iam/blockedAccount/store', { accountName: 'BOSS' })).status, 403);
    assert.equal((await clerk.call('/iam/blockedAccount/store', { accountName: 'peer' })).status, 200);
    await root.call('/iam/blockedAccount/store', { accountName: 'boss' });
    const refused = await clerk.call('/iam/blockedAccounts/delete', { accountNames: ['peer', 'boss'] });
    assert.equal(refused.status, 403);
    assert.deepEqual(await names(), ['boss', 'peer']);
    const unthrottled = await clerk.call('/iam/accounts/unthrottle', { accountNames: ['boss'] });
    assert.equal(unthrottled.status, 403);
  });

  it('counts a denial of one account for nothing where another of the same name may more', async () => {
    const clerk = await world.account('clerk', {
      permissions: [manage, view].map((permission) => ({ permission, excluded: false })),
    });
    await world.account('boss', { roles: ['application_manager'] });
    await world.account('denier', { permissions: [{ permission: 'sos:products', excluded: true }] });
    // A running session of the same name, by another service, whose roles deny what the account has.
    await world.store.change(async ({ sessions }) => {
      const [session] = (await sessions.list(world.nowMs)).filter(({ evidence }) =>
        evidence.some(({ accountName }) => accountName === 'denier'),
      );
      const [proof] = session?.evidence ?? [];
      if (session === undefined || proof === undefined) throw new Error('no session');
      await sessions.add({
        ...session,
        id: 'another',
        tokenHash: 'another',
        evidence: [{ ...proof, accountName: 'boss' as AccountName }],
      });
    });
    assert.equal((await clerk.call('/iam/blockedAccount/store', { accountName: 'boss' })).status, 403);
  });

  it('asks for the right to view and to manage accounts', async () => {
    const viewer = await world.account('viewer', { permissions: [{ permission: view, excluded: false }] });
    assert.equal((await viewer.call('/iam/blockedAccounts', {})).status, 200);
    assert.equal((await viewer.call('/iam/blockedAccount/store', { accountName: 'x' })).status, 403);
    assert.equal((await viewer.call('/iam/blockedAccounts/delete', { accountNames: ['x'] })).status, 403);
    const nobody = await world.account('nobody', { permissions: [] });
    assert.equal((await nobody.call('/iam/blockedAccounts', {})).status, 403);
  });
});

describe('/audit_log/login_history', () => {
  let world: CockpitWorld;
  let root: RestClient;
  beforeEach(async () => {
    await world?.close();
    world = await cockpitWorld();
    root = await world.account('root');
  });
  after(() => world.close());

  const logIn = (name: string, password?: string) =>
    send(world.server, '/authentication/login', {}, { ...basic(name, password), 'user-agent': 'curl/8' });
  const rows = async (filter: object = {}) => {
    const { body, status, text } = await root.call('/audit_log/login_history', filter);
    assert.equal(status, 200, text);
    return body.loginHistoryItems;
  };

  it('shows each failed login, the newest first, with what each Identity Service answered', async () => {
    await logIn('root', 'wrong');
    world.nowMs += 1_000;
    await logIn(' Unknown ', 'wrong');
    const [unknown, wrong, ...others] = await rows();
    assert.deepEqual(others, []);
    const { id: _, ...row } = unknown;
    assert.deepEqual(row, {
      accountName: 'unknown',
      loginDate: new Date(world.nowMs).toISOString(),
      loginSuccess: false,
      details: {
        loginHistoryItems: [
          {
            identityServiceName: 'JOC-INITIAL',
            message: `notMine: ${unknown.details.loginHistoryItems[0].reason}`,
            outcome: 'notMine',
            reason: unknown.details.loginHistoryItems[0].reason,
          },
        ],
      },
      reason: 'notVerified',
      address: '127.0.0.1',
      userAgent: 'curl/8',
      blocked: false,
    });
    assert.equal(wrong.accountName, 'root');
    assert.equal(wrong.details.loginHistoryItems[0].message, 'rejected: wrongPassword');
  });

  it('shows a login without a name as JS7 does', async () => {
    await send(world.server, '/authentication/login', {});
    assert.equal((await rows())[0].accountName, '*none');
  });

  it('says why a right password was refused: blocked names among them', async () => {
    await world.account('ada', { permissions: [] });
    await root.call('/iam/blockedAccount/store', { accountName: 'ada' });
    await logIn('ADA');
    const [row] = await rows();
    assert.deepEqual([row.reason, row.blocked], ['blocked', true]);
    assert.equal(row.details.loginHistoryItems[0].outcome, 'verified');
  });

  it('is narrowed by account in any spelling, by date and number, and shows successes where they are asked for', async () => {
    await logIn('root', 'wrong');
    world.nowMs += 20 * 60_000;
    await logIn('ada', 'wrong');
    assert.equal((await rows({ accountName: ' ROOT' })).length, 1);
    assert.deepEqual(
      (await rows({ dateFrom: '-10m' })).map(({ accountName }: { accountName: string }) => accountName),
      ['ada'],
    );
    assert.equal((await rows({ limit: 1 })).length, 1);
    const succeeded = await rows({ loginSuccess: true });
    assert.deepEqual(
      succeeded.map((row: { loginSuccess: boolean; identityServiceName: string }) => [
        row.loginSuccess,
        row.identityServiceName,
      ]),
      [[true, 'JOC-INITIAL']],
    );
  });

  it('is for those who may see the audit log and accounts', async () => {
    for (const permission of ['sos:products:joc:auditlog:view', view]) {
      const half = await world.account(`half${permission.length}`, {
        permissions: [{ permission, excluded: false }],
      });
      assert.equal((await half.call('/audit_log/login_history', {})).status, 403, permission);
    }
  });
});

describe('accounts that are locked after too many failures', () => {
  it('are listed, and may try again when an administrator has lifted it', async () => {
    const world = await cockpitWorld();
    const root = await world.account('root');
    await world.account('ada', { permissions: [] });
    const key = accountCounter('ada' as AccountName);
    await world.store.change(({ throttle }) =>
      throttle.save({ key, recentMs: [], inRow: 100, lastMs: world.nowMs - 1_000 }),
    );
    assert.equal((await send(world.server, '/authentication/login', {}, basic('ada'))).status, 401);
    const listed = await root.call('/iam/accounts/throttled', {});
    assert.deepEqual(listed.body.throttledAccounts, [
      { accountName: 'ada', failures: 101, lastFailure: new Date(world.nowMs).toISOString() },
    ]);
    const refused = await root.call('/iam/accounts/unthrottle', { accountNames: ['ada', 'nobody'] });
    assert.deepEqual([refused.status, /nobody/.test(refused.text)], [420, true]);
    const lifted = await root.call('/iam/accounts/unthrottle', {
      accountNames: [' ADA'],
      auditLog: { comment: 'proved by phone' },
    });
    assert.equal(lifted.status, 200, lifted.text);
    assert.equal((await send(world.server, '/authentication/login', {}, basic('ada'))).status, 200);
    assert.deepEqual((await root.call('/iam/accounts/throttled', {})).body.throttledAccounts, []);
    const [event] = (await root.call('/audit_log', {})).body.auditLog.filter(
      (row: { event: string }) => row.event === 'AccountUnthrottled',
    );
    assert.equal(event.comment, 'proved by phone');
    await world.close();
  });
});
