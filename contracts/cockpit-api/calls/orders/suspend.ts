import { z } from 'zod';
import { done } from '../../answers/done.ts';
import { flag, given } from '../../fields/js7-field.ts';
import { route } from '../../route.ts';
import { orderSelector } from './order-selector.ts';

/** Suspends orders, all or none. */
export const suspendOrders = route({
  path: '/orders/suspend',
  summary: 'Suspends orders, all or none.',
  request: z.object({
    ...orderSelector,
    kill: given(flag()),
    deep: given(flag()),
    reset: given(flag()),
  }),
  response: done,
  access: { kind: 'anyOf', permissions: ['sos:products:controller:orders:suspend_resume'] },
  controller: 'body',
  folder: 'object',
  changes: true,
  auditEvent: 'OrdersSuspended',
});
