import { succeed } from '@interlock/base';
import type { CallPorts } from '../../../call-ports.ts';
import { sessionAnswers } from '../../../identity/session-answers.ts';
import type { Handler } from '../../call-handler.ts';

/** The caller's own sessions, the newest first. */
export function listOwnSessions(ports: CallPorts): Handler<'iam.sessions.own'> {
  return async ({ caller, facts }) => {
    const { read } = ports.data;
    const all = await read.sessions.list(facts.atMs);
    const own = all.filter(({ evidence }) => evidence[0]?.key === caller.accountKey);
    const at = { nowMs: facts.atMs, ownId: caller.session.id };
    return succeed({ activeSessions: await sessionAnswers(read, own, at) });
  };
}
