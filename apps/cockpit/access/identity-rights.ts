import type { RowRights } from '@interlock/cockpit-api';
import {
  authorize,
  lackingToChangeRole,
  lackingToTouchService,
  type Permission,
  type Role,
} from '@interlock/iam';
import type { Caller } from '../sessions/caller.ts';

const manage: Permission = 'sos:products:joc:administration:accounts:manage';

/**
 * What the caller may do with a role. Whether a change of its entries is allowed, depends on the change; to delete or
 * rename it he has to hold all that it grants and denies (semantics §2.8).
 */
export function roleRights(caller: Caller, role: Role): RowRights {
  const change = mayManage(caller);
  return {
    change,
    delete:
      change === true ? (lackingToChangeRole(caller.rights, role, undefined)?.permission ?? true) : change,
  };
}

/** What the caller may do with an Identity Service: he has to hold all that its roles grant (semantics §2.8). */
export function serviceRights(caller: Caller, rolesOfService: readonly Role[]): RowRights {
  const change = mayManage(caller);
  return {
    change:
      change === true ? (lackingToTouchService(caller.rights, rolesOfService)?.permission ?? true) : change,
  };
}

function mayManage({ rights }: Caller): true | Permission {
  return authorize(rights, { permission: manage }).allowed || manage;
}
