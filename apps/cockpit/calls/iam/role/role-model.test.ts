/** Whatever the order of calls, the roles that are stored are those of a model that is nothing but maps. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cockpitWorld, type RestClient } from '../../../../../testing/cockpit/cockpit-world.ts';

/** By name of the role without case: its name, and its entries by scope and name. */
type Model = Map<string, { name: string; permissions: Map<string, boolean>; folders: Map<string, boolean> }>;

interface Step {
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** Does it to the model; false where it has to be refused and nothing may change. */
  readonly model: (model: Model) => boolean;
}

const identityServiceName = 'JOC-INITIAL';
const roleName = fc.constantFrom('m-one', 'm-two', 'M-One');
const controllerId = fc.constantFrom('', 'c1');
const permission = fc.constantFrom('sos:products', 'sos:products:joc', 'unknown');
const folder = fc.constantFrom('/', '/a', '/a/b');
const on = fc.boolean();

const key = (name: string) => name.toLowerCase();
const at = (scope: string, name: string) => `${scope} ${name}`;

function replaced(entries: Map<string, boolean>, old: string, next: string, value: boolean): boolean {
  if (!entries.has(old) || (next !== old && entries.has(next))) return false;
  entries.delete(old);
  entries.set(next, value);
  return true;
}

const steps: fc.Arbitrary<Step> = fc.oneof(
  roleName.map((name) => ({
    path: '/iam/role/store',
    body: { roleName: name },
    model: (model: Model) => {
      const there = model.get(key(name));
      if (there === undefined) model.set(key(name), { name, permissions: new Map(), folders: new Map() });
      return there === undefined || there.name === name;
    },
  })),
  fc.uniqueArray(roleName, { minLength: 1, maxLength: 2, selector: key }).map((roleNames) => ({
    path: '/iam/roles/delete',
    body: { roleNames },
    model: (model: Model) =>
      roleNames.every((name) => model.has(key(name))) && roleNames.every((name) => model.delete(key(name))),
  })),
  fc.tuple(roleName, roleName).map(([roleOldName, roleNewName]) => ({
    path: '/iam/role/rename',
    body: { roleOldName, roleNewName },
    model: (model: Model) => {
      const role = model.get(key(roleOldName));
      if (role === undefined) return false;
      if (key(roleNewName) !== key(roleOldName) && model.has(key(roleNewName))) return false;
      model.delete(key(roleOldName));
      model.set(key(roleNewName), { ...role, name: roleNewName });
      return true;
    },
  })),
  fc.tuple(roleName, controllerId, permission, on).map(([name, scope, permissionPath, excluded]) => ({
    path: '/iam/permissions/store',
    body: { roleName: name, controllerId: scope, permissions: [{ permissionPath, excluded }] },
    model: (model: Model) => !!model.get(key(name))?.permissions.set(at(scope, permissionPath), excluded),
  })),
  fc.tuple(roleName, controllerId, permission).map(([name, scope, permissionPath]) => ({
    path: '/iam/permissions/delete',
    body: { roleName: name, controllerId: scope, permissionPaths: [permissionPath] },
    model: (model: Model) => !!model.get(key(name))?.permissions.delete(at(scope, permissionPath)),
  })),
  fc.tuple(roleName, controllerId, permission, permission, on).map(([name, scope, old, next, excluded]) => ({
    path: '/iam/permission/rename',
    body: {
      roleName: name,
      controllerId: scope,
      oldPermissionPath: old,
      newPermission: { permissionPath: next, excluded },
    },
    model: (model: Model) => {
      const role = model.get(key(name));
      return role !== undefined && replaced(role.permissions, at(scope, old), at(scope, next), excluded);
    },
  })),
  fc.tuple(roleName, controllerId, folder, on).map(([name, scope, path, recursive]) => ({
    path: '/iam/folders/store',
    body: { roleName: name, controllerId: scope, folders: [{ folder: path, recursive }] },
    model: (model: Model) => !!model.get(key(name))?.folders.set(at(scope, path), recursive),
  })),
  fc.tuple(roleName, controllerId, folder).map(([name, scope, path]) => ({
    path: '/iam/folders/delete',
    body: { roleName: name, controllerId: scope, folderNames: [path] },
    model: (model: Model) => !!model.get(key(name))?.folders.delete(at(scope, path)),
  })),
  fc.tuple(roleName, controllerId, folder, folder, on).map(([name, scope, old, next, recursive]) => ({
    path: '/iam/folder/rename',
    body: { roleName: name, controllerId: scope, oldFolderName: old, newFolder: { folder: next, recursive } },
    model: (model: Model) => {
      const role = model.get(key(name));
      return role !== undefined && replaced(role.folders, at(scope, old), at(scope, next), recursive);
    },
  })),
);

interface Entry {
  readonly controllerId?: string;
}

async function stored(root: RestClient): Promise<unknown> {
  const { content } = (await root.call('/iam/export', { identityServiceName, accounts: [] })).body;
  const own = content.roles.filter(({ roleName: name }: { roleName: string }) => /^m-/i.test(name));
  const asMap = <T extends Entry>(
    entries: readonly T[],
    name: (entry: T) => string,
    value: (entry: T) => boolean,
  ) => sorted(entries.map((entry) => [at(entry.controllerId ?? '', name(entry)), value(entry)] as const));
  return sorted(
    own.map((role: { roleName: string; permissions: never[]; folders: never[] }) => [
      role.roleName,
      asMap<Entry & { permissionPath: string; excluded: boolean }>(
        role.permissions,
        (entry) => entry.permissionPath,
        (entry) => entry.excluded,
      ),
      asMap<Entry & { folder: string; recursive: boolean }>(
        role.folders,
        (entry) => entry.folder,
        (entry) => entry.recursive,
      ),
    ]),
  );
}

function expected(model: Model): unknown {
  return sorted(
    [...model.values()].map(({ name, permissions, folders }) => [
      name,
      sorted([...permissions]),
      sorted([...folders]),
    ]),
  );
}

function sorted<T>(rows: readonly T[]): readonly T[] {
  return rows.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

test('whatever the order of store, delete and rename, the stored roles are those of a simple model', async () => {
  const world = await cockpitWorld();
  const root = await world.account('root');
  await fc.assert(
    fc.asyncProperty(fc.array(steps, { minLength: 3, maxLength: 20 }), async (taken) => {
      for (const name of ['m-one', 'm-two'])
        await root.call('/iam/roles/delete', { identityServiceName, roleNames: [name] });
      const model: Model = new Map();
      for (const { path, body, model: change } of taken) {
        const { status, text } = await root.call(path, { identityServiceName, ...body });
        assert.equal(status, change(model) ? 200 : 420, `${path} ${JSON.stringify(body)}: ${text}`);
      }
      assert.deepEqual(await stored(root), expected(model));
    }),
    { numRuns: 60 },
  );
  await world.close();
});
