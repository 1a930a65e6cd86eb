import { z } from 'zod';
import { orderHistory as orderHistoryAnswer } from '../../answers/history.ts';
import { given, wholeNumber } from '../../fields/js7-field.ts';
import { controllerId, orderId } from '../../fields/selectors.ts';
import { route } from '../../route.ts';

/** Which order of the history is meant: by history id, or by order id. */
export const historySelector = {
  controllerId,
  historyId: given(wholeNumber()),
  orderId: given(orderId),
};

/** What became of one order, step by step. */
export const orderHistory = route({
  path: '/order/history',
  summary: 'What became of one order.',
  request: z
    .object(historySelector)
    .refine((body) => body.historyId !== undefined || body.orderId !== undefined, {
      path: ['historyId'],
      message: 'historyId and orderId are both missing',
    }),
  response: orderHistoryAnswer,
  access: { kind: 'anyOf', permissions: ['sos:products:controller:orders:view'] },
  controller: 'bodyOrAll',
  folder: 'object',
  quiet: ['UnknownOrder'],
});
