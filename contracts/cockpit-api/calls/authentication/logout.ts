import { z } from 'zod';
import { security } from '../../answers/security.ts';
import { route } from '../../route.ts';

/** Ends the session. */
export const logout = route({
  path: '/authentication/logout',
  summary: 'Ends the session; an unknown one is answered alike.',
  request: z.object({}),
  response: security,
  answer: 'session',
  access: { kind: 'anonymous', reason: 'a session that has already ended can be logged out of, too' },
  changes: true,
  auditEvent: 'LoggedOut',
  bodyBytesMax: 64 * 1024,
  beforePasswordChange: true,
});
