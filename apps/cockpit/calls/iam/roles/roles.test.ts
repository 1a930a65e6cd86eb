import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { accountName, unwrap } from '@interlock/base';
import { identityServiceId, roleName } from '@interlock/iam';
import {
  type CockpitWorld,
  cockpitWorld,
  type RestClient,
} from '../../../../../testing/cockpit/cockpit-world.ts';

const identityServiceName = 'JOC-INITIAL';
const accounts = 'sos:products:joc:administration:accounts';
const orders = 'sos:products:controller:orders';
const grant = (permission: string, more = {}) => ({ permission, excluded: false, ...more });

let world: CockpitWorld;
let root: RestClient;
/** Administers accounts, and holds the rights over orders in /a and below. */
let ann: RestClient;

before(async () => {
  world = await cockpitWorld();
  root = await world.account('root');
  ann = await world.account('ann', {
    permissions: [grant(accounts), grant(orders)],
    folders: [{ folder: '/a' as never, recursive: true }],
  });
});
after(() => world.close());

const role = { identityServiceName, roleName: 'desk' };
const cancel = `${orders}:cancel`;
/** Makes the role `desk` anew, as `root` would. */
const makeDesk = async (permissions: readonly object[] = [], folders: readonly object[] = []) => {
  await root.call('/iam/roles/delete', { identityServiceName, roleNames: ['desk'] });
  await root.call('/iam/role/store', role);
  if (permissions.length > 0) await root.call('/iam/permissions/store', { ...role, permissions });
  if (folders.length > 0) await root.call('/iam/folders/store', { ...role, folders });
};
const desk = async () => (await root.call('/iam/role', role)).body;

describe('roles', () => {
  beforeEach(() => makeDesk());

  it('hold no more entries than can be exported, whatever they are worth', async () => {
    const many = (count: number, from: number) =>
      Array.from({ length: count }, (_, at) => ({ permissionPath: `unknown:${from + at}` }));
    await world.store.change(async ({ roles }) => {
      const found = await roles.find(unwrap(identityServiceId('joc')), unwrap(roleName('desk')));
      if (found === undefined) throw new Error('the role is missing');
      const permissions = many(9_999, 0).map(({ permissionPath }) => grant(permissionPath));
      await roles.save({ ...found, permissions });
    });
    const add = (permissions: readonly object[]) =>
      ann.call('/iam/permissions/store', { ...role, permissions });
    const refused = await add(many(2, 20_000));
    assert.deepEqual([refused.status, refused.body.error?.problem], [420, 'InvalidInput']);
    assert.equal((await add(many(1, 20_000))).status, 200);
    const fewer = { ...role, permissionPaths: ['unknown:1'] };
    assert.equal((await ann.call('/iam/permissions/delete', fewer)).status, 200);
  });

  it('are listed in their order, with what clients read and how many accounts have them', async () => {
    const { status, body } = await root.call('/iam/roles', { identityServiceName, withPermissions: true });
    assert.equal(status, 200);
    assert.equal(body.identityServiceName, identityServiceName);
    assert.equal(body.roles[0].roleName, 'all');
    assert.equal(body.roles[0].accountCount, 1);
    assert.deepEqual(body.roles[0].can, { change: true, delete: true });
    assert.equal(body.roles.at(-1).roleName, 'desk');
  });

  it('of which the caller does not hold all say what is missing before he tries', async () => {
    const { body } = await ann.call('/iam/roles', { identityServiceName, withPermissions: true });
    assert.notEqual(body.roles[0].can.delete, true);
    assert.equal(body.roles.find((one: { roleName: string }) => one.roleName === 'desk').can.delete, true);
  });

  it('are found in any spelling, and unknown ones are refused by field', async () => {
    const found = await root.call('/iam/role', { identityServiceName: 'joc-initial', roleName: 'DESK' });
    assert.equal(found.body.roleName, 'desk');
    const unknown = await root.call('/iam/role', { identityServiceName, roleName: 'none' });
    assert.deepEqual(
      [unknown.status, unknown.body.error.code, unknown.body.error.field],
      [420, 'JOC-002', 'roleName'],
    );
    const service = await root.call('/iam/role', { identityServiceName: 'none', roleName: 'none' });
    assert.equal(service.body.error.field, 'identityServiceName');
  });

  it('can not be made under the name of another in other letters', async () => {
    for (const roleName of ['DESK', ' All', 'ＲＯＯＴ\u0000', ''])
      assert.equal(
        (await root.call('/iam/role/store', { identityServiceName, roleName })).status,
        420,
        roleName,
      );
    const { body } = await root.call('/iam/role/store', { identityServiceName, roleName: 'DESK' });
    assert.equal(body.error.code, 'JOC-171');
  });

  it('keep what they hold when they are stored again', async () => {
    await makeDesk([{ permissionPath: cancel }]);
    assert.equal((await root.call('/iam/role/store', { ...role, ordering: 3 })).body.ok, true);
    const { ordering, permissions } = await desk();
    assert.deepEqual([ordering, permissions.length], [3, 1]);
  });

  it('take their accounts along when they are renamed, and leave them when they are deleted', async () => {
    const bob = await world.account('bob', { roles: ['desk', 'api_user'] });
    const rename = { identityServiceName, roleOldName: 'Desk', roleNewName: 'Schalter' };
    assert.equal((await root.call('/iam/role/rename', rename)).body.ok, true);
    assert.deepEqual((await bob.call('/interlock/me', {})).body.roles.sort(), ['Schalter', 'api_user']);
    const taken = await root.call('/iam/role/rename', {
      ...rename,
      roleOldName: 'Schalter',
      roleNewName: 'ALL',
    });
    assert.equal(taken.body.error.code, 'JOC-171');
    await root.call('/iam/roles/delete', { identityServiceName, roleNames: ['schalter'] });
    assert.deepEqual((await bob.call('/interlock/me', {})).body.roles, ['api_user']);
    const [account] = await world.store.change(({ accounts }) =>
      accounts.list().then((all) => all.filter(({ name }) => name === unwrap(accountName('bob')))),
    );
    assert.deepEqual(account?.roles, ['api_user']);
  });

  it('are deleted all or none, and the refusal names which', async () => {
    const both = await root.call('/iam/roles/delete', { identityServiceName, roleNames: ['desk', 'none'] });
    assert.deepEqual([both.status, both.body.error.field], [420, 'roleNames[1]']);
    assert.equal((await desk()).roleName, 'desk');
    const forbidden = await ann.call('/iam/roles/delete', {
      identityServiceName,
      roleNames: ['desk', 'api_user'],
    });
    assert.equal(forbidden.status, 403);
    assert.match(forbidden.body.message, /api_user/);
    assert.equal((await desk()).roleName, 'desk');
  });

  it('are put into the order in which they are named', async () => {
    await root.call('/iam/roles/reorder', { identityServiceName, roleNames: ['desk', 'api_user'] });
    const names = (await root.call('/iam/roles', { identityServiceName })).body.roles.map(
      ({ roleName }: { roleName: string }) => roleName,
    );
    assert.deepEqual(names.slice(0, 3), ['desk', 'api_user', 'all']);
    await root.call('/iam/roles/reorder', { identityServiceName, roleNames: ['all'] });
  });

  it('can not be deleted where nobody would be left who administers accounts', async () => {
    // ann’s own role administers as well, and the world can not be without it either.
    const gone = await root.call('/iam/permissions/delete', {
      identityServiceName,
      roleName: 'own-ann',
      permissionPaths: [accounts],
    });
    assert.equal(gone.body.ok, true);
    const last = await root.call('/iam/roles/delete', { identityServiceName, roleNames: ['all'] });
    assert.equal(last.body.error.problem, 'LastAdministrator');
    await root.call('/iam/permissions/store', {
      identityServiceName,
      roleName: 'own-ann',
      permissions: [{ permissionPath: accounts }],
    });
  });
});

describe('permissions of a role', () => {
  it('are added, never replaced, and found again under their scope', async () => {
    await makeDesk([{ permissionPath: cancel }]);
    await root.call('/iam/permissions/store', {
      ...role,
      controllerId: '',
      permissions: [{ permissionPath: 'sos:products:joc:inventory', excluded: true }],
    });
    await root.call('/iam/permissions/store', {
      ...role,
      controllerId: 'controller',
      permissions: [{ permissionPath: cancel, excluded: false }],
    });
    const general = (await root.call('/iam/permissions', { ...role, controllerId: '' })).body;
    assert.deepEqual(general.permissions, [
      { permissionPath: cancel, excluded: false, known: true },
      { permissionPath: 'sos:products:joc:inventory', excluded: true, known: true },
    ]);
    assert.equal(general.controllerId, '');
    const own = (await root.call('/iam/permissions', { ...role, controllerId: 'controller' })).body;
    assert.equal(own.permissions.length, 1);
    assert.deepEqual((await desk()).controllers, ['controller']);
    const one = await root.call('/iam/permission', { ...role, permissionPath: cancel });
    assert.deepEqual(one.body.permission, { permissionPath: cancel, excluded: false, known: true });
  });

  it('may be of any name; one that has no effect is shown as unknown and warned of', async () => {
    await makeDesk();
    const stored = await root.call('/iam/permissions/store', {
      ...role,
      permissions: [{ permissionPath: 'sos:products:joc:cluster:view' }, { permissionPath: '*' }],
    });
    assert.equal(stored.body.ok, true);
    assert.deepEqual(
      stored.body.warnings.map(({ kind }: { kind: string }) => kind),
      ['unknownPermission', 'unknownPermission'],
    );
    const { permissions } = (await root.call('/iam/permissions', role)).body;
    assert.deepEqual(
      permissions.map(({ known }: { known: boolean }) => known),
      [false, false],
    );
  });

  it('that can not be shown are refused, and nothing of the call is stored', async () => {
    await makeDesk();
    const refused = await root.call('/iam/permissions/store', {
      ...role,
      permissions: [{ permissionPath: cancel }, { permissionPath: 'a\u0000b' }],
    });
    assert.deepEqual([refused.status, refused.body.error.field], [420, 'permissions[1].permissionPath']);
    const wrong = [{ controllerId: 'a*b' }, { controllerId: '*' }, { permissions: [{ permissionPath: '' }] }];
    for (const more of wrong)
      assert.equal(
        (
          await root.call('/iam/permissions/store', {
            ...role,
            permissions: [{ permissionPath: cancel }],
            ...more,
          })
        ).status,
        420,
      );
    assert.deepEqual((await desk()).permissions, []);
  });

  it('are deleted and replaced within their scope alone', async () => {
    await makeDesk([{ permissionPath: cancel }, { permissionPath: 'x' }]);
    const missing = await root.call('/iam/permissions/delete', { ...role, permissionPaths: ['x', 'y'] });
    assert.deepEqual([missing.status, missing.body.error.field], [420, 'permissionPaths[1]']);
    assert.equal((await desk()).permissions.length, 2);
    const renamed = await root.call('/iam/permission/rename', {
      ...role,
      controllerId: '',
      oldPermissionPath: 'x',
      newPermission: { permissionPath: `${orders}:view`, excluded: true },
    });
    assert.equal(renamed.body.ok, true);
    await root.call('/iam/permissions/delete', { ...role, permissionPaths: [cancel] });
    assert.deepEqual((await desk()).permissions, [
      { permissionPath: `${orders}:view`, excluded: true, known: true },
    ]);
  });
});

describe('folders of a role', () => {
  it('are stored recursive unless it is said, and deleted under either name of the field', async () => {
    await makeDesk([], [{ folder: '/a' }, { folder: '/b', recursive: false }, { folder: '/c' }]);
    const { folders } = (await root.call('/iam/folders', { ...role, controllerId: '' })).body;
    assert.deepEqual(folders, [
      { folder: '/a', recursive: true },
      { folder: '/b', recursive: false },
      { folder: '/c', recursive: true },
    ]);
    assert.equal((await root.call('/iam/folders/delete', { ...role, folderNames: ['/a'] })).body.ok, true);
    assert.equal(
      (await root.call('/iam/folders/delete', { ...role, folders: [{ folder: '/b' }] })).body.ok,
      true,
    );
    const neither = await root.call('/iam/folders/delete', role);
    assert.equal(neither.body.error.field, 'folderNames');
    const one = await root.call('/iam/folder', { ...role, folderName: '/c' });
    assert.deepEqual(one.body.folder, { folder: '/c', recursive: true });
    await root.call('/iam/folder/rename', { ...role, oldFolderName: '/c', newFolder: { folder: '/d' } });
    assert.deepEqual((await desk()).folders, [{ folder: '/d', recursive: true }]);
  });

  const bent = [
    ...['a', '', '/a/', '//a', '/a/../b', '/a/./b', '/a%2e%2e%2fb', '/a%252fb', '\\a', '/a\\b', '/a ', '/a.'],
    ...['/*', '/a*', '/a\u0000', '/a\u200b', '/cafe\u0301', `/${'a'.repeat(4096)}`],
  ];
  for (const folder of bent)
    it(`in a form that is not canonical are refused: ${JSON.stringify(folder.slice(0, 20))}`, async () => {
      await makeDesk([], [{ folder: '/kept' }]);
      const calls: readonly (readonly [string, object])[] = [
        ['/iam/folders/store', { folders: [{ folder }] }],
        ['/iam/folder/rename', { oldFolderName: '/kept', newFolder: { folder } }],
        ['/iam/folder', { folderName: folder }],
      ];
      for (const [path, body] of calls) {
        const { status } = await root.call(path, { ...role, ...body });
        assert.ok(status === 420, `${path}: ${status}`);
      }
      assert.deepEqual((await desk()).folders, [{ folder: '/kept', recursive: true }]);
    });

  it('that are the last ones widen the role, which is warned of and done only by who holds it everywhere', async () => {
    await makeDesk([{ permissionPath: cancel }], [{ folder: '/a' }]);
    const refused = await ann.call('/iam/folders/delete', { ...role, folderNames: ['/a'] });
    assert.equal(refused.status, 403);
    assert.equal((await desk()).folders.length, 1);
    const widened = await root.call('/iam/folders/delete', { ...role, folderNames: ['/a'] });
    assert.equal(widened.body.warnings[0].kind, 'roleWidened');
    assert.deepEqual((await desk()).folders, []);
  });
});
