import { z } from 'zod';
import { security } from '../../answers/security.ts';
import { flag, given, text } from '../../fields/js7-field.ts';
import { route } from '../../route.ts';

/** Proves an identity and starts a session. Account and password come in the header `Authorization: Basic`. */
export const login = route({
  path: '/authentication/login',
  summary: 'Proves an identity and starts a session.',
  request: z.object({
    /** Our own field: the session lives until its absolute end, and the cookie with it (semantics §3.2). */
    rememberMe: given(flag()),
    code: given(text(4096)),
    redirect_uri: given(text(2048)),
    code_verifier: given(text(256)),
  }),
  response: security,
  answer: 'session',
  access: { kind: 'anonymous', reason: 'it is how a session begins' },
  changes: true,
  auditEvent: 'LoggedIn',
  bodyBytesMax: 64 * 1024,
  beforePasswordChange: true,
});
