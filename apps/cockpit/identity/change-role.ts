import type { AuditEntry, AuditEventName } from '@interlock/audit';
import { problem, type Result, refuse, succeed } from '@interlock/base';
import type { RequestFacts } from '@interlock/cockpit-api';
import { mayChangeRole, type Role, roleEntriesMax } from '@interlock/iam';
import { auditReason } from '../audit/audit-reason.ts';
import type { CallPorts } from '../call-ports.ts';
import type { Caller } from '../sessions/caller.ts';
import { changeIdentity } from './change-identity.ts';
import { roleNamed } from './role-named.ts';

/** A call that changes what a role holds. */
interface RoleCall {
  readonly caller: Caller;
  readonly facts: RequestFacts;
  readonly request: {
    readonly identityServiceName: string;
    readonly roleName: string;
    readonly controllerId?: string | undefined;
    readonly auditLog?: Parameters<typeof auditReason>[0];
  };
}

/** What becomes of a role. */
export interface RoleChange {
  readonly action: AuditEventName;
  readonly change: (role: Role) => Result<Role>;
  /** What the audit trail says of it besides role, service and Controller. */
  readonly details: NonNullable<AuditEntry['details']>;
}

/** A role before and after a change. */
export interface ChangedRole {
  readonly before: Role;
  readonly after: Role;
}

/** Changes the permissions or folders of a role, as far as the caller holds what comes and goes (semantics §2.8). */
export function changeRole(
  ports: CallPorts,
  { caller, facts, request }: RoleCall,
  { action, change, details }: RoleChange,
): Promise<Result<ChangedRole>> {
  return changeIdentity(
    ports,
    { caller, facts },
    {
      action,
      ...auditReason(request.auditLog),
      run: async (stores) => {
        const found = await roleNamed(stores, request);
        if (!found.ok) return found;
        const { role: before, service } = found.value;
        const after = change(before);
        if (!after.ok) return after;
        const bounded = boundedRole(before, after.value);
        if (!bounded.ok) return bounded;
        const allowed = mayChangeRole(caller.rights, before, after.value);
        if (!allowed.ok) return allowed;
        await stores.roles.save(after.value);
        return succeed({
          value: { before, after: after.value },
          targets: [{ kind: 'role', id: before.name }],
          details: { identityService: service.name, controllerId: request.controllerId ?? '', ...details },
        });
      },
    },
  );
}

/** Refuses a role that grows beyond what it may hold: entries without effect cost nothing to hand out, and all to decide. */
function boundedRole(before: Role, after: Role): Result<void> {
  for (const entries of ['permissions', 'folders'] as const)
    if (after[entries].length > Math.max(roleEntriesMax, before[entries].length))
      return refuse(
        problem('InvalidInput', `A role holds ${roleEntriesMax} ${entries} at most.`, { field: entries }),
      );
  return succeed(undefined);
}
