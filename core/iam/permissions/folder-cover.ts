import { type FolderPath, rootFolder } from '@interlock/base';
import type { Decision, LimitedGrant } from './decision.ts';

type Granted = Extract<Decision, { readonly allowed: true }>;

/** Finds in which way a folder is covered by the grants of one permission (semantics §2.6). */
export interface FolderCover {
  /** The decision that allows in this folder; undefined where no grant covers it. */
  find(folder: FolderPath): Granted | undefined;
  /** Whether a folder lies above a covered one, so that its name is shown for navigation. */
  isPassage(folder: FolderPath): boolean;
}

// Remembers answers for the folders that are asked again and again; emptied when full, so its size is bounded.
const rememberedMax = 1024;

/** Prepares grants that are limited to folders, for any number of questions. The first grant that covers answers. */
export function folderCover(grants: readonly LimitedGrant[]): FolderCover {
  const exact = new Map<FolderPath, Granted>();
  const recursive = new Map<FolderPath, Granted>();
  const passages = new Set<FolderPath>();
  for (const { role, entry, folders } of grants)
    for (const folder of folders) {
      const into = folder.recursive ? recursive : exact;
      if (!into.has(folder.folder))
        into.set(folder.folder, { allowed: true, because: { kind: 'granted', role, entry, folder } });
      for (const above of ancestorsOf(folder.folder)) passages.add(above);
    }
  const remembered = new Map<FolderPath, Granted | null>();
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

function nearestAbove(recursive: ReadonlyMap<FolderPath, Granted>, folder: FolderPath): Granted | undefined {
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
