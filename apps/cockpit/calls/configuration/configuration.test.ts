import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { unwrap } from '@interlock/base';
import { type IdentityServiceSettings, identityServiceId, roleName } from '@interlock/iam';
import {
  basic,
  type CockpitWorld,
  cockpitWorld,
  password,
  type RestClient,
  send,
} from '../../../../testing/cockpit/cockpit-world.ts';

const identityServiceName = 'JOC-INITIAL';
const general = { id: 0, configurationType: 'IAM', objectType: 'GENERAL' };
const mask = '********';
const initial = 'nine pelicans over water';
const all = { permission: 'sos:products', excluded: false };

async function opened(t: TestContext): Promise<{ world: CockpitWorld; root: RestClient }> {
  const world = await cockpitWorld();
  t.after(() => world.close());
  return { world, root: await world.account('root') };
}

function save(client: RestClient, item: unknown, more: object = {}) {
  return client.call('/configuration/save', { ...general, configurationItem: JSON.stringify(item), ...more });
}

async function read(client: RestClient, which: object = general) {
  const { configuration } = (await client.call('/configuration', which)).body;
  return { ...configuration, item: JSON.parse(configuration.configurationItem) };
}

/** A service whose adapter is not there, whose settings can be kept all the same. */
async function ldap(world: CockpitWorld, name = 'directory'): Promise<void> {
  const service: IdentityServiceSettings = {
    id: unwrap(identityServiceId(`id-${name}`)),
    name,
    type: 'LDAP',
    ordering: 2,
    required: false,
    disabled: true,
    scheme: 'singleFactor',
    secondFactor: false,
    groupRoles: [],
    details: {},
  };
  await world.store.change(async ({ identityServices }) => unwrap(await identityServices.save(service)));
}

test('nothing stored is no error, and says what is in force', async (t) => {
  const { root } = await opened(t);
  const { id, item, effective, objectType } = await read(root);
  assert.deepEqual([id, item, objectType], [0, {}, 'GENERAL']);
  assert.deepEqual(effective, {
    sessionTimeout: 1_800,
    minPasswordLength: 15,
    minPasswordLengthWithSecondFactor: 8,
    sessionEndSeconds: 43_200,
    rememberMeSeconds: 43_200,
    deviceDays: 90,
    throttling: {
      windowSeconds: 900,
      waitFrom: 3,
      firstWaitSeconds: 1,
      waitMaxSeconds: 32,
      waitingMax: 4,
      failuresInRowMax: 100,
      networkFailuresMax: 300,
    },
    hasInitialPassword: false,
  });
  const none = await read(root, { id: 0, configurationType: 'IAM', name: 'nowhere', objectType: 'LDAP' });
  assert.deepEqual([none.id, none.item], [0, {}]);
  const other = await read(root, { configurationType: 'PROFILE', name: 'x' });
  assert.deepEqual([other.id, other.item], [0, {}]);
});

test('what is stored comes back, found by its id too, and unknown members are not kept', async (t) => {
  const { root } = await opened(t);
  const saved = await save(root, { sessionTimeout: 900, minPasswordLength: 20, keycloak: { secret: 'x' } });
  assert.equal(saved.status, 200, saved.text);
  assert.ok(saved.body.id > 0);
  for (const which of [general, { id: saved.body.id }]) {
    const stored = await read(root, which);
    assert.deepEqual(stored.item, { sessionTimeout: 900, minPasswordLength: 20 });
    assert.equal(stored.effective.sessionTimeout, 900);
  }
  assert.equal((await save(root, { sessionTimeout: 600 })).body.id, saved.body.id);
  const { body } = await root.call('/configurations', { configurationType: 'IAM' });
  assert.deepEqual(
    body.configurations.map(({ id, objectType }: { id: number; objectType: string }) => [id, objectType]),
    [[saved.body.id, 'GENERAL']],
  );
});

test('the body with rubbish behind it, as one client sends it, is stored', async (t) => {
  const { root } = await opened(t);
  const body = `{ "id": 0, "name": "GENERAL", "objectType": "GENERAL", "configurationType": "IAM", "configurationItem": "{\\"sessionTimeout\\": 1200}" } }, "auditLog": {"comment": "lost"}}`;
  const saved = await root.call('/configuration/save', body);
  assert.equal(saved.status, 200, saved.text);
  assert.equal((await read(root)).effective.sessionTimeout, 1_200);
});

test('session limits and lengths take effect at the next login and the next call', async (t) => {
  const { root, world } = await opened(t);
  await save(root, { sessionTimeout: 60, sessionEndSeconds: 120, minPasswordLength: 20 });
  const ada = await world.account('ada');
  const twenty = 'six herons, one pond';
  const change = (typed: string) =>
    ada.call('/iam/account/changepassword', { oldPassword: password, newPassword: typed });
  assert.match((await change('nineteen geese fly!')).body.error.message, /fewer than 20/);
  world.nowMs += 59_000;
  assert.equal((await ada.call('/interlock/me', {})).status, 200);
  world.nowMs += 60_001;
  assert.equal((await ada.call('/interlock/me', {})).status, 440);
  const bob = await world.account('bob');
  const changed = await bob.call('/iam/account/changepassword', {
    oldPassword: password,
    newPassword: twenty,
  });
  assert.equal(changed.status, 200, changed.text);
});

test('throttling follows the settings without a restart', async (t) => {
  const { root, world } = await opened(t);
  await world.account('ada');
  await save(root, { throttling: { waitFrom: 1, firstWaitSeconds: 7 } });
  const wrong = () => send(world.server, '/authentication/login', undefined, basic('ada', 'wrong'));
  await wrong();
  await wrong();
  assert.deepEqual(world.waits, [7_000]);
});

test('Remember me can be switched off for the next login', async (t) => {
  const { root } = await opened(t);
  await save(root, { rememberMeSeconds: 0 });
  assert.equal((await read(root)).effective.rememberMeSeconds, 0);
});

test('the initial password is sealed, never answered, and given to new accounts with a forced change', async (t) => {
  const { root, world } = await opened(t);
  await save(root, { initialPassword: initial });
  const stored = await read(root);
  assert.deepEqual([stored.item.initialPassword, stored.effective.hasInitialPassword], [mask, true]);
  const [setting] = await world.store.read.settings.list('identity');
  assert.ok(!JSON.stringify(setting).includes(initial));
  await root.call('/iam/account/store', {
    identityServiceName,
    accountName: 'ada',
    roles: ['all'],
    forcePasswordChange: false,
  });
  const login = await send(world.server, '/authentication/login', undefined, basic('ada', initial));
  assert.deepEqual([login.status, login.body.forcePasswordChange], [200, true]);
  await root.call('/iam/account/store', {
    identityServiceName,
    accountName: 'bob',
    password: initial,
    forcePasswordChange: false,
  });
  const { body: bob } = await root.call('/iam/account', { identityServiceName, accountName: 'bob' });
  assert.equal(bob.forcePasswordChange, true);
  const reset = await root.call('/iam/accounts/resetpassword', {
    identityServiceName,
    accountNames: ['bob'],
  });
  assert.equal(reset.status, 200);
  const { auditLog } = (await root.call('/audit_log', {})).body;
  assert.ok(!JSON.stringify(auditLog).includes(initial) && !world.logged.join('\n').includes(initial));
  assert.match(JSON.stringify(auditLog), /\\"password\\":\\"initial\\"/);
});

test('the mask that is sent back leaves the initial password; without it there is none', async (t) => {
  const { root } = await opened(t);
  assert.equal((await save(root, { initialPassword: mask })).status, 200);
  assert.equal((await read(root)).effective.hasInitialPassword, false);
  await save(root, { initialPassword: initial });
  await save(root, { initialPassword: mask, sessionTimeout: 700 });
  assert.equal((await read(root)).effective.hasInitialPassword, true);
  await save(root, { sessionTimeout: 700 });
  assert.equal((await read(root)).effective.hasInitialPassword, false);
});

const refused: readonly [what: string, item: unknown, said: RegExp][] = [
  ['no JSON', undefined, /configurationItem/],
  ['a list', [], /no JSON object/],
  ['a time-out of nothing', { sessionTimeout: 0 }, /sessionTimeout/],
  ['a time-out that is no number', { sessionTimeout: 'soon' }, /sessionTimeout/],
  ['a length that no password has', { minPasswordLength: 257 }, /minPasswordLength/],
  ['the same by its other name', { minimum_password_length: -1 }, /minPasswordLength/],
  ['more than a hundred failures', { throttling: { failuresInRowMax: 101 } }, /failuresInRowMax/],
  ['an unknown word of ours', { throttling: { waitForm: 3 } }, /throttling/],
  ['a weak initial password', { initialPassword: 'initial' }, /fewer than 15/],
  ['a common initial password', { initialPassword: 'initialpassword' }, /tried first/],
];

for (const [what, item, said] of refused)
  test(`${what} is refused by name, and nothing is stored`, async (t) => {
    const { root } = await opened(t);
    const answer = await save(root, item, item === undefined ? { configurationItem: '{' } : {});
    assert.equal(answer.status, 420, answer.text);
    assert.match(answer.body.error.message, said);
    assert.deepEqual((await read(root)).item, {});
  });

test('JS7’s other names of the three settings are understood', async (t) => {
  const { root } = await opened(t);
  await save(root, { minimum_password_length: 18, idle_session_timeout: 300 });
  const { effective } = await read(root);
  assert.deepEqual([effective.minPasswordLength, effective.sessionTimeout], [18, 300]);
});

test('a least length below eight, as scripts send it, is kept as sent and counts as eight', async (t) => {
  const { root } = await opened(t);
  for (const sent of [1, '1', 0]) {
    assert.equal((await save(root, { minPasswordLength: sent })).status, 200);
    const { item, effective } = await read(root);
    assert.deepEqual([item.minPasswordLength, effective.minPasswordLength], [Number(sent), 8]);
  }
});

test('a time-out may come as a text, with a unit', async (t) => {
  const { root } = await opened(t);
  for (const [sent, seconds] of [
    ['900', 900],
    ['30m', 1_800],
    ['2h', 7_200],
    ['90s', 90],
  ] as const) {
    await save(root, { sessionTimeout: sent });
    assert.equal((await read(root)).effective.sessionTimeout, seconds);
  }
});

test('general settings are for who administers settings, those of a service for who administers accounts', async (t) => {
  const { world } = await opened(t);
  await ldap(world);
  const directory = { configurationType: 'IAM', objectType: 'LDAP', name: 'Directory' };
  const settings = 'sos:products:joc:administration:settings';
  const accounts = 'sos:products:joc:administration:accounts';
  const cases: readonly (readonly [right: string, which: object, path: string, status: number])[] = [
    [`${settings}:view`, general, '/configuration', 200],
    [`${settings}:view`, directory, '/configuration', 403],
    [`${settings}:view`, general, '/configuration/save', 403],
    [`${settings}:manage`, general, '/configuration/save', 200],
    [`${settings}:manage`, directory, '/configuration/save', 403],
    [`${accounts}:view`, general, '/configuration', 403],
    [`${accounts}:view`, directory, '/configuration', 200],
    [`${accounts}:manage`, general, '/configuration/save', 403],
    [`${accounts}:manage`, directory, '/configuration/save', 200],
  ];
  for (const [index, [permission, which, path, status]] of cases.entries()) {
    const client = await world.account(`user${index}`, { permissions: [{ permission, excluded: false }] });
    const answer = await client.call(path, {
      ...which,
      ...(path.endsWith('save') ? { configurationItem: '{}' } : {}),
    });
    assert.equal(answer.status, status, `${permission} ${path} ${answer.text}`);
  }
  const listed = await (
    await world.account('lister', { permissions: [{ permission: `${accounts}:view`, excluded: false }] })
  ).call('/configurations', {});
  assert.deepEqual(
    listed.body.configurations.map(({ objectType }: { objectType: string }) => objectType),
    ['LDAP'],
  );
});

test('who sets the initial password holds all that any account could do that gets it', async (t) => {
  const { root, world } = await opened(t);
  const settings = { permission: 'sos:products:joc:administration:settings', excluded: false };
  const clerk = await world.account('clerk', { permissions: [settings] });
  const answer = await save(clerk, { initialPassword: initial });
  assert.equal(answer.status, 403, answer.text);
  assert.equal((await save(clerk, { sessionTimeout: 600 })).status, 200);
  await save(root, { initialPassword: initial });
  assert.equal((await save(clerk, { sessionTimeout: 600 })).status, 403, 'nor does he take it away');
  assert.equal((await save(clerk, { sessionTimeout: 600, initialPassword: mask })).status, 200);
});

test('who stores the settings of a service holds all that its roles grant', async (t) => {
  const { world } = await opened(t);
  await ldap(world);
  const serviceId = unwrap(identityServiceId('id-directory'));
  const role = { serviceId, name: unwrap(roleName('boss')), ordering: 1, permissions: [all], folders: [] };
  await world.store.change(({ roles }) => roles.save(role));
  const accounts = { permission: 'sos:products:joc:administration:accounts', excluded: false };
  const clerk = await world.account('clerk', { permissions: [accounts] });
  const directory = { id: 0, configurationType: 'IAM', objectType: 'LDAP', name: 'directory' };
  assert.equal((await save(clerk, { ldap: {} }, directory)).status, 403);
  assert.deepEqual(await world.store.read.settings.list('identityService'), []);
});

test('who stores the settings of a service that is shown passwords holds all that anybody could do', async (t) => {
  const { root, world } = await opened(t);
  await ldap(world);
  await world.store.change(async ({ identityServices }) => {
    const service = await identityServices.findByName('directory');
    if (service !== undefined) await identityServices.save({ ...service, disabled: false });
  });
  const accounts = { permission: 'sos:products:joc:administration:accounts', excluded: false };
  const clerk = await world.account('clerk', { permissions: [accounts] });
  const directory = { id: 0, configurationType: 'IAM', objectType: 'LDAP', name: 'directory' };
  const elsewhere = { ldap: { iamLdapServerUrl: 'ldaps://elsewhere' } };
  assert.equal((await save(clerk, elsewhere, directory)).status, 403);
  assert.deepEqual(await world.store.read.settings.list('identityService'), []);
  assert.equal((await save(root, elsewhere, directory)).status, 200);
});

test('the settings of a service are sealed, masked, kept by the mask, and go with it', async (t) => {
  const { world } = await opened(t);
  await ldap(world);
  const chief = await world.account('chief', { permissions: [all] });
  const directory = { id: 0, configurationType: 'IAM', objectType: 'LDAP', name: 'directory' };
  const secret = 'canary bind password';
  const item = { ldap: { simple: { iamLdapServerUrl: 'ldaps://directory', iamLdapSystemPassword: secret } } };
  const saved = await save(chief, item, directory);
  assert.equal(saved.status, 200, saved.text);
  const masked = { ldap: { simple: { iamLdapServerUrl: 'ldaps://directory', iamLdapSystemPassword: mask } } };
  assert.deepEqual((await read(chief, directory)).item, masked);
  const text = JSON.stringify(await world.store.read.settings.list('identityService'));
  assert.ok(!text.includes(secret) && !text.includes('ldaps'));
  await save(
    chief,
    { ldap: { simple: { iamLdapServerUrl: 'ldaps://directory', base: 'o=x', iamLdapSystemPassword: mask } } },
    directory,
  );
  const [stored] = await world.store.read.settings.list('identityService');
  const { sealed } = (stored?.value ?? {}) as { sealed: string };
  assert.match(
    Buffer.from(sealed.slice(sealed.indexOf('|') + 1), 'base64').toString(),
    /canary bind password/,
  );
  const moved = await save(chief, { other: { password: mask } }, directory);
  assert.equal(moved.status, 420);
  assert.match(moved.body.error.message, /other\.password is masked, and none is stored/);
  const deep = await save(chief, JSON.parse(`${'{"a":'.repeat(40)}1${'}'.repeat(40)}`), directory);
  assert.match(deep.body.error.message, /nested deeper/);
  const trail = JSON.stringify((await chief.call('/audit_log', {})).body);
  assert.ok(!trail.includes(secret) && !world.logged.join('\n').includes(secret));
  await world.store.change(({ identityServices }) =>
    identityServices.remove(unwrap(identityServiceId('id-directory'))),
  );
  assert.deepEqual(await world.store.read.settings.list('identityService'), []);
});

test('a change of settings is audited with old and new values', async (t) => {
  const { root } = await opened(t);
  await save(root, { sessionTimeout: 900, initialPassword: initial }, { auditLog: { comment: 'shorter' } });
  const { auditLog } = (await root.call('/audit_log', {})).body;
  const [entry] = auditLog.filter(({ event }: { event: string }) => event === 'SettingsStored');
  assert.equal(entry.comment, 'shorter');
  assert.match(entry.parameters, /"sessionTimeout":\[1800,900\]/);
  assert.match(entry.parameters, /"initialPassword":"changed"/);
});

test('keys that every object has are refused in a configuration as they are in a request (semantics §8.3)', async (t) => {
  const { root, world } = await opened(t);
  await ldap(world);
  const directory = { id: 0, configurationType: 'IAM', objectType: 'LDAP', name: 'directory' };
  for (const which of [general, directory])
    for (const configurationItem of [
      '{"__proto__":{"a":1}}',
      '{"ldap":[{"constructor":1}]}',
      '{"prototype":1}',
    ]) {
      const answer = await root.call('/configuration/save', { ...which, configurationItem });
      assert.deepEqual([answer.status, answer.body.error?.field], [420, 'configurationItem'], answer.text);
    }
  assert.deepEqual(await world.store.read.settings.list('identityService'), []);
});

test('what is not kept here is not pretended to be', async (t) => {
  const { root } = await opened(t);
  for (const [which, code] of [
    [{ configurationType: 'PROFILE', name: 'root' }, 'JOC-420'],
    [{ configurationType: 'IAM', objectType: 'LDAP', name: 'nowhere' }, 'JOC-002'],
    [{ configurationType: 'IAM', objectType: 'LDAP', name: identityServiceName }, 'JOC-002'],
    [{ id: 4711 }, 'JOC-002'],
  ] as const) {
    const answer = await root.call('/configuration/save', { ...which, configurationItem: '{}' });
    assert.deepEqual([answer.status, answer.body.error.code], [420, code], JSON.stringify(which));
  }
});
