import { folderOf, type Problem, problem, type Result, refuse, succeed } from '@interlock/base';
import type { ObjectType } from '@interlock/cockpit-api';
import type { Permission } from '@interlock/iam';
import type { InventoryItem, InventoryStore, InventoryType } from '@interlock/workflow';
import { decide } from '../../access/decide.ts';
import { shown } from '../../controllers/controller-of.ts';
import type { Caller } from '../../sessions/caller.ts';

/** The kinds of objects that are kept here. */
export function inventoryType(objectType: ObjectType, field = 'objectType'): Result<InventoryType> {
  if (objectType === 'WORKFLOW') return succeed(objectType);
  return refuse(problem('InvalidInput', `Objects of the type ${objectType} are not kept here.`, { field }));
}

/** There is no such object, or it may not be known. */
export function unknownObject(path: string): Problem {
  return problem('UnknownObject', `There is no object ${shown(path)} in the inventory.`, { field: 'path' });
}

/** An object by its path or its unique name, if the caller holds a right in its folder. */
export async function findItem(
  store: InventoryStore,
  caller: Caller,
  permission: Permission,
  type: InventoryType,
  pathOrName: string,
): Promise<Result<InventoryItem>> {
  const item = await lookUp(store, type, pathOrName);
  if (item === undefined) return refuse(unknownObject(pathOrName));
  const decision = decideOnItem(caller, permission, item, unknownObject(pathOrName));
  return decision.ok ? succeed(item) : decision;
}

/** Whether the caller holds a right in the folder of an object. */
export function decideOnItem(
  caller: Caller,
  permission: Permission,
  item: InventoryItem,
  unknown: Problem,
): Result<void> {
  return decide(caller, {
    permission,
    view: 'sos:products:joc:inventory:view',
    folder: folderOf(item.path),
    unknown,
  });
}

async function lookUp(
  store: InventoryStore,
  type: InventoryType,
  pathOrName: string,
): Promise<InventoryItem | undefined> {
  // The name decides, as for everything that is deployed: a wrong folder still finds the object.
  return store.findByName(type, pathOrName.slice(pathOrName.lastIndexOf('/') + 1));
}
