import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { unwrap } from '@interlock/base';
import { identityServiceId, roleName } from '@interlock/iam';
import {
  basic,
  type CockpitWorld,
  cockpitWorld,
  type RestClient,
  send,
} from '../../../../../testing/cockpit/cockpit-world.ts';

const accounts = 'sos:products:joc:administration:accounts';
const second = { identityServiceName: 'SECOND', identityServiceType: 'JOC' };

let world: CockpitWorld;
let root: RestClient;
/** Administers accounts, and holds nothing else. */
let ann: RestClient;

before(async () => {
  world = await cockpitWorld();
  root = await world.account('root');
  ann = await world.account('ann', { permissions: [{ permission: accounts, excluded: false }] });
});
after(() => world.close());
beforeEach(async () => {
  for (const identityServiceName of ['SECOND', 'THIRD', 'LDAP', 'KEYS'])
    await root.call('/iam/identityservice/delete', { identityServiceName });
  await root.call('/iam/identityservices/reorder', { identityServiceNames: ['JOC-INITIAL'] });
});

const store = (body: object) => root.call('/iam/identityservice/store', body);
const read = async (identityServiceName: string) =>
  (await root.call('/iam/identityservice', { identityServiceName })).body;

describe('Identity Services', () => {
  it('are listed in the order of their use, with all types and what holds for them', async () => {
    await store(second);
    const { body } = await root.call('/iam/identityservices', {
      identityServiceName: '',
      withPermissions: true,
    });
    const names = body.identityServiceItems.map(
      (one: { identityServiceName: string }) => one.identityServiceName,
    );
    assert.deepEqual(names, ['JOC-INITIAL', 'SECOND']);
    const [first] = body.identityServiceItems;
    assert.deepEqual(
      [first.usable, first.accountCount, first.serviceAuthenticationScheme, first.can.change],
      [true, 2, 'SINGLE-FACTOR', true],
    );
    assert.ok(body.identityServiceTypes.includes('LDAP-JOC'));
    assert.equal(body.types.length, body.identityServiceTypes.length);
  });

  it('can be narrowed by name, type and whether they are disabled', async () => {
    await store({ ...second, disabled: true });
    const count = async (filter: object) =>
      (await root.call('/iam/identityservices', filter)).body.identityServiceItems.length;
    assert.equal(await count({ disabled: true }), 1);
    assert.equal(await count({ identityServiceName: 'second' }), 1);
    assert.equal(await count({ identityServiceType: 'LDAP' }), 0);
    assert.equal(await count({ identityServiceType: 'UNKNOWN' }), 0);
    assert.equal(await count({ secondFactor: false }), 2);
  });

  it('are stored with what clients leave out, and answered as they were stored', async () => {
    const { status, body } = await store(second);
    assert.equal(status, 200);
    assert.deepEqual(
      [
        body.identityServiceName,
        body.serviceAuthenticationScheme,
        body.required,
        body.disabled,
        body.ordering,
      ],
      ['SECOND', 'SINGLE-FACTOR', false, false, 2],
    );
    assert.equal(body.warnings, undefined);
    const changed = await store({ identityServiceName: 'SECOND', ordering: 7 });
    assert.deepEqual([changed.body.ordering, changed.body.identityServiceType], [7, 'JOC']);
  });

  it('let somebody in from the moment they are stored', async () => {
    await store(second);
    const account = { identityServiceName: 'SECOND', accountName: 'carl', roles: [] };
    await root.call('/iam/role/store', { identityServiceName: 'SECOND', roleName: 'r' });
    const stored = await root.call('/iam/account/store', {
      ...account,
      roles: ['r'],
      password: 'a sentence that nobody guesses',
      forcePasswordChange: false,
    });
    assert.equal(stored.status, 200, stored.text);
    const login = await send(
      world.server,
      '/authentication/login',
      {},
      basic('carl', 'a sentence that nobody guesses'),
    );
    assert.equal(login.status, 200, login.text);
    assert.equal(login.body.identityService, 'JOC:SECOND');
    await store({ identityServiceName: 'SECOND', disabled: true });
    const token = { 'x-access-token': login.body.accessToken };
    assert.equal(
      (await send(world.server, '/touch', undefined, token)).status,
      440,
      'its sessions have ended',
    );
  });

  it('of a type without adapter are stored disabled, whatever was asked, and say why', async () => {
    const { status, body } = await store({
      identityServiceName: 'LDAP',
      identityServiceType: 'LDAP',
      disabled: false,
      required: false,
    });
    assert.equal(status, 200);
    assert.deepEqual([body.disabled, body.usable], [true, false]);
    assert.match(body.unusableReason, /not built in/);
    assert.equal(body.warnings[0].kind, 'storedDisabled');
    assert.equal('accountCount' in body, false);
  });

  const refusals: readonly [what: string, body: object, field: string | undefined][] = [
    ['a new one without a type', { identityServiceName: 'THIRD' }, 'identityServiceType'],
    ['an unknown type', { ...second, identityServiceType: 'VAULT' }, 'identityServiceType'],
    ['a required OIDC service', { ...second, identityServiceType: 'OIDC', required: true }, 'required'],
    ['a password as second factor', { ...second, secondFactor: true }, 'secondFactor'],
    [
      'two factors without the second',
      { ...second, serviceAuthenticationScheme: 'TWO-FACTOR' },
      'secondFactorIdentityServiceName',
    ],
    [
      'a second factor that is not there',
      { ...second, serviceAuthenticationScheme: 'TWO-FACTOR', secondFactorIdentityServiceName: 'NONE' },
      'secondFactorIdentityServiceName',
    ],
    ['a name with a colon', { ...second, identityServiceName: 'a:b' }, 'identityServiceName'],
    ['a name of another in other letters', { ...second, identityServiceName: 'joc-initial' }, undefined],
    ['a negative ordering', { ...second, ordering: -1 }, 'ordering'],
  ];
  for (const [what, body, field] of refusals)
    it(`are refused: ${what}`, async () => {
      const answer = await store(body);
      assert.deepEqual([answer.status, answer.body.error.field], [420, field], answer.text);
      assert.equal((await root.call('/iam/identityservices', {})).body.identityServiceItems.length, 1);
    });

  it('that serve others as second factor can not be deleted', async () => {
    await store({ identityServiceName: 'KEYS', identityServiceType: 'CERTIFICATE', secondFactor: true });
    await store({
      ...second,
      serviceAuthenticationScheme: 'TWO-FACTOR',
      secondFactorIdentityServiceName: 'KEYS',
      disabled: true,
    });
    assert.equal((await read('SECOND')).secondFactorIdentityServiceName, 'KEYS');
    const deleted = await root.call('/iam/identityservice/delete', { identityServiceName: 'KEYS' });
    assert.equal(deleted.body.error.problem, 'StillUsed');
    const cleared = await store({
      identityServiceName: 'SECOND',
      serviceAuthenticationScheme: 'SINGLE-FACTOR',
    });
    assert.equal(cleared.body.secondFactorIdentityServiceName, undefined);
    assert.equal(
      (await root.call('/iam/identityservice/delete', { identityServiceName: 'KEYS' })).status,
      200,
    );
  });

  it('keep accounts, roles and sessions when they are renamed, and the answer names both names', async () => {
    const names = { identityServiceOldName: 'JOC-INITIAL', identityServiceNewName: 'JOC-LATER' };
    const { body } = await root.call('/iam/identityservice/rename', names);
    assert.equal(body.identityServiceNewName, 'JOC-LATER');
    assert.equal((await root.call('/interlock/me', {})).body.identityService, 'JOC:JOC-LATER');
    assert.equal((await send(world.server, '/authentication/login', {}, basic('root'))).status, 200);
    await root.call('/iam/identityservice/rename', {
      identityServiceOldName: 'JOC-LATER',
      identityServiceNewName: 'JOC-INITIAL',
    });
    await store(second);
    const taken = await root.call('/iam/identityservice/rename', {
      identityServiceOldName: 'SECOND',
      identityServiceNewName: 'joc-initial',
    });
    assert.equal(taken.body.error.code, 'JOC-171');
  });

  it('take accounts and roles along when they are deleted', async () => {
    await store(second);
    await root.call('/iam/role/store', { identityServiceName: 'SECOND', roleName: 'r' });
    await root.call('/iam/account/store', {
      identityServiceName: 'SECOND',
      accountName: 'carl',
      roles: ['r'],
    });
    assert.equal(
      (await root.call('/iam/identityservice/delete', { identityServiceName: 'SECOND' })).body.ok,
      true,
    );
    await store(second);
    assert.deepEqual((await root.call('/iam/roles', { identityServiceName: 'SECOND' })).body.roles, []);
    const { accountItems } = (await root.call('/iam/accounts', { identityServiceName: 'SECOND' })).body;
    assert.deepEqual(accountItems, []);
  });

  it('are put into the order in which they are named', async () => {
    await store(second);
    await root.call('/iam/identityservices/reorder', { identityServiceNames: ['SECOND'] });
    assert.deepEqual([(await read('SECOND')).ordering, (await read('JOC-INITIAL')).ordering], [1, 2]);
    const unknown = await root.call('/iam/identityservices/reorder', { identityServiceNames: ['NONE'] });
    assert.equal(unknown.status, 420);
  });
});

describe('an Identity Service', () => {
  it('that is moved stands in the audit trail, whether it was named or not', async () => {
    await store({ ...second, ordering: 7 });
    await root.call('/iam/identityservices/reorder', { identityServiceNames: [] });
    assert.equal((await read('SECOND')).ordering, 2);
    const { auditLog } = (await root.call('/audit_log', { limit: 1 })).body;
    assert.equal(auditLog[0].event, 'IdentityServicesReordered');
    assert.deepEqual(JSON.parse(auditLog[0].parameters).target, { kind: 'identityService', id: 'SECOND' });
  });

  const ways: readonly [what: string, path: string, body: object][] = [
    ['stored', '/iam/identityservice/store', { identityServiceName: 'JOC-INITIAL', disabled: false }],
    [
      'renamed',
      '/iam/identityservice/rename',
      { identityServiceOldName: 'JOC-INITIAL', identityServiceNewName: 'MINE' },
    ],
    ['deleted', '/iam/identityservice/delete', { identityServiceName: 'JOC-INITIAL' }],
    ['moved', '/iam/identityservices/reorder', { identityServiceNames: ['SECOND'] }],
  ];
  for (const [what, path, body] of ways)
    it(`is ${what} only by who holds all that its roles give`, async () => {
      await store(second);
      assert.equal((await ann.call(path, body)).status, 403);
      assert.equal((await read('JOC-INITIAL')).ordering, 1);
    });

  it('that would be shown the passwords of others is stored only by who holds all that they could do', async () => {
    await store({ identityServiceName: 'LDAP', identityServiceType: 'LDAP', disabled: true });
    assert.equal((await ann.call('/iam/identityservice/store', second)).status, 200);
    const first = { identityServiceName: 'LDAP', ordering: 0 };
    assert.equal((await ann.call('/iam/identityservice/store', first)).status, 403);
    assert.equal((await store(first)).status, 200);
  });

  it('that would keep everybody of the others out is required only by who holds all that they could do', async () => {
    const role = { identityServiceName: 'SECOND', roleName: 'r' };
    const calls: readonly [path: string, body: object][] = [
      ['/iam/identityservice/store', second],
      ['/iam/role/store', role],
      ['/iam/permissions/store', { ...role, permissions: [{ permissionPath: accounts }] }],
      [
        '/iam/account/store',
        { identityServiceName: 'SECOND', accountName: 'ann', roles: ['r'], password: 'nine owls at noon' },
      ],
    ];
    for (const [path, body] of calls) assert.equal((await ann.call(path, body)).status, 200, path);
    const required = await ann.call('/iam/identityservice/store', { ...second, required: true });
    assert.equal(required.status, 403, required.text);
    assert.equal((await send(world.server, '/authentication/login', {}, basic('root'))).status, 200);
  });

  it('whose proof all have to show stays required until somebody changes it who holds all that they could do', async () => {
    await store(second);
    await world.store.change(async ({ identityServices }) => {
      const service = await identityServices.findByName('SECOND');
      if (service !== undefined) await identityServices.save({ ...service, required: true });
    });
    const ways: readonly [path: string, body: object][] = [
      ['/iam/identityservice/store', { identityServiceName: 'SECOND', required: false }],
      ['/iam/identityservice/store', { identityServiceName: 'SECOND', disabled: true }],
      ['/iam/identityservice/delete', { identityServiceName: 'SECOND' }],
    ];
    for (const [path, body] of ways) assert.equal((await ann.call(path, body)).status, 403, path);
    assert.equal((await store({ identityServiceName: 'SECOND', required: false })).status, 200);
  });

  it('that others need as second factor is changed only by who holds all that theirs can do', async () => {
    await store({ identityServiceName: 'KEYS', identityServiceType: 'CERTIFICATE', secondFactor: true });
    await world.store.change(async ({ identityServices, roles }) => {
      const [keys, local] = [
        await identityServices.findByName('KEYS'),
        await identityServices.findByName('JOC-INITIAL'),
      ];
      if (keys === undefined || local === undefined) throw new Error('a service is missing');
      const other = { ...local, id: unwrap(identityServiceId('second')), name: 'SECOND', disabled: true };
      await identityServices.save({ ...other, scheme: 'twoFactor', secondFactorServiceId: keys.id });
      const [all] = await roles.findAll(local.id, [unwrap(roleName('all'))]);
      if (all !== undefined) await roles.save({ ...all, serviceId: other.id });
    });
    const keys = { identityServiceName: 'KEYS', ordering: 9 };
    assert.equal((await ann.call('/iam/identityservice/store', keys)).status, 403);
    assert.equal((await store(keys)).status, 200);
  });

  const losses: readonly [what: string, body: object][] = [
    ['disabled', { identityServiceName: 'JOC-INITIAL', disabled: true }],
    ['of another type', { identityServiceName: 'JOC-INITIAL', identityServiceType: 'LDAP-JOC' }],
    ['passed by, since another one without an account is required', { ...second, required: true }],
  ];
  for (const [what, body] of losses)
    it(`that lets the last administrator in can not be ${what}`, async () => {
      const answer = await store(body);
      assert.equal(answer.body.error?.problem, 'LastAdministrator', answer.text);
      assert.equal((await send(world.server, '/authentication/login', {}, basic('root'))).status, 200);
    });

  it('without anybody who could change it stays as it is for who only views', async () => {
    const viewer = await world.account('vic', {
      permissions: [{ permission: `${accounts}:view`, excluded: false }],
    });
    const { body } = await viewer.call('/iam/identityservices', { withPermissions: true });
    assert.equal(body.identityServiceItems[0].can.change, `${accounts}:manage`);
    assert.equal((await viewer.call('/iam/identityservice/store', second)).status, 403);
  });
});
