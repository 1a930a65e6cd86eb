import { z } from 'zod';
import { eventIdField, orderIdField } from '../fields.ts';
import { ordersPerRequestMax } from '../limits.ts';
import { act } from './act.ts';

/**
 * Resumes suspended, failed or broken orders, all or none. The token must name `manage_positions` where a position is
 * given, otherwise `resume_failed` where one of the orders has failed or is broken, otherwise `suspend_resume`.
 */
export const resumeOrders = act({
  request: z.strictObject({
    orderIds: z.array(orderIdField).min(1).max(ordersPerRequestMax),
    /** Another position, or a label. */
    position: z
      .union([z.array(z.union([z.int().min(0), z.string().max(255)])).max(200), z.string().max(255)])
      .optional(),
    /** Values by name; they replace arguments. */
    arguments: z.record(z.string().min(1).max(255), z.json()).optional(),
  }),
  response: z.strictObject({ eventId: eventIdField }),
  permissions: [
    'sos:products:controller:orders:suspend_resume',
    'sos:products:controller:orders:resume_failed',
    'sos:products:controller:orders:manage_positions',
  ],
  hasFolder: true,
  auditEvent: 'OrdersResumed',
});
