import { z } from 'zod';
import { orderHistoryItem } from '../../answers/history.ts';
import { flag, given, listOf, text, wholeNumber } from '../../fields/js7-field.ts';
import { controllerId, dateFilter, limit, timeZone, workflowSelectors } from '../../fields/selectors.ts';
import { route } from '../../route.ts';

/** The order history; without a Controller that of all which the caller may view. */
export const ordersHistory = route({
  path: '/orders/history',
  summary: 'The order history.',
  request: z.object({
    controllerId,
    folders: workflowSelectors.folders,
    orders: given(listOf(z.object({ orderId: given(text()), workflowPath: given(text(1024)) }))),
    excludeWorkflows: given(listOf(text(1024))),
    orderId: given(text()),
    workflowPath: given(text(1024)),
    workflowName: given(text()),
    historyIds: given(listOf(wholeNumber())),
    historyStates: given(listOf(z.enum(['SUCCESSFUL', 'INCOMPLETE', 'FAILED']))),
    dateFrom: dateFilter,
    dateTo: dateFilter,
    timeZone,
    compact: given(flag()),
    limit,
  }),
  response: z.strictObject({ history: z.array(orderHistoryItem) }),
  access: { kind: 'anyOf', permissions: ['sos:products:controller:orders:view'] },
  controller: 'bodyOrAll',
  folder: 'filter',
});
