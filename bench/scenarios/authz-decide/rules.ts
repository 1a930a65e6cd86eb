import type { FolderPath } from '@interlock/base';
import { type FolderEntry, type Permission, permissionCatalog, permissions, type Role } from '@interlock/iam';

/** What one role says of one permission at one Controller, as peers take it: the rules of SEMANTICS spelt out. */
export interface Rule {
  readonly permission: Permission;
  readonly excluded: boolean;
  /** Absent: everywhere. */
  readonly folders?: readonly FolderEntry[];
}

/**
 * The rules of some roles at a Controller, every entry turned into the leaves that it means. Peers get them ready made:
 * none of them knows inner nodes, Controllers of entries, or that a role's folders limit its grants alone.
 */
export function rulesAt(roles: readonly Role[], controllerId: string): readonly Rule[] {
  return roles.flatMap((role) => {
    const own = role.folders.filter((folder) => folder.controllerId === controllerId);
    const folders = own.length > 0 ? own : role.folders.filter((folder) => folder.controllerId === undefined);
    return role.permissions.flatMap(({ permission: name, excluded, controllerId: only }) =>
      permissions
        .filter((leaf) => leaf === name || leaf.startsWith(`${name}:`))
        .filter(
          (leaf) =>
            only === undefined || (only === controllerId && permissionCatalog[leaf].scope === 'controller'),
        )
        .map((permission) => {
          const isLimited = !excluded && permissionCatalog[permission].hasFolder && folders.length > 0;
          return { permission, excluded, ...(isLimited ? { folders } : {}) };
        }),
    );
  });
}

/** Whether folder entries cover a folder, one after the other. */
export function coversByScan(folders: readonly FolderEntry[], asked: FolderPath): boolean {
  for (const { folder, recursive } of folders) {
    if (asked === folder) return true;
    if (recursive && (folder === '/' || asked.startsWith(`${folder}/`))) return true;
  }
  return false;
}
