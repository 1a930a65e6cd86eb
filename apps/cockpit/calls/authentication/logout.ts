import { problem, refuse, succeed } from '@interlock/base';
import type { RequestFacts } from '@interlock/cockpit-api';
import type { Session } from '@interlock/iam';
import { accountEntry } from '../../audit/login-entries.ts';
import type { CallPorts } from '../../call-ports.ts';
import { findSession } from '../../sessions/find-session.ts';
import type { Handler } from '../call-handler.ts';

/** Ends the session. The answer is the same for one that is unknown or has ended. */
export function logout(ports: CallPorts): Handler<'authentication.logout'> {
  return async ({ credential, facts }) => {
    if (credential.kind === 'none')
      return refuse(
        problem('InvalidInput', 'The header X-Access-Token is missing.', { field: 'X-Access-Token' }),
      );
    const session = await findSession(ports.data.read.sessions, credential, facts.atMs, ports.sha256);
    if (session !== undefined) {
      await end(ports, session, facts);
      ports.identityNews.tell();
    }
    return succeed({
      body: { accessToken: '', hasRole: false, isAuthenticated: false, isPermitted: false, message: '' },
      session: { kind: 'ended' },
    });
  };
}

// A logout goes on even where the audit trail can not be written (semantics §6.3).
async function end(ports: CallPorts, session: Session, facts: RequestFacts): Promise<void> {
  const account = session.evidence[0]?.accountName ?? '';
  try {
    await ports.data.change(async (stores) => {
      await stores.sessions.remove(session.id);
      await ports.audit.write(stores, [accountEntry('LoggedOut', account, session, facts, 'succeeded')]);
    });
  } catch (fault) {
    ports.log.error('a logout was not written to the audit trail', { session: session.id, fault });
    await ports.data.change((stores) => stores.sessions.remove(session.id));
  }
}
