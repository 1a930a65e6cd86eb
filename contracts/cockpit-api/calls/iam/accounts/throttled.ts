import { z } from 'zod';
import { timestamp } from '../../../answers/state-object.ts';
import { route } from '../../../route.ts';

/** Names that answer like a wrong password after too many failures in a row, until an administrator lifts it (semantics §1.11). */
export const throttledAccounts = route({
  path: '/iam/accounts/throttled',
  summary: 'Names that are locked after too many failed logins.',
  manner: 'own',
  request: z.strictObject({}),
  response: z.strictObject({
    throttledAccounts: z.array(
      z.strictObject({ accountName: z.string(), failures: z.int(), lastFailure: timestamp }),
    ),
  }),
  access: { kind: 'anyOf', permissions: ['sos:products:joc:administration:accounts:view'] },
});
