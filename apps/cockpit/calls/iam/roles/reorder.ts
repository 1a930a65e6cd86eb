import { succeed } from '@interlock/base';
import { putInOrder, type RoleName, roleName, roleNameKey } from '@interlock/iam';
import { auditReason } from '../../../audit/audit-reason.ts';
import type { CallPorts } from '../../../call-ports.ts';
import { changeIdentity } from '../../../identity/change-identity.ts';
import { serviceNamed } from '../../../identity/service-named.ts';
import { eachEntry } from '../../../mapping/role-entry.ts';
import type { Handler } from '../../call-handler.ts';

/** Puts the roles of a service into another order, which is for display alone and gives nobody anything. */
export function reorderRoles(ports: CallPorts): Handler<'iam.roles.reorder'> {
  return async ({ caller, facts, request }) => {
    const names = eachEntry(request.roleNames, roleName, 'roleNames');
    if (!names.ok) return names;
    const done = await changeIdentity(
      ports,
      { caller, facts },
      {
        action: 'RolesReordered',
        ...auditReason(request.auditLog),
        run: async (stores) => {
          const service = await serviceNamed(stores, request.identityServiceName);
          if (!service.ok) return service;
          const roles = await stores.roles.list(service.value.id);
          const moved = putInOrder(
            roles,
            names.value,
            ({ name }) => name,
            (name) => roleNameKey(name as RoleName),
            'roleNames',
          );
          if (!moved.ok) return moved;
          for (const role of moved.value) await stores.roles.save(role);
          return succeed({
            value: undefined,
            targets: [{ kind: 'identityService', id: service.value.name }],
            details: { roles: [...names.value] },
          });
        },
      },
    );
    return done.ok ? succeed({ ok: true }) : done;
  };
}
