import { type FolderPath, folderOf, folderPath, succeed } from '@interlock/base';
import { folderFilter, folderVisibility } from '@interlock/iam';
import { inventoryActions, rowRights } from '../../../access/row-rights.ts';
import type { CallPorts } from '../../../call-ports.ts';
import { folderItem, lastName } from '../../../mapping/inventory-object.ts';
import type { Handler } from '../../call-handler.ts';

const permission = 'sos:products:joc:inventory:view';
const itemsMax = 10_000;

/**
 * Lists the objects of a folder that the caller may view, and the folders below it; of those that only lead to
 * visible ones, the name. A folder that he may not view is as empty as one that is not there.
 */
export function readFolder(ports: CallPorts): Handler<'inventory.read.folder'> {
  return async ({ caller, request }) => {
    const folder = folderPath(request.path, 'path');
    if (!folder.ok) return folder;
    const { inventory } = ports.data.read;
    const recursive = request.recursive ?? false;
    const mayView = folderFilter(caller.rights, { permission });
    const isShown = folderVisibility(caller.rights, { permission });
    const canOf = request.withPermissions ? rowRights(caller, inventoryActions) : undefined;
    const wantsWorkflows = !request.objectTypes?.length || request.objectTypes.includes('WORKFLOW');
    const items = wantsWorkflows
      ? await inventory.listItems(folder.value, { recursive, type: 'WORKFLOW', countMax: itemsMax })
      : [];
    const folders = await inventory.listFolders(folder.value, { recursive, countMax: itemsMax });
    const workflows = items
      .filter((item) => mayView(folderOf(item.path)) && (!request.onlyValidObjects || item.isValid))
      .map((item) => folderItem(item, canOf?.(folderOf(item.path))));
    return succeed({
      path: folder.value,
      folders: folders.filter((path) => isShown(path) !== 'hidden').map(namedFolder),
      workflows,
      ...noOtherObjects,
    });
  };
}

function namedFolder(path: FolderPath) {
  return { path, name: lastName(path) };
}

const noOtherObjects = {
  fileOrderSources: [],
  includeScripts: [],
  jobTemplates: [],
  jobResources: [],
  noticeBoards: [],
  locks: [],
  calendars: [],
  schedules: [],
  reports: [],
};
