import { problem, type Result, refuse, succeed } from '@interlock/base';
import { type IdentityServiceId, lastPlace, mayChangeRole, type Role, roleName } from '@interlock/iam';
import { auditReason } from '../../../audit/audit-reason.ts';
import type { CallPorts, CallStores } from '../../../call-ports.ts';
import { changeIdentity } from '../../../identity/change-identity.ts';
import { serviceNamed } from '../../../identity/service-named.ts';
import type { Handler } from '../../call-handler.ts';

/** Makes a role without permissions, or gives one that is there another place in the order. */
export function storeRole(ports: CallPorts): Handler<'iam.role.store'> {
  return async ({ caller, facts, request }) => {
    const stored = await changeIdentity(
      ports,
      { caller, facts },
      {
        action: 'RoleStored',
        ...auditReason(request.auditLog),
        run: async (stores) => {
          const service = await serviceNamed(stores, request.identityServiceName);
          if (!service.ok) return service;
          const role = await roleToStore(stores, service.value.id, request.roleName, request.ordering);
          if (!role.ok) return role;
          const { before, after } = role.value;
          const allowed = mayChangeRole(caller.rights, before, after);
          if (!allowed.ok) return allowed;
          await stores.roles.save(after);
          return succeed({
            value: undefined,
            targets: [{ kind: 'role', id: after.name }],
            details: {
              identityService: service.value.name,
              created: before === undefined,
              ordering: after.ordering,
            },
          });
        },
      },
    );
    return stored.ok ? succeed({ ok: true }) : stored;
  };
}

/** The role as it will be. A name that differs from a stored one in case alone is refused: it would mean another's rights. */
async function roleToStore(
  { roles }: CallStores,
  serviceId: IdentityServiceId,
  given: string,
  ordering: number | undefined,
): Promise<Result<{ readonly before: Role | undefined; readonly after: Role }>> {
  const name = roleName(given);
  if (!name.ok) return name;
  const before = await roles.find(serviceId, name.value);
  if (before === undefined) {
    const place = ordering ?? lastPlace(await roles.list(serviceId));
    return succeed({
      before,
      after: { serviceId, name: name.value, ordering: place, permissions: [], folders: [] },
    });
  }
  if (before.name !== name.value)
    return refuse(problem('DuplicateName', `There is a role ${before.name} already.`, { field: 'roleName' }));
  return succeed({ before, after: { ...before, ordering: ordering ?? before.ordering } });
}
