import { z } from 'zod';
import { timestamp } from '../../../answers/state-object.ts';
import { given, text } from '../../../fields/js7-field.ts';
import { dateFilter, limit, timeZone } from '../../../fields/selectors.ts';
import { route } from '../../../route.ts';

/** The blocklist, by name. The dates narrow it by when a name was put there. */
export const blockedAccounts = route({
  path: '/iam/blockedAccounts',
  summary: 'The names that log in nowhere.',
  request: z.object({
    accountName: given(text()),
    dateFrom: dateFilter,
    dateTo: dateFilter,
    timeZone,
    limit,
  }),
  response: z.strictObject({
    blockedAccounts: z.array(
      z.strictObject({
        accountName: z.string(),
        comment: z.string().optional(),
        since: timestamp,
      }),
    ),
  }),
  access: { kind: 'anyOf', permissions: ['sos:products:joc:administration:accounts:view'] },
});
