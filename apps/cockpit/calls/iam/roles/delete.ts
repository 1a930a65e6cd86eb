import { type Result, succeed } from '@interlock/base';
import type { RequestOf } from '@interlock/cockpit-api';
import { mayChangeRole, withRoleFollowed } from '@interlock/iam';
import { auditReason } from '../../../audit/audit-reason.ts';
import type { CallPorts, CallStores } from '../../../call-ports.ts';
import { changeIdentity } from '../../../identity/change-identity.ts';
import { type FoundRole, roleNamed } from '../../../identity/role-named.ts';
import type { Caller } from '../../../sessions/caller.ts';
import type { Handler } from '../../call-handler.ts';

/** Deletes roles: all that are named, or none (semantics §5.8). The accounts that have them lose them. */
export function deleteRoles(ports: CallPorts): Handler<'iam.roles.delete'> {
  return async ({ caller, facts, request }) => {
    const deleted = await changeIdentity(
      ports,
      { caller, facts },
      {
        action: 'RoleDeleted',
        ...auditReason(request.auditLog),
        run: async (stores) => {
          const found = await rolesToDelete(stores, caller, request);
          if (!found.ok) return found;
          for (const one of found.value) await removeRole(stores, one);
          return succeed({
            value: undefined,
            targets: found.value.map(({ role }) => ({ kind: 'role', id: role.name })),
            details: { identityService: request.identityServiceName },
          });
        },
      },
    );
    return deleted.ok ? succeed({ ok: true }) : deleted;
  };
}

async function rolesToDelete(
  stores: CallStores,
  caller: Caller,
  { identityServiceName, roleNames }: RequestOf<'iam.roles.delete'>,
): Promise<Result<readonly FoundRole[]>> {
  const found = new Map<string, FoundRole>();
  for (const [at, roleName] of roleNames.entries()) {
    const one = await roleNamed(stores, { identityServiceName, roleName }, `roleNames[${at}]`);
    if (!one.ok) return one;
    const allowed = mayChangeRole(caller.rights, one.value.role, undefined);
    if (!allowed.ok) return namedRefusal(allowed, one.value.role.name);
    found.set(one.value.role.name, one.value);
  }
  return succeed([...found.values()]);
}

async function removeRole({ identityServices, roles }: CallStores, { role }: FoundRole): Promise<void> {
  await roles.remove(role.serviceId, role.name);
  const service = await identityServices.find(role.serviceId);
  const followed = service && withRoleFollowed(service, role.name);
  if (followed !== undefined && followed !== service) await identityServices.save(followed);
}

/** A refusal that says for which of several roles. */
function namedRefusal({ problem }: Extract<Result<void>, { readonly ok: false }>, name: string) {
  return { ok: false, problem: { ...problem, message: `${problem.message} The role is ${name}.` } } as const;
}
