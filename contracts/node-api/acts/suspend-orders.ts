import { z } from 'zod';
import { eventIdField, orderIdField } from '../fields.ts';
import { ordersPerRequestMax } from '../limits.ts';
import { act } from './act.ts';

/** Suspends orders, all or none. */
export const suspendOrders = act({
  request: z.strictObject({
    orderIds: z.array(orderIdField).min(1).max(ordersPerRequestMax),
    /** afterStep: a running step ends by itself; kill and killAtOnce as for cancelling. */
    mode: z.enum(['afterStep', 'kill', 'killAtOnce']),
    /** Whether an order that waits for a retry forgets the delay. */
    reset: z.boolean().optional(),
  }),
  response: z.strictObject({ eventId: eventIdField }),
  permissions: ['sos:products:controller:orders:suspend_resume'],
  hasFolder: true,
  auditEvent: 'OrdersSuspended',
});
