import type { FolderPath } from '@interlock/base';
import { leafRightsAt, type Permission } from '@interlock/iam';
import type { Caller } from '../sessions/caller.ts';

/** Folders, and whether what lies below them counts too. */
export type Folders = readonly { readonly folder: FolderPath; readonly recursive: boolean }[];

/**
 * The folders in which the caller holds a permission, for stores that filter by themselves; undefined: everywhere,
 * an empty list: nowhere. It says what `authorize` says for each folder.
 */
export function grantedFolders(
  caller: Caller,
  permission: Permission,
  controllerId?: string,
): Folders | undefined {
  const leaf = leafRightsAt(caller.rights, {
    permission,
    ...(controllerId === undefined ? {} : { controllerId }),
  });
  if (leaf?.everywhere !== undefined) return undefined;
  if (leaf?.cover === undefined) return [];
  return leaf.grants.flatMap(({ folders }) =>
    folders.map(({ folder, recursive }) => ({ folder, recursive })),
  );
}
