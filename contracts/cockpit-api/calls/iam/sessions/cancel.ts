import { z } from 'zod';
import { sessionsEnded } from '../../../answers/session-item.ts';
import { identityServiceName } from '../../../fields/identity.ts';
import { given, listOf, text } from '../../../fields/js7-field.ts';
import { auditComment } from '../../../fields/selectors.ts';
import { route } from '../../../route.ts';

/** Ends sessions by their ids, or all of the accounts named. */
export const cancelSessions = route({
  path: '/iam/sessions/cancel',
  summary: 'Ends sessions.',
  request: z.object({
    ids: given(listOf(text())),
    accountNames: given(listOf(text())),
    /** Our own field: narrows `accountNames` to one service. */
    identityServiceName: given(identityServiceName),
    auditLog: auditComment,
  }),
  response: sessionsEnded,
  access: { kind: 'anyOf', permissions: ['sos:products:joc:administration:accounts:manage'] },
  changes: true,
  auditEvent: 'SessionEnded',
});
