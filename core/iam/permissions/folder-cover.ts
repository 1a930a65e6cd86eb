import { type FolderPath, rootFolder } from '@interlock/base';
import type { Decision, LimitedGrant } from './decision.ts';
import type { FolderEntry } from './role.ts';

type Granted = Extract<Decision, { readonly allowed: true }>;

/** Finds in which way a folder is covered by the grants of one permission (semantics §2.6). */
export interface FolderCover {
  /** The decision that allows in this folder; undefined where no grant covers it. */
  find(folder: FolderPath): Granted | undefined;
  /** Whether a folder lies above a covered one, so that its name is shown for navigation. */
  isPassage(folder: FolderPath): boolean;
}

/**
 * Prepares grants that are limited to folders, for any number of questions. Of grants that cover a folder the one with
 * the folder itself answers, or else the one with the nearest above, the first of several. Covers that are made by one
 * such function share their index wherever their grants have the same lists of folders: an account has few of those
 * and many permissions, and what it remembers has to stay small enough to be at hand.
 */
export function folderCovers(): (grants: readonly LimitedGrant[]) => FolderCover {
  const ids = new Map<readonly FolderEntry[], number>();
  const indexes = new Map<string, FolderIndex>();
  const idOf = (list: readonly FolderEntry[]): number => {
    const id = ids.get(list) ?? ids.size;
    ids.set(list, id);
    return id;
  };
  return (grants) => {
    const byList = new Map<readonly FolderEntry[], LimitedGrant>();
    for (const grant of grants) if (!byList.has(grant.folders)) byList.set(grant.folders, grant);
    const lists = [...byList.keys()];
    const key = lists.map(idOf).join();
    const index = indexes.get(key) ?? folderIndex(lists);
    indexes.set(key, index);
    return coverOf(index, [...byList.values()]);
  };
}

function coverOf(index: FolderIndex, grants: readonly LimitedGrant[]): FolderCover {
  // As many as there are entries of folders, each made when it is first given.
  const decisions: (Granted | undefined)[] = [];
  return {
    find(folder) {
      const hit = index.find(folder);
      if (hit === undefined) return undefined;
      decisions[hit.id] ??= grantedBy(grants[hit.list], hit.folder);
      return decisions[hit.id];
    },
    isPassage: index.isPassage,
  };
}

function grantedBy(grant: LimitedGrant | undefined, folder: FolderEntry): Granted | undefined {
  if (grant === undefined) return undefined;
  const { role, entry } = grant;
  return { allowed: true, because: { kind: 'granted', role, entry, folder } };
}

/** The entry that covers a folder, with the place of the list in which it stands. */
interface FolderHit {
  /** From 0 on, in the order of the entries of an index. */
  readonly id: number;
  readonly list: number;
  readonly folder: FolderEntry;
}

interface FolderIndex {
  find(folder: FolderPath): FolderHit | undefined;
  isPassage(folder: FolderPath): boolean;
}

// Remembers answers for the folders that are asked again and again; emptied when full, so its size is bounded.
const rememberedMax = 1024;

function folderIndex(lists: readonly (readonly FolderEntry[])[]): FolderIndex {
  const exact = new Map<FolderPath, FolderHit>();
  const recursive = new Map<FolderPath, FolderHit>();
  const passages = new Set<FolderPath>();
  for (const [list, folders] of lists.entries())
    for (const folder of folders) {
      const into = folder.recursive ? recursive : exact;
      if (!into.has(folder.folder))
        into.set(folder.folder, { id: exact.size + recursive.size, list, folder });
      for (const above of ancestorsOf(folder.folder)) passages.add(above);
    }
  const remembered = new Map<FolderPath, FolderHit | null>();
  return {
    find(folder) {
      const known = remembered.get(folder);
      if (known !== undefined) return known ?? undefined;
      const found = exact.get(folder) ?? nearestAbove(recursive, folder);
      if (remembered.size >= rememberedMax) remembered.clear();
      remembered.set(folder, found ?? null);
      return found;
    },
    isPassage: (folder) => passages.has(folder),
  };
}

function nearestAbove(
  recursive: ReadonlyMap<FolderPath, FolderHit>,
  folder: FolderPath,
): FolderHit | undefined {
  if (recursive.size === 0) return undefined;
  let found = recursive.get(folder);
  for (
    let cut = folder.lastIndexOf('/');
    cut > 0 && found === undefined;
    cut = folder.lastIndexOf('/', cut - 1)
  )
    found = recursive.get(folder.slice(0, cut) as FolderPath);
  return found ?? recursive.get(rootFolder);
}

/** The folders above a folder, the nearest first, the root last. The root has none. */
function ancestorsOf(folder: FolderPath): readonly FolderPath[] {
  const above: FolderPath[] = [];
  for (let cut = folder.lastIndexOf('/'); cut > 0; cut = folder.lastIndexOf('/', cut - 1))
    above.push(folder.slice(0, cut) as FolderPath);
  return folder === rootFolder ? above : [...above, rootFolder];
}
