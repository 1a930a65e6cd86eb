import { type FolderPath, liesWithin } from '@interlock/base';
import { allControllers } from './decision.ts';
import type { Permission } from './permission-catalog.ts';
import { leavesUnder } from './permission-tree.ts';
import type { FolderEntry } from './role.ts';

/**
 * What narrows the rights of an account while it is used by an API token. It never gives anything: what it leaves
 * is the part of the account's rights, at the moment of each decision, that lies within it.
 */
export interface RightsLimit {
  /** Leaves or inner nodes of the catalogue; absent: every permission. A name outside the catalogue leaves nothing. */
  readonly permissions?: readonly string[];
  /** Absent: every folder. Permissions without a folder are not touched. */
  readonly folders?: readonly FolderEntry[];
}

/** The leaves that a limit leaves; undefined: all. */
export function leavesWithin({ permissions }: RightsLimit): ReadonlySet<Permission> | undefined {
  return permissions && new Set(permissions.flatMap(leavesUnder));
}

/**
 * The folders that a limit leaves at a Controller; undefined: all. As in a role, those of the Controller replace the
 * general ones there; unlike in a role, where it names none it leaves none.
 */
export function foldersWithin(
  { folders }: RightsLimit,
  controllerId: string,
): readonly FolderEntry[] | undefined {
  if (folders === undefined) return undefined;
  const isOne = controllerId !== '' && controllerId !== allControllers;
  const own = isOne ? folders.filter((entry) => entry.controllerId === controllerId) : [];
  return own.length > 0 ? own : folders.filter((entry) => !entry.controllerId);
}

/** What two lists of folders both cover. The first may be empty, which stands for everywhere, as it does in a role. */
export function commonFolders(
  granted: readonly FolderEntry[],
  limit: readonly FolderEntry[],
): readonly FolderEntry[] {
  if (granted.length === 0) return limit;
  return granted.flatMap((one) =>
    limit.flatMap((other) => {
      const both = common(one, other);
      return both === undefined ? [] : [both];
    }),
  );
}

function common(one: FolderEntry, other: FolderEntry): FolderEntry | undefined {
  if (coversFolder(one, other.folder)) return other.recursive && !one.recursive ? one : other;
  return coversFolder(other, one.folder) ? one : undefined;
}

/** Whether a limit, taken alone, leaves a leaf at this place. */
export function limitLeaves(
  limit: RightsLimit,
  leaf: Permission,
  hasFolder: boolean,
  place: { readonly controllerId?: string; readonly folder?: FolderPath },
): boolean {
  if (leavesWithin(limit)?.has(leaf) === false) return false;
  const folders = hasFolder ? foldersWithin(limit, place.controllerId ?? '') : undefined;
  if (folders === undefined || place.folder === undefined) return true;
  const { folder } = place;
  return folders.some((entry) => coversFolder(entry, folder));
}

function coversFolder({ folder, recursive }: FolderEntry, asked: FolderPath): boolean {
  return recursive ? liesWithin(asked, folder) : asked === folder;
}
