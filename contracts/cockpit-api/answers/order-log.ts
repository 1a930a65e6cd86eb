import { z } from 'zod';
import { jsonValue } from '../fields/json-value.ts';
import { timestamp } from './state-object.ts';

/** A line of an order's log: one event of the order. */
export const orderLogEntry = z.strictObject({
  controllerDatetime: timestamp,
  agentDatetime: timestamp.optional(),
  orderId: z.string(),
  logLevel: z.enum(['MAIN', 'INFO', 'DETAIL', 'SUCCESS', 'ERROR', 'WARN']),
  /** The name of the event, such as `OrderStarted`. */
  logEvent: z.string(),
  position: z.string(),
  label: z.string().optional(),
  agentId: z.string().optional(),
  agentUrl: z.string().optional(),
  job: z.string().optional(),
  taskId: z.int().optional(),
  returnCode: z.int().optional(),
  msg: z.string().optional(),
  error: z
    .strictObject({
      errorState: z.string().optional(),
      errorCode: z.string().optional(),
      errorText: z.string(),
    })
    .optional(),
  arguments: z.record(z.string(), jsonValue).optional(),
  returnValues: z.record(z.string(), jsonValue).optional(),
});

/** A line of an order's log. */
export type OrderLogEntry = z.output<typeof orderLogEntry>;

/** A part of an order's log. */
export const orderLog = z.strictObject({
  /** Whether the order is over and nothing will follow. */
  complete: z.boolean(),
  /** The last event that this part holds; ask with it for what follows. */
  eventId: z.int(),
  historyId: z.int(),
  orderId: z.string(),
  logEvents: z.array(orderLogEntry),
});
