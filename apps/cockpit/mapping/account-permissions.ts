import type { ResponseOf } from '@interlock/cockpit-api';
import { type AccessRights, allControllers, namedControllers } from '@interlock/iam';
import { cockpitTree, controllerTree } from './permission-trees.ts';

/** What rights allow, as trees of truth values: one of the Cockpit, one for each Controller that the roles name. */
export function accountPermissions(
  rights: AccessRights,
  roles: readonly string[],
): ResponseOf<'authentication.joc_cockpit_permissions'> {
  return {
    roles: [...roles],
    joc: cockpitTree(rights),
    controllerDefaults: controllerTree(rights, allControllers),
    controllers: Object.fromEntries(
      namedControllers(rights).map((controllerId) => [controllerId, controllerTree(rights, controllerId)]),
    ),
  };
}
