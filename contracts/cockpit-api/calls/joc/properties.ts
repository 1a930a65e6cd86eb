import { z } from 'zod';
import { jsonValue } from '../../fields/json-value.ts';
import { route } from '../../route.ts';

const affixes = z.strictObject({ prefix: z.string(), suffix: z.string() });

/** Settings that the page and JS7's clients ask for. */
export const properties = route({
  path: '/joc/properties',
  summary: 'Settings that clients need.',
  request: z.object({}),
  response: z.strictObject({
    title: z.string(),
    securityLevel: z.enum(['LOW', 'MEDIUM', 'HIGH']),
    defaultProfileAccount: z.string(),
    apiVersion: z.string(),
    inventoryVersion: z.string(),
    forceCommentsForAuditLog: z.boolean(),
    comments: z.array(z.string()),
    copy: affixes,
    restore: affixes,
    import: affixes,
    showViews: z.record(z.string(), z.boolean()),
    displayFoldersInViews: z.boolean(),
    allowEmptyArguments: z.boolean(),
    allowUndeclaredVariables: z.boolean(),
    clusterLicense: z.boolean(),
    licenseType: z.enum(['OPENSOURCE']),
    kioskRole: z.string(),
    kioskViews: z.record(z.string(), jsonValue),
    enableLinkChecker: z.boolean(),
    welcomeDoNotRemindMe: z.boolean(),
    welcomeGotIt: z.boolean(),
  }),
  access: { kind: 'session', reason: 'the page needs it whatever the rights; it tells of no object' },
  beforePasswordChange: true,
  byToken: true,
});
