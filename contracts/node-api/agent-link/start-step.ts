import { z } from 'zod';
import { accountField, nameField, orderIdField, pathField, stepIdField } from '../fields.ts';
import { scriptLengthMax, valueLengthMax, valuesPerStepMax } from '../limits.ts';

/** The environment of a step: names that a shell can read, values without NUL. */
export const environmentField = z
  .record(
    z
      .string()
      .max(255)
      .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'it is no name of a variable'),
    z
      .string()
      .max(valueLengthMax)
      .regex(/^[^\0]*$/, 'it holds a NUL'),
  )
  .refine((value) => Object.keys(value).length <= valuesPerStepMax, 'it has too many variables');

/** Run one step. The Agent knows a step by its id: the same command twice starts one process. */
export const startStep = z.strictObject({
  kind: z.literal('StartStep'),
  stepId: stepIdField,
  orderId: orderIdField,
  jobName: nameField,
  workflowPath: pathField,
  /** Where the step stands in its workflow, for the log. */
  position: z.string().max(1024),
  script: z.string().max(scriptLengthMax),
  /** The job's own variables, evaluated; PATH, HOME and LANG are the Agent's (semantics §5.6). */
  environment: environmentField,
  /** After so many seconds the step is killed with outcome timedOut; absent: never. */
  timeoutSeconds: z.number().positive().max(31_536_000).optional(),
  /** Seconds between TERM and KILL. */
  graceTimeoutSeconds: z.number().min(0).max(86_400),
  /** For whom it runs: the key of the account that added the order, or `schedule:<path>`. */
  account: accountField,
});

/** Run one step. */
export type StartStep = z.output<typeof startStep>;
