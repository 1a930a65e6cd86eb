import { z } from 'zod';
import { order } from '../../answers/order.ts';
import { orderStateWords, timestamp } from '../../answers/state-object.ts';
import { flag, given, listOf, text } from '../../fields/js7-field.ts';
import {
  controllerId,
  dateFilter,
  limit,
  orderId,
  timeZone,
  withPermissions,
  workflowSelectors,
} from '../../fields/selectors.ts';
import { route } from '../../route.ts';

/** Orders at a Controller, by state, workflow, folder or pattern. */
export const orders = route({
  path: '/orders',
  summary: 'The orders of a Controller.',
  request: z.object({
    controllerId,
    ...workflowSelectors,
    orderIds: given(listOf(orderId)),
    /** TERMINATED is no published word; it stands for FINISHED and CANCELLED. */
    states: given(listOf(z.enum([...orderStateWords, 'TERMINATED']))),
    regex: given(text(1024)),
    dateTo: dateFilter,
    timeZone,
    stateDateFrom: dateFilter,
    stateDateTo: dateFilter,
    compact: given(flag()),
    limit,
    withPermissions,
  }),
  response: z.strictObject({ surveyDate: timestamp, orders: z.array(order) }),
  access: { kind: 'anyOf', permissions: ['sos:products:controller:orders:view'] },
  controller: 'body',
  folder: 'filter',
});
