import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { folderPath, unwrap } from '@interlock/base';
import {
  basic,
  type CockpitWorld,
  cockpitWorld,
  password,
  type RestClient,
  send,
} from '../cockpit/cockpit-world.ts';

// One who may administer accounts, and little else, tries through every call to get, give or take what she does not
// hold (semantics §2.8, §2.9): for herself, for a friend, or from those above her.

const identityServiceName = 'JOC-INITIAL';
const administration = 'sos:products:joc:administration';
const granted = (...names: readonly string[]) => names.map((permission) => ({ permission, excluded: false }));
const denied = (...names: readonly string[]) => names.map((permission) => ({ permission, excluded: true }));

let world: CockpitWorld;
let root: RestClient;
/** May administer accounts, and see orders in `/a`; orders may she not cancel, whatever grants it. */
let ann: RestClient;

before(async () => {
  world = await cockpitWorld();
  root = await world.account('root');
  ann = await world.account('ann', {
    permissions: [
      ...granted(
        `${administration}:accounts`,
        'sos:products:controller:orders',
        'sos:products:controller:view',
        'sos:products:joc:auditlog:view',
      ),
      ...denied('sos:products:controller:orders:cancel'),
    ],
    folders: [{ folder: unwrap(folderPath('/a')), recursive: true }],
  });
  await world.account('bob', {
    permissions: granted('sos:products:joc:auditlog:view', 'sos:products:controller:orders:view'),
    folders: [{ folder: unwrap(folderPath('/a')), recursive: true }],
  });
  await world.account('carl', { roles: ['administrator'] });
});
after(() => world.close());

interface Attack {
  readonly what: string;
  readonly path: string;
  readonly request: object;
}

const attack = (what: string, path: string, request: object): Attack => ({
  what,
  path,
  // Some calls are about names, whatever the service.
  request: /blocked|sessions|throttle|token/.test(path) ? request : { identityServiceName, ...request },
});
const everything = [{ permissionPath: 'sos:products', excluded: false }];
const content = (more: object) => ({
  format: 'interlock-identity',
  version: 1,
  identityServiceName,
  roles: [],
  accounts: [],
  ...more,
});

const attacks: readonly Attack[] = [
  // more for herself
  attack('gives herself the role all', '/iam/account/store', {
    accountName: 'ann',
    roles: ['own-ann', 'all'],
  }),
  attack('gives herself the role ALL', '/iam/account/store', {
    accountName: 'ann',
    roles: ['own-ann', 'ALL'],
  }),
  attack('gives herself the role of the administrators', '/iam/account/store', {
    accountName: 'ANN ',
    roles: ['own-ann', 'administrator'],
  }),
  attack('adds everything to her role', '/iam/permissions/store', {
    roleName: 'own-ann',
    permissions: everything,
  }),
  attack('adds a right to her role', '/iam/permissions/store', {
    roleName: 'own-ann',
    permissions: [{ permissionPath: `${administration}:settings:manage`, excluded: false }],
  }),
  attack('adds a right at one Controller', '/iam/permissions/store', {
    roleName: 'own-ann',
    controllerId: 'controller',
    permissions: [{ permissionPath: 'sos:products:controller:deployment:deploy', excluded: false }],
  }),
  attack('adds a right at a Controller that is not there yet', '/iam/permissions/store', {
    roleName: 'own-ann',
    controllerId: 'tomorrow',
    permissions: [{ permissionPath: 'sos:products:controller:deployment:deploy', excluded: false }],
  }),
  attack('turns her denial into a grant', '/iam/permissions/store', {
    roleName: 'own-ann',
    permissions: [{ permissionPath: 'sos:products:controller:orders:cancel', excluded: false }],
  }),
  attack('takes her denial away', '/iam/permissions/delete', {
    roleName: 'own-ann',
    permissionPaths: ['sos:products:controller:orders:cancel'],
  }),
  attack('renames her denial into nothing', '/iam/permission/rename', {
    roleName: 'own-ann',
    oldPermissionPath: 'sos:products:controller:orders:cancel',
    newPermission: { permissionPath: 'nothing', excluded: true },
  }),
  attack('renames a small right into a great one', '/iam/permission/rename', {
    roleName: 'own-ann',
    oldPermissionPath: 'sos:products:joc:auditlog:view',
    newPermission: { permissionPath: 'sos:products', excluded: false },
  }),
  attack('adds a folder', '/iam/folders/store', {
    roleName: 'own-ann',
    folders: [{ folder: '/b', recursive: true }],
  }),
  attack('adds all folders', '/iam/folders/store', {
    roleName: 'own-ann',
    folders: [{ folder: '/', recursive: true }],
  }),
  attack('adds a folder at one Controller, which replaces hers', '/iam/folders/store', {
    roleName: 'own-ann',
    controllerId: 'controller',
    folders: [{ folder: '/b', recursive: true }],
  }),
  attack('takes her last folder away, to be everywhere', '/iam/folders/delete', {
    roleName: 'own-ann',
    folderNames: ['/a'],
  }),
  attack('renames her folder', '/iam/folder/rename', {
    roleName: 'own-ann',
    oldFolderName: '/a',
    newFolder: { folder: '/', recursive: true },
  }),
  attack('imports a better role for herself', '/iam/import', {
    dryRun: false,
    content: content({
      roles: [
        {
          roleName: 'own-ann',
          ordering: 1,
          permissions: [{ permissionPath: 'sos:products', excluded: false }],
          folders: [],
        },
      ],
    }),
  }),
  attack('imports herself with another role', '/iam/import', {
    dryRun: false,
    content: content({
      accounts: [
        { accountName: 'ann', disabled: false, forcePasswordChange: false, roles: ['own-ann', 'all'] },
      ],
    }),
  }),
  // more for a friend, or for an account of her own making
  attack('makes an account with every right', '/iam/account/store', {
    accountName: 'puppet',
    password,
    roles: ['all'],
  }),
  attack('gives a friend more than she holds', '/iam/account/store', {
    accountName: 'bob',
    roles: ['own-bob', 'administrator'],
  }),
  attack('gives a friend what she holds elsewhere only', '/iam/folders/store', {
    roleName: 'own-bob',
    folders: [{ folder: '/b', recursive: true }],
  }),
  attack('makes a token of the first administrator', '/iam/token/create', {
    name: 'stolen',
    accountName: 'root',
  }),
  attack('makes a token of another administrator', '/iam/token/create', {
    name: 'stolen',
    accountName: 'carl',
  }),
  // against those above her
  ...['root', 'ROOT', ' Root ', 'carl'].flatMap((accountName) => [
    attack(`gives ${accountName} a password`, '/iam/account/store', {
      accountName,
      password: 'a password of her choice',
    }),
    attack(`gives ${accountName} a password that she sees`, '/iam/account/onetimepassword', { accountName }),
    attack(`gives ${accountName} the initial password`, '/iam/accounts/resetpassword', {
      accountNames: [accountName],
    }),
    attack(`disables ${accountName}`, '/iam/accounts/disable', { accountNames: [accountName] }),
    attack(`disables ${accountName} by storing`, '/iam/account/store', { accountName, disabled: true }),
    attack(`deletes ${accountName}`, '/iam/accounts/delete', { accountNames: [accountName] }),
    attack(`renames ${accountName}`, '/iam/account/rename', {
      accountOldName: accountName,
      accountNewName: 'former',
    }),
    attack(`takes the roles of ${accountName}`, '/iam/account/store', { accountName, roles: [] }),
    attack(`makes ${accountName} change the password`, '/iam/accounts/forcepasswordchange', {
      accountNames: [accountName],
    }),
    attack(`ends the sessions of ${accountName}`, '/iam/sessions/cancel', { accountNames: [accountName] }),
    attack(`opens the locked account of ${accountName} for more guesses`, '/iam/accounts/unthrottle', {
      accountNames: [accountName],
    }),
    attack(`blocks ${accountName}`, '/iam/blockedAccount/store', { accountName, comment: 'gone' }),
  ]),
  attack('renames herself to the name of the first administrator', '/iam/account/rename', {
    accountOldName: 'ann',
    accountNewName: 'Root',
  }),
  attack('deletes one above her among her own', '/iam/accounts/delete', { accountNames: ['bob', 'root'] }),
  attack('takes the rights of a role above her', '/iam/permissions/delete', {
    roleName: 'all',
    permissionPaths: ['sos:products'],
  }),
  attack('denies a role above her', '/iam/permissions/store', {
    roleName: 'all',
    permissions: [{ permissionPath: 'sos:products', excluded: true }],
  }),
  attack('narrows a role above her', '/iam/folders/store', {
    roleName: 'all',
    folders: [{ folder: '/nowhere', recursive: false }],
  }),
  attack('deletes a role above her', '/iam/roles/delete', { roleNames: ['all'] }),
  attack('renames a role above her', '/iam/role/rename', { roleOldName: 'all', roleNewName: 'none' }),
  attack('deletes a role above her among her own', '/iam/roles/delete', {
    roleNames: ['own-bob', 'administrator'],
  }),
  // by Identity Services
  attack('deletes the Identity Service', '/iam/identityservice/delete', {}),
  attack('disables the Identity Service', '/iam/identityservice/store', { disabled: true }),
  attack('renames the Identity Service', '/iam/identityservice/rename', {
    identityServiceOldName: identityServiceName,
    identityServiceNewName: 'HERS',
  }),
];

let before_ = '';
beforeEach(async () => {
  before_ = await identityNow();
});

for (const { what, path, request } of attacks)
  test(`who may administer accounts, and little else, is refused where she ${what}`, async () => {
    const answer = await ann.call(path, request);
    assert.ok([403, 419, 420].includes(answer.status), `${answer.status} ${answer.text.slice(0, 300)}`);
    assert.notEqual(answer.body?.error?.problem, 'Internal');
    assert.notEqual(answer.body?.error?.problem, 'InvalidInput', answer.text);
    assert.equal(await identityNow(), before_);
    assert.equal((await root.call('/touch')).status, 200, 'the first administrator works on');
  });

/** Accounts, roles, services, blocklist and tokens as they stand. */
async function identityNow(): Promise<string> {
  const answers = [];
  for (const [path, request] of [
    ['/iam/accounts', { identityServiceName }],
    ['/iam/export', { identityServiceName }],
    ['/iam/identityservices', {}],
    ['/iam/blockedAccounts', {}],
    ['/iam/tokens', { accountName: 'root' }],
    ['/iam/tokens', { accountName: 'carl' }],
  ] as const) {
    const answer = await root.call(path, request);
    assert.equal(answer.status, 200, answer.text);
    answers.push(
      answer.text.replaceAll(/"[A-Za-z]*(?:Date|date|exportedAt|lastLogin|lastUsed)":"[^"]*",?/g, ''),
    );
  }
  return answers.join('\n');
}

test('what she may do she does, so that the refusals are about rights and not about form', async () => {
  const done: readonly Attack[] = [
    attack('makes an account', '/iam/account/store', {
      accountName: 'dora',
      password: 'a long enough one, dora',
      roles: ['own-bob'],
    }),
    attack('disables it', '/iam/accounts/disable', { accountNames: ['dora'] }),
    attack('gives it a password that she sees', '/iam/account/onetimepassword', { accountName: 'dora' }),
    attack('renames it', '/iam/account/rename', { accountOldName: 'dora', accountNewName: 'dorothy' }),
    attack('blocks it', '/iam/blockedAccount/store', { accountName: 'dorothy' }),
    attack('makes a role', '/iam/role/store', { roleName: 'hers' }),
    attack('gives it what she holds', '/iam/permissions/store', {
      roleName: 'hers',
      permissions: [{ permissionPath: `${administration}:accounts:view`, excluded: false }],
    }),
    attack('deletes the role', '/iam/roles/delete', { roleNames: ['hers'] }),
    attack('deletes the account', '/iam/accounts/delete', { accountNames: ['dorothy'] }),
  ];
  for (const { what, path, request } of done) {
    const answer = await ann.call(path, request);
    assert.equal(answer.status, 200, `${what}: ${answer.text.slice(0, 300)}`);
  }
});

test('no new Identity Service of hers keeps those above her out', async () => {
  const stored = await ann.call('/iam/identityservice/store', {
    identityServiceName: 'HERS',
    identityServiceType: 'JOC',
    serviceAuthenticationScheme: 'SINGLE-FACTOR',
    ordering: 0,
    required: true,
    disabled: false,
  });
  const login = await send(world.server, '/authentication/login', undefined, basic('root'));
  assert.equal(login.status, 200, `after ${stored.status} ${stored.text.slice(0, 200)}`);
});
