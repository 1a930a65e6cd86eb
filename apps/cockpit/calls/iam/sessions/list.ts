import { succeed } from '@interlock/base';
import type { CallPorts } from '../../../call-ports.ts';
import { serviceNamed } from '../../../identity/service-named.ts';
import { sessionAnswers } from '../../../identity/session-answers.ts';
import { isOfAccount } from '../../../identity/sessions-of.ts';
import type { Handler } from '../../call-handler.ts';

/** How many sessions are listed where the caller names no limit. */
const limitDefault = 10_000;

/** All sessions that have not ended, the newest first. */
export function listSessions(ports: CallPorts): Handler<'iam.sessions'> {
  return async ({ caller, facts, request }) => {
    const { read } = ports.data;
    const { accountName, identityServiceName, limit = limitDefault } = request;
    const service =
      identityServiceName === undefined ? undefined : await serviceNamed(read, identityServiceName);
    if (service?.ok === false) return service;
    const all = await read.sessions.list(facts.atMs);
    const wanted = all.filter(
      (session) =>
        (accountName === undefined || isOfAccount(session, accountName)) &&
        (service === undefined || session.evidence[0]?.serviceId === service.value.id),
    );
    const shown = limit === -1 ? wanted : wanted.slice(0, limit);
    const at = { nowMs: facts.atMs, ownId: caller.session.id };
    return succeed({ activeSessions: await sessionAnswers(read, shown, at), total: wanted.length });
  };
}
