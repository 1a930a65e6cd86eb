import { problem, type Result, refuse, succeed } from '@interlock/base';
import type { RequestOf } from '@interlock/cockpit-api';
import { mayTouchAccount, rolesOfEvidence, type Session } from '@interlock/iam';
import { auditReason } from '../../../audit/audit-reason.ts';
import type { CallPorts, CallStores } from '../../../call-ports.ts';
import { shown } from '../../../controllers/controller-of.ts';
import { changeIdentity } from '../../../identity/change-identity.ts';
import { serviceNamed } from '../../../identity/service-named.ts';
import { isOfAccount } from '../../../identity/sessions-of.ts';
import type { Caller } from '../../../sessions/caller.ts';
import type { Handler } from '../../call-handler.ts';

/**
 * Ends sessions: all that are named, or none (semantics §5.8). The caller has to hold all that a session can do that
 * is not his own (semantics §2.8).
 */
export function cancelSessions(ports: CallPorts): Handler<'iam.sessions.cancel'> {
  return async ({ caller, facts, request }) => {
    const ended = await changeIdentity(
      ports,
      { caller, facts },
      {
        action: 'SessionEnded',
        ...auditReason(request.auditLog),
        run: async (stores) => {
          const sessions = await sessionsToEnd(stores, request, facts.atMs);
          if (!sessions.ok) return sessions;
          for (const session of sessions.value) {
            const allowed = await mayEnd(stores, caller, session);
            if (!allowed.ok) return allowed;
            await stores.sessions.remove(session.id);
          }
          return succeed({
            value: sessions.value.length,
            targets: sessions.value.map(({ id }) => ({ kind: 'session', id })),
            details: {
              accounts: [
                ...new Set(sessions.value.flatMap(({ evidence }) => evidence[0]?.accountName ?? [])),
              ],
            },
          });
        },
      },
    );
    return ended.ok ? succeed({ ok: true, ended: ended.value }) : ended;
  };
}

async function sessionsToEnd(
  stores: CallStores,
  { ids, accountNames, identityServiceName }: RequestOf<'iam.sessions.cancel'>,
  nowMs: number,
): Promise<Result<readonly Session[]>> {
  if (ids === undefined && accountNames === undefined)
    return refuse(problem('InvalidInput', 'The field ids or accountNames is needed.', { field: 'ids' }));
  const service =
    identityServiceName === undefined ? undefined : await serviceNamed(stores, identityServiceName);
  if (service?.ok === false) return service;
  const live = await stores.sessions.list(nowMs);
  const missing = ids?.find((id) => !live.some((session) => session.id === id));
  if (missing !== undefined) return refuse(unknownSession(missing, `ids[${ids?.indexOf(missing)}]`));
  const isNamed = (session: Session) =>
    ids?.includes(session.id) ||
    ((service === undefined || session.evidence[0]?.serviceId === service.value.id) &&
      (accountNames ?? []).some((name) => isOfAccount(session, name)));
  return succeed(live.filter(isNamed));
}

async function mayEnd(stores: CallStores, caller: Caller, session: Session): Promise<Result<void>> {
  if (session.evidence[0]?.key === caller.accountKey) return succeed(undefined);
  const roles = await rolesOfEvidence(stores, session.evidence);
  const allowed = mayTouchAccount(caller.rights, roles, roles);
  if (allowed.ok) return allowed;
  const { problem: refusal } = allowed;
  return refuse({ ...refusal, message: `${refusal.message} The session is ${session.id}.` });
}

/** There is no such session, or it is none of the caller's. */
export function unknownSession(id: string, field: string) {
  return problem('UnknownObject', `There is no session ${shown(id)}.`, { field });
}
