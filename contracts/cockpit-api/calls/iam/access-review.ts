import { z } from 'zod';
import { accessName, accountState } from '../../answers/access-entry.ts';
import { timestamp } from '../../answers/state-object.ts';
import { route } from '../../route.ts';

/** Lists who has what, since when, and whether it is used: what a review of access reads. */
export const accessReview = route({
  path: '/iam/access_review',
  summary: 'Who has which roles, since when, and when they were last used.',
  manner: 'own',
  request: z.strictObject({
    identityServiceName: accessName.optional(),
    accountName: accessName.optional(),
    /** Only accounts whose name, or the name of one of whose roles, holds this text, without regard to case. */
    search: z.string().max(255).optional(),
    limit: z.int().min(1).max(10_000).default(100),
    offset: z.int().min(0).default(0),
    /** `csv`: the same page as a text, one line for each role of an account, and no `accounts`. */
    format: z.enum(['json', 'csv']).default('json'),
  }),
  response: z.strictObject({
    total: z.int(),
    /** From when on decisions are kept: what was last used before that stands as never used. */
    recordedSince: timestamp,
    /** By service, then by name. */
    accounts: z.array(
      z.strictObject({
        identityServiceName: z.string(),
        accountName: z.string(),
        state: accountState,
        created: timestamp,
        /** Absent: none is known. */
        lastLogin: timestamp.optional(),
        /** When anything was last allowed to it. */
        lastUsed: timestamp.optional(),
        roles: z.array(
          z.strictObject({
            name: z.string(),
            /** Whether there is such a role; a name without one gives nothing. */
            exists: z.boolean(),
            /** Absent: assigned before dates were kept. */
            since: timestamp.optional(),
            /** When something was last allowed that this role grants by itself. */
            lastUsed: timestamp.optional(),
          }),
        ),
        /** Permissions that the account holds and has not used since `recordedSince`. */
        unusedPermissions: z.array(z.string()),
      }),
    ),
    csv: z.string().optional(),
  }),
  access: { kind: 'allOf', permissions: ['sos:products:joc:administration:accounts:view'] },
});
