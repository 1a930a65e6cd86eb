import { type Result, succeed } from '@interlock/base';
import type { FolderEntry, PermissionEntry, Role } from './role.ts';
import { addEntries, type Naming, removeEntries, replaceEntry } from './scoped-entries.ts';

const ofPermissions: Naming<PermissionEntry> = {
  nameOf: ({ permission }) => permission,
  noun: 'permission',
  fields: { many: 'permissionPaths', old: 'oldPermissionPath', next: 'newPermission.permissionPath' },
};
const ofFolders: Naming<FolderEntry> = {
  nameOf: ({ folder }) => folder,
  noun: 'folder',
  fields: { many: 'folderNames', old: 'oldFolderName', next: 'newFolder.folder' },
};

/** The role with these permissions besides; one that it has in the same scope is granted or denied anew. */
export function withPermissions(role: Role, added: readonly PermissionEntry[]): Role {
  return { ...role, permissions: addEntries(role.permissions, added, ofPermissions) };
}

/** The role without these permissions of one scope, all of which it has to have. */
export function withoutPermissions(
  role: Role,
  names: readonly string[],
  controllerId: string | undefined,
): Result<Role> {
  const left = removeEntries(role.permissions, names, controllerId, ofPermissions);
  return left.ok ? succeed({ ...role, permissions: left.value }) : left;
}

/** The role with one permission in the place of another of the same scope. */
export function withPermissionReplaced(role: Role, name: string, next: PermissionEntry): Result<Role> {
  const changed = replaceEntry(role.permissions, name, next, ofPermissions);
  return changed.ok ? succeed({ ...role, permissions: changed.value }) : changed;
}

/** The role with these folders besides; one that it has in the same scope becomes recursive or not. */
export function withFolders(role: Role, added: readonly FolderEntry[]): Role {
  return { ...role, folders: addEntries(role.folders, added, ofFolders) };
}

/** The role without these folders of one scope, all of which it has to have. Without its last one it holds everywhere. */
export function withoutFolders(
  role: Role,
  names: readonly string[],
  controllerId: string | undefined,
): Result<Role> {
  const left = removeEntries(role.folders, names, controllerId, ofFolders);
  return left.ok ? succeed({ ...role, folders: left.value }) : left;
}

/** The role with one folder in the place of another of the same scope. */
export function withFolderReplaced(role: Role, name: string, next: FolderEntry): Result<Role> {
  const changed = replaceEntry(role.folders, name, next, ofFolders);
  return changed.ok ? succeed({ ...role, folders: changed.value }) : changed;
}
