import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
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

describe('nobody hands out more than he holds', () => {
  const view = `${orders}:view`;
  const changes: readonly [what: string, path: string, body: object, status: number][] = [
    [
      'a permission in a folder of the own',
      '/iam/permissions/store',
      { permissions: [{ permissionPath: view }] },
      200,
    ],
    [
      'a permission that is not held',
      '/iam/permissions/store',
      { permissions: [{ permissionPath: 'sos:products:joc:auditlog:view' }] },
      403,
    ],
    [
      'a node above what is held',
      '/iam/permissions/store',
      { permissions: [{ permissionPath: 'sos:products' }] },
      403,
    ],
    [
      'a denial of what is not held',
      '/iam/permissions/store',
      { permissions: [{ permissionPath: 'sos:products:joc:auditlog', excluded: true }] },
      403,
    ],
    [
      'a denial that reaches beyond the own folders',
      '/iam/permissions/store',
      { permissions: [{ permissionPath: view, excluded: true }] },
      403,
    ],
    [
      'a name without effect',
      '/iam/permissions/store',
      { permissions: [{ permissionPath: 'unknown' }] },
      200,
    ],
    ['a folder of the own', '/iam/folders/store', { folders: [{ folder: '/a/c' }] }, 200],
    ['a folder beyond', '/iam/folders/store', { folders: [{ folder: '/b' }] }, 403],
    ['a folder that begins alike', '/iam/folders/store', { folders: [{ folder: '/ab' }] }, 403],
    ['a wider folder', '/iam/folder/rename', { oldFolderName: '/a/b', newFolder: { folder: '/' } }, 403],
    [
      'a permission replaced by one beyond',
      '/iam/permission/rename',
      { oldPermissionPath: cancel, newPermission: { permissionPath: 'sos:products:controller' } },
      403,
    ],
    ['a role within', '/iam/role/rename', { roleOldName: 'desk', roleNewName: 'table' }, 200],
    ['a role beyond', '/iam/role/rename', { roleOldName: 'api_user', roleNewName: 'table' }, 403],
  ];
  for (const [what, path, body, status] of changes)
    it(`${what}: ${status}`, async () => {
      await root.call('/iam/roles/delete', { identityServiceName, roleNames: ['table'] });
      await makeDesk([{ permissionPath: cancel }], [{ folder: '/a/b' }]);
      const { roleName: _, ...service } = role;
      const before = await desk();
      const answer = await ann.call(
        path,
        'roleOldName' in body ? { ...service, ...body } : { ...role, ...body },
      );
      assert.equal(answer.status, status, answer.text);
      if (status === 403)
        assert.deepEqual({ ...(await desk()), deliveryDate: 0 }, { ...before, deliveryDate: 0 });
    });

  it('and what is refused leaves no record of a change', async () => {
    const stored = async () => {
      const query = { views: [{ categories: ['IDENTITY'] as const }], limit: 10_000 };
      const records = await world.store.read.audit.query(query);
      return records.filter(({ record }) => record.action === 'PermissionsStored').length;
    };
    await makeDesk([{ permissionPath: cancel }]);
    const before = await stored();
    assert.ok(before > 0);
    await ann.call('/iam/permissions/store', { ...role, permissions: [{ permissionPath: 'sos:products' }] });
    assert.equal(await stored(), before);
  });
});

describe('what a role says holds from the very next call on', () => {
  it('a denial beats every grant, in whatever role it stands', async () => {
    await makeDesk();
    const eve = await world.account('eve', { roles: ['desk', 'all'] });
    assert.equal((await eve.call('/iam/roles', { identityServiceName })).status, 200);
    const deny = [{ permissionPath: 'sos:products:joc:administration', excluded: true }];
    await root.call('/iam/permissions/store', { ...role, permissions: deny });
    assert.equal((await eve.call('/iam/roles', { identityServiceName })).status, 403);
    await root.call('/iam/permissions/store', { ...role, permissions: [{ permissionPath: accounts }] });
    assert.equal((await eve.call('/iam/roles', { identityServiceName })).status, 403, 'the parent is denied');
    await root.call('/iam/permissions/delete', {
      ...role,
      permissionPaths: ['sos:products:joc:administration'],
    });
    assert.equal((await eve.call('/iam/roles', { identityServiceName })).status, 200);
  });

  it('a role without permissions gives nothing', async () => {
    await makeDesk();
    const eve = await world.account('eva', { roles: ['desk'] });
    assert.equal((await eve.call('/iam/roles', { identityServiceName })).status, 403);
  });
});
