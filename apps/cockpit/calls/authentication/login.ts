import { succeed } from '@interlock/base';
import type { SessionChange } from '@interlock/cockpit-api';
import type { StartedSession } from '@interlock/iam';
import type { CallPorts } from '../../call-ports.ts';
import type { Handler } from '../call-handler.ts';

/** Logs in: a REST client gets a token, the Cockpit's own page a cookie. */
export function login(ports: CallPorts): Handler<'authentication.login'> {
  return async ({ facts, login: headers, request, signal }) => {
    const rememberMe = request.rememberMe ?? false;
    const outcome = await ports.login.logIn({ headers, rememberMe, facts, signal });
    if (!outcome.ok) return outcome;
    const { started, service, accountName, roles, forcePasswordChange, deviceMark } = outcome.value;
    const { session, token } = started;
    return succeed({
      body: {
        account: accountName,
        ...(session.transport === 'header' ? { accessToken: token.reveal() } : {}),
        role: [...new Set(roles.map(({ name }) => name))].join(','),
        hasRole: true,
        isAuthenticated: true,
        isPermitted: true,
        identityService: `${service.type}:${service.name}`,
        sessionTimeout: session.idleLimitMs,
        enableTouch: true,
        forcePasswordChange,
        callerIpAddress: facts.clientAddress,
        callerHostName: '',
        isApprover: false,
        isApprovalRequestor: false,
        message: '',
      },
      session: {
        ...sessionChange(started),
        ...(deviceMark === undefined ? {} : { deviceMark }),
      } as SessionChange,
    });
  };
}

/** How a client gets to know the token of its session. With Remember me the cookie lasts as long as the session. */
export function sessionChange({ session, token }: StartedSession): SessionChange {
  const idleSeconds = Math.floor(session.idleLimitMs / 1000);
  if (session.transport === 'header') return { kind: 'token', token, idleSeconds };
  const maxAgeSeconds = Math.floor((session.endsAtMs - session.startedAtMs) / 1000);
  return { kind: 'cookie', cookie: token, idleSeconds, ...(session.rememberMe ? { maxAgeSeconds } : {}) };
}
