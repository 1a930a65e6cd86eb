import { succeed } from '@interlock/base';
import { withoutPermissions } from '@interlock/iam';
import type { CallPorts } from '../../../call-ports.ts';
import { changeRole } from '../../../identity/change-role.ts';
import type { Handler } from '../../call-handler.ts';

/** Takes permissions from a role: all that are named, or none. */
export function deletePermissions(ports: CallPorts): Handler<'iam.permissions.delete'> {
  return async (call) => {
    const { permissionPaths, controllerId } = call.request;
    const changed = await changeRole(ports, call, {
      action: 'PermissionsDeleted',
      change: (role) => withoutPermissions(role, permissionPaths, controllerId),
      details: { permissions: permissionPaths },
    });
    return changed.ok ? succeed({ ok: true }) : changed;
  };
}
