import { problem, type Result, refuse, succeed } from '@interlock/base';
import { type AccessRights, compileAccessRights, type IamPorts } from '@interlock/iam';
import type { Caller } from './caller.ts';
import { callerOfApiToken } from './caller-of-api-token.ts';
import { callerOfSession } from './caller-of-session.ts';

/**
 * Whether a caller is still there, with the rights by which his call was let in. A change waits for its turn and for
 * the hash of a password: what became of him meanwhile counts (semantics §2.10). To be asked in the transaction of
 * what he changes.
 */
export async function callerStands(
  stores: Pick<IamPorts, 'accounts' | 'apiTokens' | 'blocklist' | 'identityServices' | 'roles' | 'sessions'>,
  caller: Caller,
  nowMs: number,
): Promise<Result<void>> {
  const { tokenHash: hash, transport } = caller.session;
  const present = await (caller.apiToken === undefined
    ? callerOfSession(stores, { kind: transport, hash }, nowMs, compileAccessRights)
    : callerOfApiToken(stores, { kind: 'api', hash }, nowMs, compileAccessRights));
  if (present === undefined) return refuse(problem('SessionUnknown'));
  if (present.mustChangePassword && !caller.mustChangePassword)
    return refuse(problem('PasswordChangeRequired'));
  if (contentOf(present.rights) === contentOf(caller.rights)) return succeed(undefined);
  return refuse(
    problem('PermissionDenied', 'The rights of the account were changed meanwhile. Nothing was done.'),
  );
}

/** What decides about rights: equal roles and an equal limit give equal rights. */
function contentOf({ roles, limit }: AccessRights): string {
  return JSON.stringify([roles, limit]);
}
