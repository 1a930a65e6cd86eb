import { z } from 'zod';
import { identityContent } from '../../fields/identity-content.ts';
import { auditComment } from '../../fields/selectors.ts';
import { route } from '../../route.ts';

const importBytesMax = 16 * 1024 * 1024;

/**
 * Stores exported accounts and roles: whole or not at all, and nobody gives more than he holds (semantics §2.8, §5.8).
 * What is there and not in the file stays. A dry run says of each item what would become of it.
 */
export const importIdentity = route({
  path: '/iam/import',
  summary: 'Stores exported accounts and roles, or says what that would do.',
  manner: 'own',
  request: z.strictObject({
    identityServiceName: z.string().max(255),
    content: identityContent,
    dryRun: z.boolean(),
    auditLog: auditComment,
  }),
  response: z.strictObject({
    /** Whether it was done; false for a dry run. */
    imported: z.boolean(),
    /** The roles first, then the accounts, in the order of the file. */
    items: z.array(
      z.strictObject({
        kind: z.enum(['role', 'account']),
        name: z.string(),
        action: z.enum(['create', 'change', 'none', 'refuse']),
        /** What is not as it was, such as `permissions`; present for `change`. */
        changes: z.array(z.string()).optional(),
        /** Why it is refused. */
        reason: z.string().optional(),
      }),
    ),
  }),
  access: { kind: 'anyOf', permissions: ['sos:products:joc:administration:accounts:manage'] },
  changes: true,
  auditEvent: 'IdentityImported',
  bodyBytesMax: importBytesMax,
});
