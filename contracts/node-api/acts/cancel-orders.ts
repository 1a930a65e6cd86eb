import { z } from 'zod';
import { eventIdField, orderIdField } from '../fields.ts';
import { ordersPerRequestMax } from '../limits.ts';
import { act } from './act.ts';

/** Cancels orders, all or none. */
export const cancelOrders = act({
  request: z.strictObject({
    orderIds: z.array(orderIdField).min(1).max(ordersPerRequestMax),
    /**
     * freshOnly: refused for an order that has started; afterStep: a running step ends by itself;
     * kill: TERM, then KILL after the job's grace time; killAtOnce: KILL.
     */
    mode: z.enum(['freshOnly', 'afterStep', 'kill', 'killAtOnce']),
  }),
  response: z.strictObject({ eventId: eventIdField }),
  permissions: ['sos:products:controller:orders:cancel'],
  hasFolder: true,
  auditEvent: 'OrdersCancelled',
});
