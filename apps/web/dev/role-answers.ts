import type { FolderPath } from '@interlock/base';
import { type FolderEntry, isKnownPermission, type PermissionEntry } from '@interlock/iam';
import type { Answers } from './answer.ts';
import { rehearse } from './rehearse.ts';
import type { FakeRole } from './rights.ts';
import { done, manage, nextPlace, reordered, rolesOf, unknown } from './rights-lookup.ts';
import type { World } from './world.ts';

/** Roles with their permissions and folders. */
export function roleAnswers(world: World): Answers {
  const at = (controllerId: string | undefined) => (entry: { readonly controllerId?: string }) =>
    (entry.controllerId ?? '') === (controllerId ?? '');
  const inScope = (controllerId: string | undefined) => (controllerId ? { controllerId } : {});
  return {
    'iam.roles': ({ identityServiceName }) => ({
      identityServiceName,
      roles: rolesOf(world, identityServiceName)
        .toSorted((a, b) => a.ordering - b.ordering)
        .map((role) => roleItem(world, identityServiceName, role)),
    }),
    'iam.role': ({ identityServiceName, roleName }) => {
      const role = roleOf(world, identityServiceName, roleName);
      return {
        ...roleItem(world, identityServiceName, role),
        permissions: role.permissions.map(({ permission, ...entry }) => ({
          permissionPath: permission,
          ...entry,
          known: isKnownPermission(permission),
        })),
        folders: role.folders.map((entry) => ({ ...entry })),
      };
    },
    'iam.role.store': ({ identityServiceName, roleName, ordering }) => {
      const roles = rolesOf(world, identityServiceName);
      const known = roles.find((role) => role.roleName === roleName);
      if (known !== undefined) known.ordering = ordering ?? known.ordering;
      else roles.push({ roleName, ordering: ordering ?? nextPlace(roles), permissions: [], folders: [] });
      return done;
    },
    'iam.role.rename': ({ identityServiceName, roleOldName, roleNewName }) => {
      roleOf(world, identityServiceName, roleOldName).roleName = roleNewName;
      world.people.accounts = world.people.accounts.map((account) => ({
        ...account,
        roles: account.roles.map((name) => (name === roleOldName ? roleNewName : name)),
      }));
      return done;
    },
    'iam.roles.delete': ({ identityServiceName, roleNames }) => {
      const roles = rolesOf(world, identityServiceName).filter(
        ({ roleName }) => !roleNames.includes(roleName),
      );
      world.rights.roles.set(identityServiceName, roles);
      return done;
    },
    'iam.roles.reorder': ({ identityServiceName, roleNames }) => {
      const roles = reordered(rolesOf(world, identityServiceName), roleNames, ({ roleName }) => roleName);
      world.rights.roles.set(identityServiceName, roles);
      return done;
    },
    'iam.permissions.store': ({ identityServiceName, roleName, controllerId, permissions }) => {
      const role = roleOf(world, identityServiceName, roleName);
      for (const { permissionPath, excluded } of permissions) {
        const others = role.permissions.filter(
          (entry) => !(at(controllerId)(entry) && entry.permission === permissionPath),
        );
        const entry: PermissionEntry = {
          permission: permissionPath,
          excluded: excluded ?? false,
          ...inScope(controllerId),
        };
        role.permissions = [...others, entry];
      }
      return done;
    },
    'iam.permissions.delete': ({ identityServiceName, roleName, controllerId, permissionPaths }) => {
      const role = roleOf(world, identityServiceName, roleName);
      role.permissions = role.permissions.filter(
        (entry) => !(at(controllerId)(entry) && permissionPaths.includes(entry.permission)),
      );
      return done;
    },
    'iam.folders.store': ({ identityServiceName, roleName, controllerId, folders }) => {
      const role = roleOf(world, identityServiceName, roleName);
      for (const { folder, recursive } of folders) {
        const others = role.folders.filter((entry) => !(at(controllerId)(entry) && entry.folder === folder));
        const entry: FolderEntry = {
          folder: folder as FolderPath,
          recursive: recursive ?? true,
          ...inScope(controllerId),
        };
        role.folders = [...others, entry];
      }
      return done;
    },
    'iam.folders.delete': ({ identityServiceName, roleName, controllerId, folderNames = [] }) => {
      const role = roleOf(world, identityServiceName, roleName);
      role.folders = role.folders.filter(
        (entry) => !(at(controllerId)(entry) && folderNames.includes(entry.folder)),
      );
      return done;
    },
    'iam.rehearsal': (request) => rehearse(world, request),
  };
}

function roleOf(world: World, service: string, name: string): FakeRole {
  const found = rolesOf(world, service).find(({ roleName }) => roleName.toLowerCase() === name.toLowerCase());
  if (found === undefined) throw unknown('UnknownRole', `There is no role ${name}.`);
  return found;
}

function accountsWith(world: World, name: string) {
  return world.people.accounts.filter(({ roles }) => roles.includes(name));
}

function roleItem(world: World, service: string, role: FakeRole) {
  const controllers = [...role.permissions, ...role.folders].flatMap(
    ({ controllerId }) => controllerId ?? [],
  );
  const may = world.lacking.includes(manage) ? manage : (true as const);
  return {
    identityServiceName: service,
    roleName: role.roleName,
    ordering: role.ordering,
    controllers: [...new Set(controllers)],
    permissionCount: role.permissions.length,
    folderCount: role.folders.length,
    accountCount: accountsWith(world, role.roleName).length,
    can: { change: may, delete: may },
  };
}
