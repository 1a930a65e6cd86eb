import { auditCategories } from '@interlock/audit';
import { z } from 'zod';
import { timestamp } from '../answers/state-object.ts';
import { given, listOf, text } from '../fields/js7-field.ts';
import { controllerId, dateFilter, limit, timeZone, workflowSelectors } from '../fields/selectors.ts';
import { route } from '../route.ts';

/** The audit log; entries without a Controller stand in every answer. */
export const auditLog = route({
  path: '/audit_log',
  summary: 'The audit log.',
  request: z.object({
    controllerId,
    folders: workflowSelectors.folders,
    objectTypes: given(listOf(text())),
    objectName: given(text()),
    categories: given(listOf(z.enum(auditCategories))),
    account: given(text()),
    comment: given(text()),
    ticketLink: given(text()),
    dateFrom: dateFilter,
    dateTo: dateFilter,
    timeZone,
    limit,
  }),
  response: z.strictObject({
    auditLog: z.array(
      z.strictObject({
        id: z.int(),
        account: z.string(),
        /** The call, such as `./orders/add`. */
        request: z.string(),
        created: timestamp,
        category: z.enum(auditCategories),
        controllerId: z.string().optional(),
        comment: z.string().optional(),
        /** What was asked, as JSON in a text. */
        parameters: z.string().optional(),
        timeSpent: z.int().optional(),
        ticketLink: z.string().optional(),
        /** Our own fields: the Identity Service that proved the account, the event's name, and what came of it. */
        identityService: z.string().optional(),
        event: z.string(),
        outcome: z.string(),
      }),
    ),
  }),
  access: { kind: 'anyOf', permissions: ['sos:products:joc:auditlog:view'] },
  controller: 'bodyOrAll',
  folder: 'filter',
});
