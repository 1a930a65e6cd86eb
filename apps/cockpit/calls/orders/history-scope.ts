import { type Result, refuse, succeed } from '@interlock/base';
import { grantedFolders } from '../../access/granted-folders.ts';
import { controllersWith } from '../../access/visible-controllers.ts';
import type { ControllerGateway } from '../../controllers/controller-gateway.ts';
import { unknownController } from '../../controllers/controller-of.ts';
import { commonFolders, type FolderFilters, folderFilters } from '../../mapping/folder-filters.ts';
import type { Caller } from '../../sessions/caller.ts';

/** One part of the history that a caller may view: some Controllers, and the folders there. */
export interface HistoryScope {
  readonly controllerIds: readonly string[];
  readonly folders?: FolderFilters;
}

const view = 'sos:products:controller:orders:view';

/**
 * The parts of the history that a request may read. Controllers at which the caller may view the same folders are
 * one part; usually there is one.
 */
export function historyScopes(
  gateway: ControllerGateway,
  caller: Caller,
  request: {
    readonly controllerId?: string | undefined;
    readonly folders?:
      | readonly { readonly folder: string; readonly recursive?: boolean | undefined }[]
      | undefined;
  },
): Result<readonly HistoryScope[]> {
  const wanted = folderFilters(request.folders);
  if (!wanted.ok) return wanted;
  const visible = controllersWith(caller, gateway, view).filter(
    ({ controllerId }) => request.controllerId === undefined || controllerId === request.controllerId,
  );
  if (request.controllerId !== undefined && visible.length === 0)
    return refuse(unknownController(request.controllerId));
  const scopes = new Map<string, { controllerIds: string[]; folders?: FolderFilters }>();
  for (const { controllerId } of visible) {
    const folders = commonFolders(grantedFolders(caller, view, controllerId), wanted.value);
    const key = JSON.stringify(folders ?? null);
    const scope = scopes.get(key);
    if (scope !== undefined) scope.controllerIds.push(controllerId);
    else scopes.set(key, { controllerIds: [controllerId], ...(folders === undefined ? {} : { folders }) });
  }
  return succeed([...scopes.values()].filter(({ folders }) => folders === undefined || folders.length > 0));
}
