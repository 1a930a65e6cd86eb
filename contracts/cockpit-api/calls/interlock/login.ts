import { z } from 'zod';
import { route } from '../../route.ts';

/** What the login page may offer. It is asked before anybody is known, so it tells no more than the page shows. */
export const loginOptions = route({
  path: '/interlock/login',
  summary: 'What the login page offers.',
  manner: 'own',
  request: z.strictObject({}),
  response: z.strictObject({
    /** Whether Remember me is offered (semantics §3.2). */
    rememberMe: z.boolean(),
  }),
  access: {
    kind: 'anonymous',
    reason: 'the login page has no session; the answer is what everybody sees on it',
  },
  beforePasswordChange: true,
  isActivity: false,
});
