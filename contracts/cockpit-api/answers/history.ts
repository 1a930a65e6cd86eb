import { z } from 'zod';
import { jsonValue } from '../fields/json-value.ts';
import { workflowIdAnswer } from './order.ts';
import { historyState, orderState, timestamp } from './state-object.ts';

/** A row of the order history. */
export const orderHistoryItem = z.strictObject({
  surveyDate: timestamp,
  controllerId: z.string(),
  orderId: z.string(),
  workflow: z.string(),
  historyId: z.int(),
  plannedTime: timestamp,
  startTime: timestamp,
  endTime: timestamp.optional(),
  state: historyState,
  orderState,
  position: z.string(),
  sequence: z.int(),
  arguments: z.record(z.string(), jsonValue).optional(),
  children: z.array(jsonValue),
});

/** A row of the order history. */
export type OrderHistoryItem = z.output<typeof orderHistoryItem>;

/** A row of the task history: one step that an Agent ran. */
export const taskHistoryItem = z.strictObject({
  surveyDate: timestamp,
  controllerId: z.string(),
  taskId: z.int(),
  orderId: z.string(),
  workflow: z.string(),
  position: z.string(),
  job: z.string(),
  label: z.string().optional(),
  criticality: z.string(),
  sequence: z.int(),
  retryCounter: z.int(),
  exitCode: z.int().optional(),
  state: historyState,
  startTime: timestamp,
  endTime: timestamp.optional(),
  agentUrl: z.string(),
  arguments: z.record(z.string(), jsonValue).optional(),
  error: z.strictObject({ code: z.string().optional(), message: z.string() }).optional(),
});

/** A row of the task history. */
export type TaskHistoryItem = z.output<typeof taskHistoryItem>;

/** What became of one order, step by step. */
export const orderHistory = z.strictObject({
  historyId: z.int(),
  orderId: z.string(),
  workflow: workflowIdAnswer,
  hasTasks: z.boolean(),
  hasOrders: z.boolean(),
  states: z.array(
    z.strictObject({ state: orderState, stateTime: timestamp, stateText: z.string().optional() }),
  ),
  children: z.array(z.strictObject({ task: taskHistoryItem.optional(), order: orderHistoryItem.optional() })),
});
