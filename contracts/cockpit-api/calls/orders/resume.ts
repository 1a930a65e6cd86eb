import { z } from 'zod';
import { done } from '../../answers/done.ts';
import { flag, given } from '../../fields/js7-field.ts';
import { jsonValue } from '../../fields/json-value.ts';
import { route } from '../../route.ts';
import { orderSelector } from './order-selector.ts';

/** Resumes suspended or failed orders, all or none. Each kind has its own permission. */
export const resumeOrders = route({
  path: '/orders/resume',
  summary: 'Resumes suspended or failed orders, all or none.',
  request: z.object({
    ...orderSelector,
    position: given(z.union([z.string().max(255), z.array(z.union([z.string(), z.int()])).max(1_000)])),
    variables: given(z.record(z.string().max(255), jsonValue)),
    /** What clients send for `variables`. */
    arguments: given(z.record(z.string().max(255), jsonValue)),
    force: given(flag()),
    fromCurrentBlock: given(flag()),
  }),
  response: done,
  access: {
    kind: 'anyOf',
    permissions: [
      'sos:products:controller:orders:suspend_resume',
      'sos:products:controller:orders:resume_failed',
    ],
  },
  controller: 'body',
  folder: 'object',
  changes: true,
  auditEvent: 'OrdersResumed',
});
