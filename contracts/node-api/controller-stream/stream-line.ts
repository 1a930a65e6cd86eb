import { z } from 'zod';
import { eventIdField, instantField, nameField } from '../fields.ts';

/** An event of the Controller's journal. */
export const stampedEvent = z.strictObject({
  /** Gapless per Controller journal, counted from 1. */
  id: eventIdField.min(1),
  atMs: instantField,
  /** In the form of core/workflow's event codec. */
  event: z.looseObject({}),
});

/** The head of an audit chain, for the Cockpit to countersign (semantics §6.1). */
export const auditHead = z.strictObject({
  writer: z.strictObject({ role: z.enum(['controller', 'agent']), id: nameField }),
  sequence: z.int().min(0),
  hash: z.string().max(128),
});

/** The head of an audit chain. */
export type AuditHead = z.output<typeof auditHead>;

/** One line of `GET /controller/api/events`. */
export const streamLine = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('event'), ...stampedEvent.shape }),
  /** The stream lives; it has given the events up to here. */
  z.strictObject({ kind: z.literal('heartbeat'), atMs: instantField, lastEventId: eventIdField }),
  z.strictObject({ kind: z.literal('auditHead'), head: auditHead }),
  /** The coupling state of the Agents may have changed: ask `agents` again. */
  z.strictObject({ kind: z.literal('agentsChanged') }),
]);

/** One line of the Controller's event stream. */
export type StreamLine = z.output<typeof streamLine>;
