import { type Result, succeed } from '@interlock/base';
import type { IdentityContent } from '@interlock/cockpit-api';
import { type Account, type IdentityServiceId, type Role, roleName } from '@interlock/iam';
import { roleEntries } from './role.ts';
import { eachEntry, folderEntry, permissionEntry } from './role-entry.ts';

type ExportedRole = IdentityContent['roles'][number];
type ExportedAccount = IdentityContent['accounts'][number];

/** A role as a file holds it. */
export function exportedRole(role: Role): ExportedRole {
  const { permissions, folders } = roleEntries(role);
  return {
    roleName: role.name,
    ordering: Math.max(0, role.ordering),
    permissions: permissions.map(({ known: _, ...entry }) => entry),
    folders,
  };
}

/** An account as a file holds it. */
export function exportedAccount({
  name,
  email,
  disabled,
  forcePasswordChange,
  roles,
}: Account): ExportedAccount {
  return {
    accountName: name,
    ...(email === undefined ? {} : { email }),
    disabled,
    forcePasswordChange,
    roles: [...roles],
  };
}

/** A role of a file, checked in its form, as a service would hold it. */
export function importedRole(exported: ExportedRole, serviceId: IdentityServiceId): Result<Role> {
  const name = roleName(exported.roleName);
  if (!name.ok) return name;
  const permissions = eachEntry(
    exported.permissions,
    (entry, field) => permissionEntry(entry, entry.controllerId, field),
    'permissions',
  );
  if (!permissions.ok) return permissions;
  const folders = eachEntry(
    exported.folders,
    (entry, field) => folderEntry(entry, entry.controllerId, field),
    'folders',
  );
  if (!folders.ok) return folders;
  return succeed({
    serviceId,
    name: name.value,
    ordering: exported.ordering,
    permissions: permissions.value,
    folders: folders.value,
  });
}
