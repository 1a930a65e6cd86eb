import { problem, type Result, refuse, succeed } from '@interlock/base';
import type { RequestOf } from '@interlock/cockpit-api';
import type { Session } from '@interlock/iam';
import type { CallPorts } from '../../../call-ports.ts';
import { changeIdentity } from '../../../identity/change-identity.ts';
import type { Handler } from '../../call-handler.ts';
import { unknownSession } from './cancel.ts';

/** Ends sessions of the caller. One of somebody else is as unknown as one that is not there (semantics §2.11). */
export function cancelOwnSessions(ports: CallPorts): Handler<'iam.sessions.own.cancel'> {
  return async ({ caller, facts, request }) => {
    const ended = await changeIdentity(
      ports,
      { caller, facts },
      {
        action: 'SessionEnded',
        run: async (stores) => {
          const live = await stores.sessions.list(facts.atMs);
          const own = live.filter(({ evidence }) => evidence[0]?.key === caller.accountKey);
          const going = sessionsToEnd(own, request, caller.session.id);
          if (!going.ok) return going;
          for (const { id } of going.value) await stores.sessions.remove(id);
          return succeed({
            value: going.value.length,
            targets: going.value.map(({ id }) => ({ kind: 'session', id })),
          });
        },
      },
    );
    return ended.ok ? succeed({ ok: true, ended: ended.value }) : ended;
  };
}

function sessionsToEnd(
  own: readonly Session[],
  { ids, allOthers }: RequestOf<'iam.sessions.own.cancel'>,
  thisId: string,
): Result<readonly Session[]> {
  if ((ids === undefined) === !allOthers)
    return refuse(problem('InvalidInput', 'Either ids or allOthers is needed.', { field: 'ids' }));
  if (ids === undefined) return succeed(own.filter(({ id }) => id !== thisId));
  const missing = ids.find((id) => !own.some((session) => session.id === id));
  if (missing !== undefined) return refuse(unknownSession(missing, `ids[${ids.indexOf(missing)}]`));
  return succeed(own.filter(({ id }) => ids.includes(id)));
}
