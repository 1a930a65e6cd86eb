import { z } from 'zod';
import { timestamp } from '../../answers/state-object.ts';
import { flag, given, text } from '../../fields/js7-field.ts';
import { dateFilter, limit, timeZone } from '../../fields/selectors.ts';
import { route } from '../../route.ts';

/** What one Identity Service answered at a login. */
const serviceAnswer = z.strictObject({
  identityServiceName: z.string(),
  /** Outcome and reason in one text, such as `rejected: wrongPassword`. */
  message: z.string(),
  /** Our own fields: the two as stable words. */
  outcome: z.enum(['verified', 'challenge', 'notMine', 'rejected', 'unavailable']),
  reason: z.string(),
});

/** The login history, newest first: failed logins, unless others are asked for. */
export const loginHistory = route({
  path: '/audit_log/login_history',
  summary: 'Failed logins, with the answer of each Identity Service.',
  request: z.object({
    accountName: given(text()),
    dateFrom: dateFilter,
    dateTo: dateFilter,
    timeZone,
    /** Our own fields. `loginSuccess` true: the logins that succeeded. */
    loginSuccess: given(flag()),
    limit,
  }),
  response: z.strictObject({
    loginHistoryItems: z.array(
      z.strictObject({
        /** The name that was claimed; `*none` where the login named none. */
        accountName: z.string(),
        loginDate: timestamp,
        loginSuccess: z.boolean(),
        details: z.strictObject({ loginHistoryItems: z.array(serviceAnswer) }),
        /** Our own fields. The reason is `none` where it succeeded; of a locked or blocked account it says so. */
        id: z.string(),
        reason: z.string(),
        identityServiceName: z.string().optional(),
        address: z.string(),
        userAgent: z.string(),
        /** Whether the name stands on the blocklist now. */
        blocked: z.boolean(),
      }),
    ),
  }),
  // The trail shows records of logins only to those who may view accounts, and so does the history.
  access: {
    kind: 'allOf',
    permissions: ['sos:products:joc:auditlog:view', 'sos:products:joc:administration:accounts:view'],
  },
});
