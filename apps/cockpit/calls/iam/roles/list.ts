import { succeed } from '@interlock/base';
import { roleRights } from '../../../access/identity-rights.ts';
import type { CallPorts } from '../../../call-ports.ts';
import { serviceNamed } from '../../../identity/service-named.ts';
import { roleAnswer } from '../../../mapping/role.ts';
import type { Handler } from '../../call-handler.ts';

/** The roles of an Identity Service, in their order. */
export function listRoles(ports: CallPorts): Handler<'iam.roles'> {
  return async ({ caller, request }) => {
    const { read } = ports.data;
    const service = await serviceNamed(read, request.identityServiceName);
    if (!service.ok) return service;
    const roles = await read.roles.list(service.value.id);
    const holders = await read.roles.holders(service.value.id);
    return succeed({
      identityServiceName: service.value.name,
      roles: roles.map((role) => ({
        ...roleAnswer(role, service.value, holders),
        ...(request.withPermissions ? { can: roleRights(caller, role) } : {}),
      })),
    });
  };
}
