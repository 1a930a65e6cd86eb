import { z } from 'zod';
import { sessionItem } from '../../../answers/session-item.ts';
import { identityServiceName } from '../../../fields/identity.ts';
import { given, text } from '../../../fields/js7-field.ts';
import { limit } from '../../../fields/selectors.ts';
import { route } from '../../../route.ts';

/** All sessions that have not ended, the newest first. */
export const sessions = route({
  path: '/iam/sessions',
  summary: 'All sessions.',
  request: z.object({
    accountName: given(text()),
    limit,
    /** Our own field. */
    identityServiceName: given(identityServiceName),
  }),
  response: z.strictObject({
    activeSessions: z.array(sessionItem),
    /** Our own field: how many there are without `limit`. */
    total: z.int(),
  }),
  access: { kind: 'anyOf', permissions: ['sos:products:joc:administration:accounts:view'] },
});
