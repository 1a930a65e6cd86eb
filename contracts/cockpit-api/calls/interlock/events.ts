import { z } from 'zod';
import { route } from '../../route.ts';

/** What the stream tells. Each says only that something changed; what it became, the calls say. */
export const streamEvent = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('order'),
    controllerId: z.string(),
    orderId: z.string(),
    workflowPath: z.string(),
    /** The name of the event, such as `OrderStarted`. */
    event: z.string(),
    atMs: z.int(),
  }),
  z.strictObject({
    kind: z.literal('workflow'),
    controllerId: z.string(),
    workflowPath: z.string(),
    event: z.string(),
    atMs: z.int(),
  }),
  z.strictObject({ kind: z.literal('agent'), controllerId: z.string(), agentId: z.string(), atMs: z.int() }),
  z.strictObject({ kind: z.literal('controller'), controllerId: z.string(), atMs: z.int() }),
  z.strictObject({
    kind: z.literal('taskLog'),
    controllerId: z.string(),
    taskId: z.int(),
    workflowPath: z.string(),
    atMs: z.int(),
  }),
  z.strictObject({ kind: z.literal('inventory'), path: z.string(), atMs: z.int() }),
  /** The caller's rights have changed: ask `/interlock/me` again. */
  z.strictObject({ kind: z.literal('rights'), atMs: z.int() }),
  /** Events were left out, or the id to resume from is no longer kept: read everything again. */
  z.strictObject({ kind: z.literal('reset'), atMs: z.int() }),
]);

/** What the stream tells. */
export type StreamEvent = z.output<typeof streamEvent>;

/**
 * One stream per browser for everything that changes, authorised anew for each event, resumable by Last-Event-ID.
 * It is read with fetch, so that it carries the page's header.
 */
export const events = route({
  path: '/interlock/events',
  method: 'GET',
  summary: 'A stream of what changes.',
  manner: 'own',
  request: z.strictObject({}),
  response: streamEvent,
  answer: 'events',
  access: { kind: 'session', reason: 'each event is held against the rights of the moment' },
  folder: 'filter',
  isActivity: false,
  byToken: true,
});
