import { permissionLabel } from '../permissions/permission-groups.ts';
import { text } from '../texts/identity-text.ts';
import type { TokenRow } from './tokens-query.ts';

/** To what a token is limited, in a few words. */
export function limitWords({ permissions, folders }: Pick<TokenRow, 'permissions' | 'folders'>): string {
  if (permissions === undefined && folders === undefined) return text('tokens.unlimited');
  const rights =
    permissions === undefined
      ? text('tokens.allRights')
      : permissions.length === 1
        ? permissionLabel(permissions[0] ?? '')
        : text('tokens.rights', { count: permissions.length });
  const places = folders?.map(folderWords).join(', ');
  return places === undefined ? rights : text('tokens.in', { rights, places });
}

/** A folder as it is read: with what is below, and for which Controller. */
export function folderWords(entry: {
  readonly folder: string;
  readonly recursive?: boolean | undefined;
  readonly controllerId?: string | undefined;
}): string {
  const place = entry.recursive ? text('folder.below', { folder: entry.folder }) : entry.folder;
  return entry.controllerId === undefined
    ? place
    : text('folder.at', { folder: place, controller: entry.controllerId });
}
