import { z } from 'zod';
import { done } from '../../../answers/done.ts';
import { accountNames, identityServiceName } from '../../../fields/identity.ts';
import { auditComment } from '../../../fields/selectors.ts';
import { route } from '../../../route.ts';

/** Lets accounts log in again. Whole or not at all (semantics §5.8). */
export const enableAccounts = route({
  path: '/iam/accounts/enable',
  summary: 'Enables accounts.',
  request: z.object({ identityServiceName, accountNames, auditLog: auditComment }),
  response: done,
  access: { kind: 'allOf', permissions: ['sos:products:joc:administration:accounts:manage'] },
  changes: true,
  auditEvent: 'AccountEnabled',
});
