import type { IdentityWarning, RoleWhole } from '@interlock/cockpit-api';
import {
  type FolderEntry,
  type IdentityServiceSettings,
  isKnownPermission,
  type PermissionEntry,
  type Role,
  roleNameKey,
  widenedAt,
} from '@interlock/iam';

/** A permission of a role as the API shows it. */
export function permissionAnswer({ permission, excluded }: PermissionEntry) {
  return { permissionPath: permission, excluded, known: isKnownPermission(permission) };
}

/** A folder of a role as the API shows it. */
export function folderAnswer({ folder, recursive }: FolderEntry) {
  return { folder: folder as string, recursive };
}

/** A role as lists show it. */
export function roleAnswer(
  role: Role,
  service: IdentityServiceSettings,
  holders: ReadonlyMap<string, number>,
) {
  const named = [...role.permissions, ...role.folders].flatMap(({ controllerId }) => controllerId ?? []);
  return {
    identityServiceName: service.name,
    roleName: role.name as string,
    ordering: Math.max(0, role.ordering),
    controllers: [...new Set(named)].sort(),
    permissionCount: role.permissions.length,
    folderCount: role.folders.length,
    accountCount: holders.get(roleNameKey(role.name)) ?? 0,
  };
}

/** The entries of a role in all scopes. */
export function roleEntries(role: Role): Pick<RoleWhole, 'permissions' | 'folders'> {
  const scope = ({ controllerId }: { readonly controllerId?: string }) =>
    controllerId === undefined ? {} : { controllerId };
  return {
    permissions: role.permissions.map((entry) => ({ ...permissionAnswer(entry), ...scope(entry) })),
    folders: role.folders.map((entry) => ({ ...folderAnswer(entry), ...scope(entry) })),
  };
}

/** Says of stored permissions which have no effect. */
export function unknownPermissions(names: readonly string[]): readonly IdentityWarning[] {
  return names
    .filter((name) => !isKnownPermission(name))
    .map((name) => ({
      kind: 'unknownPermission',
      message: `No permission is named ${name}: it has no effect.`,
    }));
}

/** Says where a role holds everywhere that was limited to folders before. */
export function widening(before: Role, after: Role): readonly IdentityWarning[] {
  return widenedAt(before, after).map((controllerId) => ({
    kind: 'roleWidened',
    message:
      controllerId === ''
        ? `The role ${after.name} has no folder left: its permissions now hold in all folders.`
        : `The role ${after.name} has no folder left for the Controller ${controllerId}: its permissions now hold in all folders there.`,
  }));
}

/** Warnings as an answer carries them: absent where there are none. */
export function withWarnings(warnings: readonly IdentityWarning[]) {
  return warnings.length === 0 ? {} : { warnings: [...warnings] };
}
