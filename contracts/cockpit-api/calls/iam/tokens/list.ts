import { z } from 'zod';
import { apiToken } from '../../../answers/api-token.ts';
import { route } from '../../../route.ts';

/** The API tokens of the caller, of an account that he names, or of all. Nothing of their values is kept that could be shown. */
export const tokens = route({
  path: '/iam/tokens',
  summary: 'The API tokens of an account, or of all.',
  manner: 'own',
  request: z.strictObject({
    /** Absent: the caller himself. Another account needs the right to view accounts. */
    accountName: z.string().min(1).max(255).optional(),
    /** Absent: the caller's own service. */
    identityServiceName: z.string().min(1).max(255).optional(),
    /** In place of an account: the tokens of all. Needs the right to view accounts. */
    everybody: z.boolean().optional(),
  }),
  response: z.strictObject({
    /** The newest first, ended ones included until they are cleared away. */
    tokens: z.array(apiToken),
    /** Whether there are more than the 10 000 that an answer holds. */
    isCut: z.boolean(),
  }),
  access: {
    kind: 'session',
    reason: 'everybody may see his own tokens; those of others need the right to view accounts',
  },
});
