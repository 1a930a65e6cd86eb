import { succeed } from '@interlock/base';
import { entriesOfScope } from '@interlock/iam';
import type { CallPorts } from '../../../call-ports.ts';
import { roleNamed } from '../../../identity/role-named.ts';
import { permissionAnswer } from '../../../mapping/role.ts';
import type { Handler } from '../../call-handler.ts';

/** The permissions of a role in one scope. */
export function listPermissions(ports: CallPorts): Handler<'iam.permissions'> {
  return async ({ request }) => {
    const found = await roleNamed(ports.data.read, request);
    if (!found.ok) return found;
    const { role, service } = found.value;
    return succeed({
      identityServiceName: service.name,
      roleName: role.name,
      controllerId: request.controllerId ?? '',
      permissions: entriesOfScope(role.permissions, request.controllerId).map(permissionAnswer),
    });
  };
}
