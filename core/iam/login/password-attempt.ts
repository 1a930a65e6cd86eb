import { accountName, type Secret } from '@interlock/base';
import type { LoginAttempt } from '../identity-services/login-attempt.ts';

/**
 * The attempt of a client that sends a name and a password as typed. A name that can be nobody's is left out: the
 * login then takes the same way as any other, and is refused at its end.
 */
export function passwordAttempt(typedName: string, password: Secret): LoginAttempt {
  const name = accountName(typedName);
  return name.ok ? { accountName: name.value, password } : { password };
}
