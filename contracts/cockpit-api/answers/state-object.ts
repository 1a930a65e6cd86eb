import { z } from 'zod';

/** A state as JS7 shows it: a word, and an index of a colour that is no rank. */
export function stateObject<const Words extends readonly [string, ...string[]]>(words: Words) {
  return z.strictObject({ _text: z.enum(words), severity: z.int().min(0) });
}

/** A moment in UTC: ISO 8601 with milliseconds and `Z`. */
export const timestamp = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  .meta({ format: 'date-time' });

/** The words of an order's state. */
export const orderStateWords = [
  'PLANNED',
  'PENDING',
  'SCHEDULED',
  'RUNNING',
  'INPROGRESS',
  'PROMPTING',
  'SUSPENDED',
  'FAILED',
  'WAITING',
  'BLOCKED',
  'CANCELLED',
  'FINISHED',
  'BROKEN',
  'UNKNOWN',
] as const;

/** The word of an order's state. */
export type OrderStateWord = (typeof orderStateWords)[number];

/** The state of an order; a waiting one may say for what. */
export const orderState = stateObject(orderStateWords).extend({ _reason: z.string().optional() });

/** How an order or a task went, in the history. */
export const historyState = stateObject(['SUCCESSFUL', 'INCOMPLETE', 'FAILED']);

/** Whether a component works. */
export const componentState = stateObject(['operational', 'limited', 'inoperable', 'unknown']);

/** Whether a component is connected. */
export const connectionState = stateObject(['established', 'unstable', 'unreachable', 'unknown']);

/** Whether a node of a cluster is the active one; a component without a cluster is active. */
export const clusterNodeState = stateObject(['active', 'inactive', 'unknown']);

/** Whether an Agent is coupled with its Controller. */
export const agentState = stateObject([
  'COUPLED',
  'RESETTING',
  'RESET',
  'INITIALISED',
  'COUPLINGFAILED',
  'SHUTDOWN',
  'UNKNOWN',
]);

/** Whether the Controller has the version that the inventory deployed last. */
export const syncState = stateObject([
  'IN_SYNC',
  'NOT_IN_SYNC',
  'NOT_DEPLOYED',
  'SUSPENDED',
  'OUTSTANDING',
  'UNKNOWN',
]);
