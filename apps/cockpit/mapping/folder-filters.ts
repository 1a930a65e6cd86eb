import { type FolderPath, folderPath, liesWithin, type Result, succeed } from '@interlock/base';

/** Folders by which a list is narrowed. */
export type FolderFilters = readonly { readonly folder: FolderPath; readonly recursive: boolean }[];

/** Reads the folders of a request; a missing `recursive` counts as true. No folders mean no restriction. */
export function folderFilters(
  given: readonly { readonly folder: string; readonly recursive?: boolean | undefined }[] | undefined,
): Result<FolderFilters | undefined> {
  if (given === undefined || given.length === 0) return succeed(undefined);
  const filters: { readonly folder: FolderPath; readonly recursive: boolean }[] = [];
  for (const { folder, recursive } of given) {
    const checked = folderPath(folder, 'folders');
    if (!checked.ok) return checked;
    filters.push({ folder: checked.value, recursive: recursive ?? true });
  }
  return succeed(filters);
}

/** Whether a folder is among those of a filter. */
export function isAmongFolders(folder: FolderPath, filters: FolderFilters | undefined): boolean {
  if (filters === undefined) return true;
  return filters.some((filter) =>
    filter.recursive ? liesWithin(folder, filter.folder) : folder === filter.folder,
  );
}

/** What lies in both: for a store that filters by one list. Undefined means everywhere. */
export function commonFolders(
  one: FolderFilters | undefined,
  other: FolderFilters | undefined,
): FolderFilters | undefined {
  if (one === undefined) return other;
  if (other === undefined) return one;
  return one.flatMap((first) => other.flatMap((second) => common(first, second)));
}

function common(one: FolderFilters[number], other: FolderFilters[number]): FolderFilters {
  if (one.folder === other.folder)
    return [{ folder: one.folder, recursive: one.recursive && other.recursive }];
  if (one.recursive && liesWithin(other.folder, one.folder)) return [other];
  if (other.recursive && liesWithin(one.folder, other.folder)) return [one];
  return [];
}
