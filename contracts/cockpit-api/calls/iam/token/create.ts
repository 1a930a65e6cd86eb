import { z } from 'zod';
import { apiToken, tokenFolder } from '../../../answers/api-token.ts';
import { auditComment } from '../../../fields/selectors.ts';
import { route } from '../../../route.ts';

/**
 * Makes an API token for a program: of the caller's own account, or of one of which he holds every right (semantics
 * §2.8). Its value is in this answer and nowhere else, ever.
 */
export const createToken = route({
  path: '/iam/token/create',
  summary: 'Makes an API token, whose value is shown this once.',
  manner: 'own',
  request: z.strictObject({
    /** Unique among the tokens of the account, compared without regard to case. */
    name: z.string().min(1).max(100),
    /** Absent: the caller himself. Another account needs the right to manage accounts. */
    accountName: z.string().min(1).max(255).optional(),
    /** Absent: the caller's own service. */
    identityServiceName: z.string().min(1).max(255).optional(),
    expiresInDays: z.int().min(1).max(365).default(90),
    /** Leaves or inner nodes of the catalogue; absent: whatever the account holds at the time of each use. */
    permissions: z.array(z.string().max(255)).min(1).max(200).optional(),
    /** Absent: wherever the account may enter at the time of each use. */
    folders: z.array(tokenFolder).min(1).max(200).optional(),
    auditLog: auditComment,
  }),
  response: z.strictObject({
    /** The token itself, to be sent in X-Access-Token or as a Bearer token. */
    value: z.string(),
    token: apiToken,
  }),
  access: {
    kind: 'session',
    reason: 'everybody may make tokens for himself; for others it needs the right to manage accounts',
  },
  changes: true,
  auditEvent: 'ApiTokenCreated',
  bodyBytesMax: 256 * 1024,
});
