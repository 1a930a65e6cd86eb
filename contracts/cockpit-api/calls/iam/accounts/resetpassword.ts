import { z } from 'zod';
import { done } from '../../../answers/done.ts';
import { accountNames, identityServiceName } from '../../../fields/identity.ts';
import { auditComment } from '../../../fields/selectors.ts';
import { route } from '../../../route.ts';

/** Gives accounts the initial password that is configured, or none, with a forced change; their sessions end. Whole or not at all (semantics §5.8). */
export const resetPasswords = route({
  path: '/iam/accounts/resetpassword',
  summary: 'Sets accounts to the initial password.',
  request: z.object({ identityServiceName, accountNames, auditLog: auditComment }),
  response: done,
  access: { kind: 'allOf', permissions: ['sos:products:joc:administration:accounts:manage'] },
  changes: true,
  auditEvent: 'PasswordReset',
});
