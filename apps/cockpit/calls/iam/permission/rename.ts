import { succeed } from '@interlock/base';
import { withPermissionReplaced } from '@interlock/iam';
import type { CallPorts } from '../../../call-ports.ts';
import { changeRole } from '../../../identity/change-role.ts';
import { unknownPermissions, withWarnings } from '../../../mapping/role.ts';
import { permissionEntry } from '../../../mapping/role-entry.ts';
import type { Handler } from '../../call-handler.ts';

/** Puts another permission in the place of one. */
export function renamePermission(ports: CallPorts): Handler<'iam.permission.rename'> {
  return async (call) => {
    const { oldPermissionPath, newPermission, controllerId } = call.request;
    const next = permissionEntry(newPermission, controllerId, 'newPermission');
    if (!next.ok) return next;
    const { permission, excluded } = next.value;
    const changed = await changeRole(ports, call, {
      action: 'PermissionRenamed',
      change: (role) => withPermissionReplaced(role, oldPermissionPath, next.value),
      details: { permission: oldPermissionPath, next: permission, excluded },
    });
    return changed.ok ? succeed({ ok: true, ...withWarnings(unknownPermissions([permission])) }) : changed;
  };
}
