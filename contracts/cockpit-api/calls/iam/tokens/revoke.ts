import { z } from 'zod';
import { done } from '../../../answers/done.ts';
import { auditComment } from '../../../fields/selectors.ts';
import { route } from '../../../route.ts';

/** Revokes API tokens: all that are named or none. The next call with one of them is refused. */
export const revokeTokens = route({
  path: '/iam/tokens/revoke',
  summary: 'Revokes API tokens.',
  manner: 'own',
  request: z.strictObject({ ids: z.array(z.string().max(64)).min(1).max(1_000), auditLog: auditComment }),
  response: done,
  access: {
    kind: 'session',
    reason: 'everybody may revoke his own tokens; those of others need the right to manage accounts',
  },
  changes: true,
  auditEvent: 'ApiTokenRevoked',
  bodyBytesMax: 256 * 1024,
});
