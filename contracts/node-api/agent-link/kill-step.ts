import { z } from 'zod';
import { accountField, nameField, orderIdField, stepIdField } from '../fields.ts';

/** End one step. Killing a step that has ended or is unknown does nothing and is confirmed. */
export const killStep = z.strictObject({
  kind: z.literal('KillStep'),
  stepId: stepIdField,
  orderId: orderIdField,
  jobName: nameField,
  /** At once (KILL), or TERM first and KILL after the job's grace time. */
  immediately: z.boolean(),
  /** Who asked for it. */
  account: accountField,
});

/** End one step. */
export type KillStep = z.output<typeof killStep>;
