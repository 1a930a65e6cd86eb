import { succeed } from '@interlock/base';
import { withPermissions } from '@interlock/iam';
import type { CallPorts } from '../../../call-ports.ts';
import { changeRole } from '../../../identity/change-role.ts';
import { unknownPermissions, withWarnings } from '../../../mapping/role.ts';
import { eachEntry, permissionEntry } from '../../../mapping/role-entry.ts';
import type { Handler } from '../../call-handler.ts';

/** Adds permissions to a role; what it had before stays. */
export function storePermissions(ports: CallPorts): Handler<'iam.permissions.store'> {
  return async (call) => {
    const { permissions, controllerId } = call.request;
    const entries = eachEntry(
      permissions,
      (given, field) => permissionEntry(given, controllerId, field),
      'permissions',
    );
    if (!entries.ok) return entries;
    const namesOf = (isExcluded: boolean) =>
      entries.value.filter(({ excluded }) => excluded === isExcluded).map(({ permission }) => permission);
    const changed = await changeRole(ports, call, {
      action: 'PermissionsStored',
      change: (role) => succeed(withPermissions(role, entries.value)),
      details: { granted: namesOf(false), denied: namesOf(true) },
    });
    if (!changed.ok) return changed;
    const names = entries.value.map(({ permission }) => permission);
    return succeed({ ok: true, ...withWarnings(unknownPermissions(names)) });
  };
}
