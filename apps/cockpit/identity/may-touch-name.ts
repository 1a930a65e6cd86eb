import { type AccountName, type Result, succeed } from '@interlock/base';
import { type IamPorts, mayTouchAccount, rolesOfName } from '@interlock/iam';
import type { Caller } from '../sessions/caller.ts';

/**
 * Whether a caller may change what holds for a name in every service, such as its place on the blocklist: he has to
 * hold all that anybody of that name can do (semantics §2.8).
 */
export async function mayTouchName(
  stores: IamPorts,
  caller: Caller,
  name: AccountName,
  nowMs: number,
): Promise<Result<void>> {
  for (const roles of await rolesOfName(stores, name, nowMs)) {
    const allowed = mayTouchAccount(caller.rights, roles, roles);
    if (!allowed.ok) return allowed;
  }
  return succeed(undefined);
}
