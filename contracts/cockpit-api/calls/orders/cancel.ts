import { z } from 'zod';
import { done } from '../../answers/done.ts';
import { flag, given } from '../../fields/js7-field.ts';
import { route } from '../../route.ts';
import { orderSelector } from './order-selector.ts';

/** Cancels orders, all or none. */
export const cancelOrders = route({
  path: '/orders/cancel',
  summary: 'Cancels orders, all or none.',
  request: z.object({ ...orderSelector, kill: given(flag()), deep: given(flag()) }),
  response: done,
  access: { kind: 'anyOf', permissions: ['sos:products:controller:orders:cancel'] },
  controller: 'body',
  folder: 'object',
  changes: true,
  auditEvent: 'OrdersCancelled',
});
