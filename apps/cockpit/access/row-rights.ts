import type { FolderPath } from '@interlock/base';
import type { RowRights } from '@interlock/cockpit-api';
import { authorize, type Permission } from '@interlock/iam';
import type { Caller } from '../sessions/caller.ts';

/** What can be done with a row, by action. */
type Actions = Readonly<Record<string, Permission>>;

/** What can be done with an order. */
export const orderActions = {
  cancel: 'sos:products:controller:orders:cancel',
  suspend: 'sos:products:controller:orders:suspend_resume',
  resume: 'sos:products:controller:orders:suspend_resume',
  resumeFailed: 'sos:products:controller:orders:resume_failed',
} as const satisfies Actions;

/** What can be done with a deployed workflow. */
export const workflowActions = {
  addOrder: 'sos:products:controller:orders:create',
  viewOrders: 'sos:products:controller:orders:view',
  viewInventory: 'sos:products:joc:inventory:view',
} as const satisfies Actions;

/** What can be done with an object of the inventory. */
export const inventoryActions = {
  edit: 'sos:products:joc:inventory:manage',
  deploy: 'sos:products:joc:inventory:deploy',
} as const satisfies Actions;

/** What can be done with a Controller. */
export const controllerActions = {
  viewAgents: 'sos:products:controller:agents:view',
  manage: 'sos:products:joc:administration:controllers:manage',
} as const satisfies Actions;

/**
 * What the caller may do with rows, by the same decision that the calls make. Rows of one folder share one answer.
 *
 * @returns a function from the folder to its answer.
 */
export function rowRights(caller: Caller, actions: Actions, controllerId?: string) {
  const known = new Map<FolderPath | undefined, RowRights>();
  return (folder?: FolderPath): RowRights => {
    const before = known.get(folder);
    if (before !== undefined) return before;
    const rights = Object.fromEntries(
      Object.entries(actions).map(([action, permission]) => [
        action,
        authorize(caller.rights, {
          permission,
          ...(controllerId === undefined ? {} : { controllerId }),
          ...(folder === undefined ? {} : { folder }),
        }).allowed || permission,
      ]),
    );
    known.set(folder, rights);
    return rights;
  };
}
