import { succeed } from '@interlock/base';
import { roleRights } from '../../../access/identity-rights.ts';
import type { CallPorts } from '../../../call-ports.ts';
import { roleNamed } from '../../../identity/role-named.ts';
import { roleAnswer, roleEntries } from '../../../mapping/role.ts';
import type { Handler } from '../../call-handler.ts';

/** One role, with all that it holds. */
export function readRole(ports: CallPorts): Handler<'iam.role'> {
  return async ({ caller, request }) => {
    const found = await roleNamed(ports.data.read, request);
    if (!found.ok) return found;
    const { role, service } = found.value;
    return succeed({
      ...roleAnswer(role, service, await ports.data.read.roles.holders(service.id)),
      ...roleEntries(role),
      ...(request.withPermissions ? { can: roleRights(caller, role) } : {}),
    });
  };
}
