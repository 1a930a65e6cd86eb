import { z } from 'zod';
import { jsonValue } from '../fields/json-value.ts';
import { rowRights } from './row-rights.ts';
import { orderState, stateObject, timestamp } from './state-object.ts';

/** A workflow, by its full path and the version that is meant. */
export const workflowIdAnswer = z.strictObject({ path: z.string(), versionId: z.string().optional() });

/** How a step or an order came out. */
export const outcome = z.strictObject({
  TYPE: z.enum(['Succeeded', 'Failed', 'Disrupted', 'Killed', 'TimedOut']),
  message: z.string().optional(),
  namedValues: z.record(z.string(), jsonValue).optional(),
});

/** An order as it stands at the Controller. */
export const order = z.strictObject({
  surveyDate: timestamp.optional(),
  orderId: z.string(),
  arguments: z.record(z.string(), jsonValue).optional(),
  workflowId: workflowIdAnswer,
  state: orderState,
  marked: stateObject(['CANCELLING', 'SUSPENDING', 'RESUMING']).optional(),
  attachedState: z.strictObject({ TYPE: z.string(), agentName: z.string() }).optional(),
  agentId: z.string().optional(),
  label: z.string().optional(),
  position: z.array(z.union([z.string(), z.int()])),
  positionString: z.string(),
  /** Milliseconds since 1970; absent where the order started at once. */
  scheduledFor: z.int().optional(),
  scheduledNever: z.boolean().optional(),
  lastOutcome: outcome.optional(),
  historicOutcome: z
    .array(z.strictObject({ position: z.array(z.union([z.string(), z.int()])), outcome }))
    .optional(),
  hasChildOrders: z.boolean(),
  isContinuable: z.boolean(),
  isResumable: z.boolean(),
  isSuspendible: z.boolean(),
  priority: z.int(),
  /** The id of its history row, for its log; absent where the history has not seen it yet. */
  historyId: z.int().optional(),
  can: rowRights.optional(),
});

/** An order as it stands at the Controller. */
export type OrderAnswer = z.output<typeof order>;
