import { type Problem, problem, type Result, refuse, succeed } from '@interlock/base';
import { type ApiToken, authorize } from '@interlock/iam';
import { lacking } from '../../../access/decide.ts';
import { auditReason } from '../../../audit/audit-reason.ts';
import type { CallPorts, CallStores } from '../../../call-ports.ts';
import { changeIdentity, type IdentityChanged } from '../../../identity/change-identity.ts';
import { isOwn, mayTouchTokensOf } from '../../../identity/token-account.ts';
import type { Caller } from '../../../sessions/caller.ts';
import type { Handler } from '../../call-handler.ts';

/** Revokes API tokens, all that are named or none (semantics §5.8). */
export function revokeTokens(ports: CallPorts): Handler<'iam.tokens.revoke'> {
  return async ({ caller, facts, request }) => {
    const revoked = await changeIdentity(
      ports,
      { caller, facts },
      {
        action: 'ApiTokenRevoked',
        ...auditReason(request.auditLog),
        run: (stores) => revoke(stores, caller, [...new Set(request.ids)]),
      },
    );
    return revoked.ok ? succeed({ ok: true }) : revoked;
  };
}

async function revoke(
  stores: CallStores,
  caller: Caller,
  ids: readonly string[],
): Promise<Result<IdentityChanged<void>>> {
  const revoked: ApiToken[] = [];
  for (const [at, id] of ids.entries()) {
    const found = await revocable(stores, caller, id, at);
    if (!found.ok) return found;
    await stores.apiTokens.remove(id);
    revoked.push(found.value);
  }
  return succeed({
    value: undefined,
    targets: revoked.map(({ id }) => ({ kind: 'apiToken', id })),
    details: { tokens: revoked.map(({ id, name, accountName }) => ({ id, name, account: accountName })) },
  });
}

async function revocable(
  stores: CallStores,
  caller: Caller,
  id: string,
  at: number,
): Promise<Result<ApiToken>> {
  const token = await stores.apiTokens.findById(id);
  if (token !== undefined && isOwn(caller, token.key)) return succeed(token);
  // Whoever may not view accounts can't tell a token of somebody else from none.
  const mayView = authorize(caller.rights, { permission: 'sos:products:joc:administration:accounts:view' });
  if (token === undefined || !mayView.allowed) return refuse(unknownToken(id, at));
  const manage = 'sos:products:joc:administration:accounts:manage';
  if (!authorize(caller.rights, { permission: manage }).allowed) return refuse(lacking(manage));
  const account = await stores.accounts.find(token.key);
  const allowed =
    account === undefined ? succeed(undefined) : await mayTouchTokensOf(stores, caller, account);
  return allowed.ok ? succeed(token) : allowed;
}

function unknownToken(id: string, at: number): Problem {
  return problem('UnknownObject', `There is no token ${id}.`, { field: `ids[${at}]` });
}
