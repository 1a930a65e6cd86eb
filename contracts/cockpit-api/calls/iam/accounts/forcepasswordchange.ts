import { z } from 'zod';
import { done } from '../../../answers/done.ts';
import { accountNames, identityServiceName } from '../../../fields/identity.ts';
import { auditComment } from '../../../fields/selectors.ts';
import { route } from '../../../route.ts';

/** Makes accounts change their password before anything else. Whole or not at all (semantics §5.8). */
export const forcePasswordChange = route({
  path: '/iam/accounts/forcepasswordchange',
  summary: 'Makes accounts change their password.',
  request: z.object({ identityServiceName, accountNames, auditLog: auditComment }),
  response: done,
  access: { kind: 'allOf', permissions: ['sos:products:joc:administration:accounts:manage'] },
  changes: true,
  auditEvent: 'PasswordChangeForced',
});
