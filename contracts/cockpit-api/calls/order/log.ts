import { z } from 'zod';
import { orderLog as orderLogAnswer } from '../../answers/order-log.ts';
import { route } from '../../route.ts';
import { historySelector } from './history.ts';

/** The log of an order: its events so far. */
export const orderLog = route({
  path: '/order/log',
  summary: 'The log of an order.',
  request: z
    .object(historySelector)
    .refine((body) => body.historyId !== undefined || body.orderId !== undefined, {
      path: ['historyId'],
      message: 'historyId and orderId are both missing',
    }),
  response: orderLogAnswer,
  access: { kind: 'anyOf', permissions: ['sos:products:controller:orders:view'] },
  controller: 'bodyOrAll',
  folder: 'object',
});
