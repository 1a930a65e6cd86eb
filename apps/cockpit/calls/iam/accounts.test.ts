import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { accountName, unwrap } from '@interlock/base';
import { accountKey, type IdentityServiceSettings, identityServiceId } from '@interlock/iam';
import {
  basic,
  type CockpitWorld,
  cockpitWorld,
  password,
  type RestClient,
  send,
} from '../../../../testing/cockpit/cockpit-world.ts';

const identityServiceName = 'JOC-INITIAL';
const manage = 'sos:products:joc:administration:accounts:manage';
const view = 'sos:products:joc:administration:accounts:view';
const fresh = 'eleven herons cross the ford';

async function opened(t: TestContext): Promise<{ world: CockpitWorld; root: RestClient }> {
  const world = await cockpitWorld();
  t.after(() => world.close());
  return { world, root: await world.account('root') };
}

async function auditOf(client: RestClient, event: string) {
  const { auditLog } = (await client.call('/audit_log', {})).body;
  return auditLog.filter((entry: { event: string }) => entry.event === event);
}

async function accountOf(client: RestClient, name: string) {
  return (await client.call('/iam/account', { identityServiceName, accountName: name })).body;
}

/** Who may manage accounts and hold what the shipped role grants, and nothing more. */
function keeper(world: CockpitWorld, name = 'keeper') {
  return world.account(name, {
    roles: ['business_user'],
    permissions: [manage, view].map((permission) => ({ permission, excluded: false })),
  });
}

test('an account is stored, listed and read as JS7’s clients expect it', async (t) => {
  const { root } = await opened(t);
  const stored = await root.call('/iam/account/store', {
    identityServiceName: 'joc-initial',
    accountName: '  Ada ',
    email: 'ada@example.org',
    disabled: false,
    forcePasswordChange: false,
    password: fresh,
    roles: ['VIEW_ALL', ''],
    isAdmin: true,
    blocked: true,
  });
  assert.equal(stored.status, 420, 'no such role is shipped');
  assert.match(stored.body.error.message, /There is no role VIEW_ALL/);
  const again = await root.call('/iam/account/store', {
    identityServiceName,
    accountName: '  Ada ',
    email: 'ada@example.org',
    disabled: false,
    forcePasswordChange: false,
    password: fresh,
    roles: ['BUSINESS_USER', ''],
    isAdmin: true,
    blocked: true,
  });
  assert.deepEqual([again.status, again.body.ok], [200, true]);
  const ada = await accountOf(root, 'ADA');
  const { created, deliveryDate, ...rest } = ada;
  assert.ok(created && deliveryDate);
  assert.deepEqual(rest, {
    identityServiceName,
    accountName: 'ada',
    email: 'ada@example.org',
    forcePasswordChange: false,
    disabled: false,
    blocked: false,
    roles: ['business_user'],
    hasPassword: true,
  });
  const list = (await root.call('/iam/accounts', { identityServiceName, enabled: false, disabled: false }))
    .body;
  assert.deepEqual([list.total, list.identityServiceName], [2, identityServiceName]);
  assert.deepEqual(
    list.accountItems.map((item: { accountName: string }) => item.accountName),
    ['ada', 'root'],
  );
  assert.equal((await auditOf(root, 'AccountStored')).length, 1);
});

test('what an update does not name stays as it is', async (t) => {
  const { root, world } = await opened(t);
  await world.account('ada', { roles: ['business_user'] });
  await root.call('/iam/account/store', {
    identityServiceName,
    accountName: 'ada',
    email: 'a@b',
    password: '',
  });
  const ada = await accountOf(root, 'ada');
  assert.deepEqual(
    [ada.roles, ada.email, ada.disabled, ada.hasPassword],
    [['business_user'], 'a@b', false, true],
  );
  await root.call('/iam/account/store', { identityServiceName, accountName: 'ada', roles: [] });
  assert.deepEqual((await accountOf(root, 'ada')).roles, []);
  assert.equal((await accountOf(root, 'ada')).email, 'a@b');
});

test('lists are narrowed, searched and paged', async (t) => {
  const { root } = await opened(t);
  for (const name of ['anna', 'bert', 'carl', 'dora'])
    await root.call('/iam/account/store', {
      identityServiceName,
      accountName: name,
      disabled: name === 'bert',
    });
  const names = async (query: object) => {
    const { accountItems, total } = (await root.call('/iam/accounts', { identityServiceName, ...query }))
      .body;
    return [accountItems.map((item: { accountName: string }) => item.accountName).join(' '), total];
  };
  assert.deepEqual(await names({ enabled: true, disabled: true }), ['anna bert carl dora root', 5]);
  assert.deepEqual(await names({ disabled: true }), ['bert', 1]);
  assert.deepEqual(await names({ enabled: true }), ['anna carl dora root', 4]);
  assert.deepEqual(await names({ accountName: 'Carl' }), ['carl', 1]);
  assert.deepEqual(await names({ accountName: 'nobody' }), ['', 0]);
  assert.deepEqual(await names({ accountName: 'no\u0000body' }), ['', 0]);
  assert.deepEqual(await names({ search: 'AR' }), ['carl', 1]);
  assert.deepEqual(await names({ limit: 2, offset: 1 }), ['bert carl', 5]);
  assert.deepEqual(await names({ limit: -1 }), ['anna bert carl dora root', 5]);
  const unknown = await root.call('/iam/accounts', { identityServiceName: 'nowhere' });
  assert.deepEqual([unknown.status, unknown.body.error.code], [420, 'JOC-002']);
});

test('the last login of an account stands in the list', async (t) => {
  const { root, world } = await opened(t);
  world.nowMs += 60_000;
  await world.account('ada');
  assert.equal((await accountOf(root, 'ada')).lastLogin, new Date(world.nowMs).toISOString());
  await root.call('/iam/account/store', { identityServiceName, accountName: 'bob' });
  assert.equal((await accountOf(root, 'bob')).lastLogin, undefined);
});

const endings: readonly [what: string, path: string, body: object, event: string][] = [
  ['disabling', '/iam/accounts/disable', { accountNames: ['ada'] }, 'AccountDisabled'],
  [
    'deleting',
    '/iam/accounts/delete',
    { accountNames: ['ada'], enabled: false, disabled: false },
    'AccountDeleted',
  ],
  [
    'renaming',
    '/iam/account/rename',
    { accountOldName: 'ada', accountNewName: 'lovelace' },
    'AccountRenamed',
  ],
  ['resetting the password of', '/iam/accounts/resetpassword', { accountNames: ['ada'] }, 'PasswordReset'],
  ['a one-time password for', '/iam/account/onetimepassword', { accountName: 'ada' }, 'PasswordReset'],
  ['storing a password of', '/iam/account/store', { accountName: 'ada', password: fresh }, 'AccountStored'],
  ['storing as disabled', '/iam/account/store', { accountName: 'ada', disabled: true }, 'AccountStored'],
];

for (const [what, path, body, event] of endings)
  test(`${what} an account ends its sessions at once, and is audited with its reason`, async (t) => {
    const { root, world } = await opened(t);
    const ada = await world.account('ada');
    const bob = await world.account('bob');
    const auditLog = { comment: 'left the company', ticketLink: 'T-1' };
    const answer = await root.call(path, { identityServiceName, ...body, auditLog });
    assert.equal(answer.status, 200, answer.text);
    assert.equal((await ada.call('/interlock/me', {})).status, 440);
    assert.equal((await bob.call('/interlock/me', {})).status, 200);
    const [entry] = await auditOf(root, event);
    assert.deepEqual([entry.comment, entry.ticketLink, entry.account], ['left the company', 'T-1', 'root']);
  });

test('storing roles, enabling and forcing a change end no session', async (t) => {
  const { root, world } = await opened(t);
  const ada = await world.account('ada');
  const names = { identityServiceName, accountNames: ['ada'] };
  await root.call('/iam/accounts/enable', names);
  await root.call('/iam/account/store', {
    identityServiceName,
    accountName: 'ada',
    roles: ['business_user'],
  });
  assert.deepEqual((await ada.call('/interlock/me', {})).body.roles, ['business_user']);
  await root.call('/iam/accounts/forcepasswordchange', names);
  assert.equal((await ada.call('/interlock/me', {})).body.mustChangePassword, true);
  assert.equal((await ada.call('/iam/accounts', { identityServiceName })).status, 403);
});

test('a renamed account is the same one, under its roles and its password', async (t) => {
  const { root, world } = await opened(t);
  await root.call('/iam/account/store', {
    identityServiceName,
    accountName: 'ada',
    password: fresh,
    forcePasswordChange: false,
    roles: ['all'],
  });
  await root.call('/iam/account/rename', {
    identityServiceName,
    accountOldName: 'ADA',
    accountNewName: 'Lovelace',
  });
  const [service] = await world.store.read.identityServices.list();
  assert.ok(service);
  const account = await world.store.read.accounts.findByName(service.id, unwrap(accountName('lovelace')));
  assert.ok(account);
  assert.deepEqual(
    [account.roles, await accountOf(root, 'ada').then(({ error }) => error.code)],
    [['all'], 'JOC-002'],
  );
  assert.equal((await world.store.read.passwords.find(account.key))?.reveal(), `plain:${fresh}`);
  const taken = await root.call('/iam/account/rename', {
    identityServiceName,
    accountOldName: 'lovelace',
    accountNewName: 'ROOT',
  });
  assert.deepEqual([taken.status, taken.body.error.code], [420, 'JOC-171']);
  const [entry] = await auditOf(root, 'AccountRenamed');
  assert.match(entry.parameters, /"before":"ada"/);
});

test('delete with one state named deletes those alone that are so', async (t) => {
  const { root } = await opened(t);
  for (const name of ['anna', 'bert'])
    await root.call('/iam/account/store', {
      identityServiceName,
      accountName: name,
      disabled: name === 'bert',
    });
  const accountNames = ['anna', 'bert'];
  await root.call('/iam/accounts/delete', { identityServiceName, accountNames, disabled: true });
  assert.equal((await accountOf(root, 'bert')).error.code, 'JOC-002');
  assert.equal((await accountOf(root, 'anna')).accountName, 'anna');
});

const bulk = ['delete', 'enable', 'disable', 'resetpassword', 'forcepasswordchange'];

for (const call of bulk)
  test(`accounts/${call} with one unknown account does nothing and names it`, async (t) => {
    const { root, world } = await opened(t);
    const ada = await world.account('ada');
    await world.account('zoe');
    const before = await world.store.read.accounts.list();
    const answer = await root.call(`/iam/accounts/${call}`, {
      identityServiceName,
      accountNames: ['ada', 'zoe', 'nobody'],
    });
    assert.equal(answer.status, 420);
    assert.match(answer.body.error.message, /nobody/);
    assert.deepEqual(await world.store.read.accounts.list(), before);
    assert.equal((await ada.call('/interlock/me', {})).status, 200);
    assert.deepEqual(
      (await root.call('/audit_log', {})).body.auditLog.filter((entry: { request: string }) =>
        entry.request.includes('accounts'),
      ),
      [],
    );
  });

for (const call of bulk)
  test(`accounts/${call} with one account above the caller does nothing and names it`, async (t) => {
    const { root, world } = await opened(t);
    await world.account('low', { roles: ['business_user'] });
    const client = await keeper(world);
    const before = await world.store.read.accounts.list();
    const allowed = await client.call(`/iam/accounts/${call}`, {
      identityServiceName,
      accountNames: ['low', 'root'],
    });
    assert.equal(allowed.status, 403);
    assert.match(allowed.body.message, /The account root can not be changed/);
    assert.deepEqual(await world.store.read.accounts.list(), before);
    assert.equal((await root.call('/interlock/me', {})).status, 200);
    const alone = await client.call(`/iam/accounts/${call}`, { identityServiceName, accountNames: ['low'] });
    assert.equal(alone.status, 200, alone.text);
  });

const touches: readonly [what: string, path: string, body: object][] = [
  ['giving himself a role', '/iam/account/store', { accountName: 'keeper', roles: ['all'] }],
  ['creating an account above him', '/iam/account/store', { accountName: 'new', roles: ['all'] }],
  ['taking a role that he lacks', '/iam/account/store', { accountName: 'root', roles: [] }],
  ['setting a password above him', '/iam/account/store', { accountName: 'root', password: fresh }],
  ['a one-time password above him', '/iam/account/onetimepassword', { accountName: 'root' }],
  ['renaming an account above him', '/iam/account/rename', { accountOldName: 'root', accountNewName: 'r' }],
];

for (const [what, path, body] of touches)
  test(`nobody hands out more than he holds: ${what}`, async (t) => {
    const { root, world } = await opened(t);
    const client = await keeper(world);
    const before = await world.store.read.accounts.list();
    const answer = await client.call(path, { identityServiceName, ...body });
    assert.equal(answer.status, 403, answer.text);
    assert.match(answer.body.message, /which the account itself does not hold/);
    assert.deepEqual(await world.store.read.accounts.list(), before);
    assert.equal((await root.call('/interlock/me', {})).status, 200);
  });

for (const call of ['delete', 'disable', 'resetpassword'])
  test(`the last administrator is not lost by accounts/${call}`, async (t) => {
    const { world, root } = await opened(t);
    const twin = await world.account('twin');
    await root.call('/iam/accounts/disable', { identityServiceName, accountNames: ['twin'] });
    assert.equal((await twin.call('/interlock/me', {})).status, 440);
    const other = await world.account('other', {
      permissions: [{ permission: 'sos:products', excluded: false }],
    });
    const answer = await other.call(`/iam/accounts/${call}`, { identityServiceName, accountNames: ['root'] });
    assert.equal(answer.status, 200, answer.text);
    const own = await other.call('/iam/accounts/disable', { identityServiceName, accountNames: ['other'] });
    assert.equal(own.status, 420);
    assert.match(own.body.error.message, /Nobody would be left/);
    assert.equal((await other.call('/interlock/me', {})).status, 200);
  });

test('who may only view accounts reads and changes nothing', async (t) => {
  const { world } = await opened(t);
  const client = await world.account('viewer', { permissions: [{ permission: view, excluded: false }] });
  assert.equal((await client.call('/iam/accounts', { identityServiceName })).status, 200);
  for (const call of bulk) {
    const answer = await client.call(`/iam/accounts/${call}`, {
      identityServiceName,
      accountNames: ['viewer'],
    });
    assert.equal(answer.status, 403, call);
  }
});

test('an account that is created without a password has none, and the trail says so', async (t) => {
  const { root, world } = await opened(t);
  await root.call('/iam/account/store', { identityServiceName, accountName: 'ada', roles: ['all'] });
  const ada = await accountOf(root, 'ada');
  assert.deepEqual([ada.hasPassword, ada.forcePasswordChange], [false, true]);
  for (const guess of ['', 'initial', password])
    assert.equal(
      (await send(world.server, '/authentication/login', undefined, basic('ada', guess))).status,
      401,
    );
  assert.match((await auditOf(root, 'AccountStored'))[0].parameters, /"password":"none"/);
});

test('a one-time password is shown once, and nothing but its change is possible with it', async (t) => {
  const { root, world } = await opened(t);
  await root.call('/iam/account/store', { identityServiceName, accountName: 'ada', roles: ['all'] });
  const answer = await root.call('/iam/account/onetimepassword', { identityServiceName, accountName: 'ada' });
  const given: string = answer.body.password;
  assert.match(given, /^([a-z2-9+]{5}-){4}[a-z2-9+]{5}$/);
  const login = await send(world.server, '/authentication/login', undefined, basic('ada', given));
  assert.deepEqual([login.status, login.body.forcePasswordChange], [200, true]);
  const headers = { 'x-access-token': login.body.accessToken };
  assert.equal((await send(world.server, '/iam/accounts', { identityServiceName }, headers)).status, 403);
  const changed = await send(
    world.server,
    '/iam/account/changepassword',
    { oldPassword: given, newPassword: fresh },
    headers,
  );
  assert.equal(changed.status, 200, changed.text);
  assert.equal((await accountOf(root, 'ada')).forcePasswordChange, false);
  const trail = JSON.stringify((await root.call('/audit_log', {})).body) + world.logged.join('\n');
  assert.ok(!trail.includes(given) && !trail.includes(fresh));
  const other = await root.call('/iam/account/onetimepassword', { identityServiceName, accountName: 'ada' });
  assert.notEqual(other.body.password, given);
});

test('nobody sets his own password without the old one', async (t) => {
  const { root } = await opened(t);
  for (const [path, body] of [
    ['/iam/account/store', { accountName: 'root', password: fresh }],
    ['/iam/account/onetimepassword', { accountName: 'ROOT' }],
    ['/iam/accounts/resetpassword', { accountNames: ['root'] }],
  ] as const) {
    const answer = await root.call(path, { identityServiceName, ...body });
    assert.equal(answer.status, 403, path);
    assert.match(answer.body.message, /with the old one/);
  }
});

const refusedPasswords: readonly [what: string, typed: string, rule: RegExp][] = [
  ['too short', 'tiger juice ro', /fewer than 15/],
  ['like the name', 'lovelace-lovelace-1', /account name/],
  ['backwards like the name', '#ecalevol#12345678', /account name/],
  ['common', 'passwordpassword', /tried first/],
  ['leaked', 'Lollipop Hamster', /tried first/],
  ['too long', 'seventeen wild '.repeat(69), /1024 bytes/],
];

for (const [what, typed, rule] of refusedPasswords)
  test(`one rule holds for own change and store: ${what}`, async (t) => {
    const { root, world } = await opened(t);
    const stored = await root.call('/iam/account/store', {
      identityServiceName,
      accountName: 'lovelace',
      password: typed,
    });
    const lovelace = await world.account('lovelace');
    const changed = await lovelace.call('/iam/account/changepassword', {
      oldPassword: password,
      password: typed,
      repeatedPassword: typed,
    });
    for (const { status, body } of [stored, changed]) {
      assert.equal(status, 420);
      assert.match(body.error.message, rule);
      assert.ok(!body.error.message.includes(typed));
    }
    assert.equal(await world.store.read.accounts.list().then((all) => all.length), 2);
  });

test('a password that an administrator gives has to be changed unless he says otherwise', async (t) => {
  const { root } = await opened(t);
  const store = (name: string, more: object) =>
    root.call('/iam/account/store', { identityServiceName, accountName: name, password: fresh, ...more });
  await store('anna', {});
  await store('bert', { forcePasswordChange: false });
  assert.equal((await accountOf(root, 'anna')).forcePasswordChange, true);
  assert.equal((await accountOf(root, 'bert')).forcePasswordChange, false);
});

test('what an account may do is told as at its login', async (t) => {
  const { root, world } = await opened(t);
  const ada = await world.account('ada', { roles: ['business_user'] });
  const told = await root.call('/iam/account/permissions', { identityServiceName, accountName: 'ada' });
  const own = await ada.call('/authentication/joc_cockpit_permissions', {});
  const { deliveryDate: _, ...tree } = told.body;
  const { deliveryDate: __, ...ownTree } = own.body;
  assert.deepEqual(tree, ownTree);
});

test('where accounts and passwords are kept elsewhere, none are stored here', async (t) => {
  const { root, world } = await opened(t);
  const elsewhere = (type: IdentityServiceSettings['type'], name: string): IdentityServiceSettings => ({
    id: unwrap(identityServiceId(name)),
    name,
    type,
    ordering: 2,
    required: false,
    disabled: true,
    scheme: 'singleFactor',
    secondFactor: false,
    groupRoles: [],
    details: {},
  });
  await world.store.change(async ({ identityServices }) => {
    unwrap(await identityServices.save(elsewhere('LDAP', 'ldap')));
    unwrap(await identityServices.save(elsewhere('LDAP-JOC', 'mixed')));
  });
  const store = (service: string, more: object = {}) =>
    root.call('/iam/account/store', { identityServiceName: service, accountName: 'ada', ...more });
  assert.match((await store('ldap')).body.error.message, /not kept here/);
  assert.match(
    (await store('mixed', { password: fresh })).body.error.message,
    /passwords of mixed are not kept/,
  );
  assert.match((await store('mixed', { forcePasswordChange: true })).body.error.message, /not kept/);
  assert.equal((await store('mixed')).status, 200);
  const names = { identityServiceName: 'mixed', accountNames: ['ada'] };
  for (const call of ['resetpassword', 'forcepasswordchange'])
    assert.equal((await root.call(`/iam/accounts/${call}`, names)).status, 420, call);
  const key = accountKey(unwrap(identityServiceId('mixed')), 'ada');
  assert.equal(await world.store.read.passwords.find(key), undefined);
});

test('a bulk call names at least one account, and at most a thousand', async (t) => {
  const { root } = await opened(t);
  const call = (accountNames: unknown) =>
    root.call('/iam/accounts/disable', { identityServiceName, accountNames });
  for (const names of [[], [''], [null], 'root', { $ne: null }, Array(1_001).fill('x'), [['root']]]) {
    const answer = await call(names);
    assert.equal(answer.status, 420, JSON.stringify(names).slice(0, 40));
    assert.match(answer.body.error.message, /accountNames/);
  }
  assert.equal((await call(['toString', '__proto__'])).body.error.code, 'JOC-002');
});
