import { z } from 'zod';
import { done } from '../../../answers/done.ts';
import { accountNames } from '../../../fields/identity.ts';
import { auditComment } from '../../../fields/selectors.ts';
import { route } from '../../../route.ts';

/** Forgets the failed logins of names, in every service and from everywhere; all or none. */
export const unthrottleAccounts = route({
  path: '/iam/accounts/unthrottle',
  summary: 'Lets names that are locked after too many failed logins try again.',
  manner: 'own',
  request: z.strictObject({ accountNames, auditLog: auditComment }),
  response: done,
  access: { kind: 'anyOf', permissions: ['sos:products:joc:administration:accounts:manage'] },
  changes: true,
  auditEvent: 'AccountUnthrottled',
});
