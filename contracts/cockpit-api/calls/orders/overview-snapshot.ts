import { z } from 'zod';
import { timestamp } from '../../answers/state-object.ts';
import { controllerId, dateFilter, timeZone, workflowSelectors } from '../../fields/selectors.ts';
import { route } from '../../route.ts';

const count = z.int().min(0);

/** How many orders stand in each state. */
export const overviewSnapshot = route({
  path: '/orders/overview/snapshot',
  summary: 'How many orders stand in each state.',
  request: z.object({ controllerId, ...workflowSelectors, dateTo: dateFilter, timeZone }),
  response: z.strictObject({
    surveyDate: timestamp,
    orders: z.strictObject({
      pending: count,
      scheduled: count,
      inProgress: count,
      running: count,
      suspended: count,
      terminated: count,
      prompting: count,
      waiting: count,
      blocked: count,
      failed: count,
    }),
  }),
  access: { kind: 'anyOf', permissions: ['sos:products:controller:orders:view'] },
  controller: 'body',
  folder: 'filter',
  quiet: ['ControllerUnreachable'],
});
