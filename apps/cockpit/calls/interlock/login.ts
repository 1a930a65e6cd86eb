import { succeed } from '@interlock/base';
import type { CallPorts } from '../../call-ports.ts';
import type { Handler } from '../call-handler.ts';

/** What the login page may offer, as the settings stand now. */
export function loginOptions(ports: Pick<CallPorts, 'identitySettings'>): Handler<'interlock.login'> {
  return async () => {
    const { sessions } = await ports.identitySettings.current();
    return succeed({ rememberMe: sessions.rememberMeLimitMs > 0 });
  };
}
