import { problem, refuse, succeed } from '@interlock/base';
import { entriesOfScope } from '@interlock/iam';
import type { CallPorts } from '../../../call-ports.ts';
import { shown } from '../../../controllers/controller-of.ts';
import { roleNamed } from '../../../identity/role-named.ts';
import { permissionAnswer } from '../../../mapping/role.ts';
import type { Handler } from '../../call-handler.ts';

/** One permission of a role. */
export function readPermission(ports: CallPorts): Handler<'iam.permission'> {
  return async ({ request }) => {
    const found = await roleNamed(ports.data.read, request);
    if (!found.ok) return found;
    const { role, service } = found.value;
    const entry = entriesOfScope(role.permissions, request.controllerId).find(
      ({ permission }) => permission === request.permissionPath,
    );
    if (entry === undefined)
      return refuse(
        problem(
          'UnknownObject',
          `The role does not have the permission ${shown(request.permissionPath)} here.`,
          {
            field: 'permissionPath',
          },
        ),
      );
    return succeed({
      identityServiceName: service.name,
      roleName: role.name,
      controllerId: request.controllerId ?? '',
      permission: permissionAnswer(entry),
    });
  };
}
