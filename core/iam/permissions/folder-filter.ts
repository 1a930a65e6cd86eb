import type { FolderPath } from '@interlock/base';
import type { AccessRights } from './access-rights.ts';
import { allowedSomewhere, authorize, leafRightsAt } from './authorize.ts';
import type { AuthorizationRequest } from './decision.ts';

/** How a folder appears to somebody. */
export type FolderVisibility =
  /** Its contents may be seen. */
  | 'open'
  /** It is above such a folder: its name shows, its contents don't (semantics §2.7). */
  | 'passage'
  | 'hidden';

/**
 * A filter for lists: whether the rights allow a permission in a folder. It answers as `authorize` does.
 *
 * @example rows.filter((row) => inFolder(folderOf(row.path)))
 */
export function folderFilter(
  rights: AccessRights,
  request: Omit<AuthorizationRequest, 'folder'>,
): (folder: FolderPath) => boolean {
  if (!allowedSomewhere(rights, request)) return () => false;
  const leaf = leafRightsAt(rights, request);
  const cover = leaf?.cover;
  if (leaf?.traits.hasFolder && cover !== undefined) return (folder) => cover.find(folder) !== undefined;
  return (folder) => authorize(rights, { ...request, folder }).allowed;
}

/** How each folder of a tree appears under a permission. */
export function folderVisibility(
  rights: AccessRights,
  request: Omit<AuthorizationRequest, 'folder'>,
): (folder: FolderPath) => FolderVisibility {
  const open = folderFilter(rights, request);
  const cover = allowedSomewhere(rights, request) ? leafRightsAt(rights, request)?.cover : undefined;
  return (folder) => {
    if (open(folder)) return 'open';
    return cover?.isPassage(folder) ? 'passage' : 'hidden';
  };
}
