import { allowedSomewhere, type Permission, permissionCatalog, permissions } from '@interlock/iam';
import type { ControllerGateway, RegisteredController } from '../controllers/controller-gateway.ts';
import type { Caller } from '../sessions/caller.ts';

const controllerPermissions = permissions.filter((name) => permissionCatalog[name].scope === 'controller');

/** Whether the caller may know that there is such a Controller: he holds any right there. */
export function seesController(caller: Caller, controllerId: string): boolean {
  return controllerPermissions.some((permission) =>
    allowedSomewhere(caller.rights, { permission, controllerId }),
  );
}

/** The Controllers at which the caller holds a permission, in at least one folder. */
export function controllersWith(
  caller: Caller,
  gateway: ControllerGateway,
  permission: Permission,
): readonly RegisteredController[] {
  return gateway
    .list()
    .filter(({ controllerId }) => allowedSomewhere(caller.rights, { permission, controllerId }));
}
