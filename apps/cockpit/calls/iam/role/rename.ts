import { succeed } from '@interlock/base';
import { mayChangeRole, roleName, withRoleFollowed } from '@interlock/iam';
import { auditReason } from '../../../audit/audit-reason.ts';
import type { CallPorts } from '../../../call-ports.ts';
import { changeIdentity } from '../../../identity/change-identity.ts';
import { roleNamed } from '../../../identity/role-named.ts';
import type { Handler } from '../../call-handler.ts';

/** Renames a role; the accounts that have it keep it. */
export function renameRole(ports: CallPorts): Handler<'iam.role.rename'> {
  return async ({ caller, facts, request }) => {
    const { identityServiceName, roleOldName } = request;
    const next = roleName(request.roleNewName, 'roleNewName');
    if (!next.ok) return next;
    const renamed = await changeIdentity(
      ports,
      { caller, facts },
      {
        action: 'RoleRenamed',
        ...auditReason(request.auditLog),
        run: async (stores) => {
          const found = await roleNamed(
            stores,
            { identityServiceName, roleName: roleOldName },
            'roleOldName',
          );
          if (!found.ok) return found;
          const { role, service } = found.value;
          const allowed = mayChangeRole(caller.rights, role, { ...role, name: next.value });
          if (!allowed.ok) return allowed;
          const done = await stores.roles.rename(service.id, role.name, next.value);
          if (!done.ok) return done;
          const followed = withRoleFollowed(service, role.name, next.value);
          if (followed !== service) await stores.identityServices.save(followed);
          return succeed({
            value: undefined,
            targets: [{ kind: 'role', id: role.name }],
            details: { identityService: service.name, next: next.value },
          });
        },
      },
    );
    return renamed.ok ? succeed({ ok: true }) : renamed;
  };
}
