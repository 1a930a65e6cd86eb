import { z } from 'zod';
import { eventIdField, instantField, orderIdField, pathField } from '../fields.ts';
import { ordersPerRequestMax } from '../limits.ts';
import { act } from './act.ts';

/** An order to be added. The same id with the same content twice is one order (semantics §5.7). */
export const newOrder = z.strictObject({
  orderId: orderIdField,
  workflowPath: pathField,
  /** Values by name; the workflow's own declaration says which fit. */
  arguments: z.record(z.string().min(1).max(255), z.json()).default({}),
  /** When it starts; absent: at once; 253402300799000 (9999-12-31T23:59:59Z): when a person says so. */
  scheduledForMs: instantField.optional(),
});

/** Adds orders, all or none. */
export const addOrders = act({
  request: z.strictObject({ orders: z.array(newOrder).min(1).max(ordersPerRequestMax) }),
  response: z.strictObject({
    /** The last event of the Controller when this was durable; a mirror that has it shows the orders. */
    eventId: eventIdField,
  }),
  permissions: ['sos:products:controller:orders:create'],
  hasFolder: true,
  auditEvent: 'OrdersAdded',
});
