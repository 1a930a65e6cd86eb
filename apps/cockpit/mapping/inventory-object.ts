import type { FolderPath } from '@interlock/base';
import type { FolderItem, ResponseOf, RowRights } from '@interlock/cockpit-api';
import type { InventoryItem } from '@interlock/workflow';
import { isoTime } from './iso-time.ts';

type ConfigurationObject = ResponseOf<'inventory.store'>;

/** An object of the inventory as JS7 shows it. */
export function configurationObject(item: InventoryItem): ConfigurationObject {
  return {
    id: item.itemId,
    path: item.path,
    name: lastName(item.path),
    objectType: item.type,
    configuration: item.configuration as NonNullable<ConfigurationObject['configuration']>,
    state: stateOf(item),
    valid: item.isValid,
    ...(item.invalidMessage === undefined ? {} : { invalidMsg: item.invalidMessage }),
    deleted: false,
    deployed: item.isDeployed,
    released: false,
    hasDeployments: item.hasDeployments,
    hasReleases: false,
    configurationDate: isoTime(item.atMs),
  };
}

/** A folder likewise; it has no id of its own. */
export function folderObject(folder: FolderPath, atMs: number): ConfigurationObject {
  return {
    id: 0,
    path: folder,
    name: lastName(folder),
    objectType: 'FOLDER',
    state: 'DRAFT_IS_NEWER',
    valid: true,
    deleted: false,
    deployed: false,
    released: false,
    hasDeployments: false,
    hasReleases: false,
    configurationDate: isoTime(atMs),
  };
}

/** An object as it stands in a listing. */
export function folderItem(item: InventoryItem, can: RowRights | undefined): FolderItem {
  return {
    id: item.itemId,
    path: item.path,
    name: lastName(item.path),
    objectType: item.type,
    ...(item.title === undefined ? {} : { title: item.title }),
    valid: item.isValid,
    deleted: false,
    deployed: item.isDeployed,
    released: false,
    hasDeployments: item.hasDeployments,
    hasReleases: false,
    modified: isoTime(item.atMs),
    ...(can === undefined ? {} : { can }),
  };
}

/** What stands behind the last slash. */
export function lastName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function stateOf(item: InventoryItem): ConfigurationObject['state'] {
  if (!item.hasDeployments) return 'DEPLOYMENT_NOT_EXIST';
  return item.isDeployed ? 'DEPLOYMENT_IS_NEWER' : 'DRAFT_IS_NEWER';
}
