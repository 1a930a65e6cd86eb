import { succeed } from '@interlock/base';
import { allControllers, namedControllers } from '@interlock/iam';
import { cockpitTree, controllerTree } from '../../mapping/permission-trees.ts';
import type { Handler } from '../call-handler.ts';

/** What the caller may do, as trees of truth values: one of the Cockpit, one for each Controller that his roles name. */
export function jocCockpitPermissions(): Handler<'authentication.joc_cockpit_permissions'> {
  return async ({ caller }) => {
    const { rights, roles } = caller;
    return succeed({
      roles: [...roles],
      joc: cockpitTree(rights),
      controllerDefaults: controllerTree(rights, allControllers),
      controllers: Object.fromEntries(
        namedControllers(rights).map((controllerId) => [controllerId, controllerTree(rights, controllerId)]),
      ),
    });
  };
}
