import { succeed } from '@interlock/base';
import { allControllers, allowedSomewhere, permissions } from '@interlock/iam';
import type { CallPorts } from '../../call-ports.ts';
import type { Handler } from '../call-handler.ts';

/** Who the caller is, and what he may do somewhere. */
export function me(ports: CallPorts): Handler<'interlock.me'> {
  return async ({ caller }) => {
    const { session, rights } = caller;
    const places = [...ports.controllers.list().map(({ controllerId }) => controllerId), allControllers];
    return succeed({
      account: caller.accountName,
      identityService: `${caller.serviceType}:${caller.serviceName}`,
      roles: [...caller.roles],
      mustChangePassword: caller.mustChangePassword,
      permissions: permissions.filter((permission) =>
        places.some((controllerId) => allowedSomewhere(rights, { permission, controllerId })),
      ),
      timeZone: ports.settings.timeZone,
      idleEndMs: Math.min(session.lastUsedAtMs + session.idleLimitMs, session.endsAtMs),
      absoluteEndMs: session.endsAtMs,
      rememberMe: session.rememberMe,
      touchSeconds: Math.max(30, Math.floor(session.idleLimitMs / 4_000)),
    });
  };
}
