import { z } from 'zod';
import { jsonValue } from '../fields/json-value.ts';
import { rowRights } from './row-rights.ts';
import { syncState, timestamp } from './state-object.ts';

/** A workflow that is deployed, in the form in which it was written, with where it stands. */
export const workflow = z.looseObject({
  path: z.string(),
  versionId: z.string(),
  isCurrentVersion: z.boolean(),
  versionDate: timestamp.optional(),
  state: syncState,
  suspended: z.boolean(),
  valid: z.boolean(),
  deployed: z.boolean(),
  numOfStoppedInstructions: z.int(),
  numOfSkippedInstructions: z.int(),
  title: z.string().optional(),
  timeZone: z.string().optional(),
  instructions: z.array(jsonValue).optional(),
  jobs: z.record(z.string(), jsonValue).optional(),
  orderPreparation: jsonValue.optional(),
  can: rowRights.optional(),
});

/** A workflow that is deployed. */
export type WorkflowAnswer = z.output<typeof workflow>;
