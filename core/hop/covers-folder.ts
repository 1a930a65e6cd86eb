import { type FolderPath, folderPath, liesWithin } from '@interlock/base';
import type { HopClaims } from './hop-claims.ts';

/** Whether the folders of a token cover a folder (semantics §2.6, §4.4). A token without folders covers none. */
export function coversFolder({ folders = [] }: Pick<HopClaims, 'folders'>, folder: FolderPath): boolean {
  return folders.some(({ folder: text, recursive }) => {
    const own = folderPath(text);
    return own.ok && (recursive ? liesWithin(folder, own.value) : folder === own.value);
  });
}
