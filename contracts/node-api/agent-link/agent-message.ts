import { z } from 'zod';
import { eventIdField, nameField, problemField, randomIdField } from '../fields.ts';
import { eventsPerMessageMax } from '../limits.ts';
import { agentCertificateRequest } from './agent-certificate.ts';
import { stampedAgentEvent } from './agent-event.ts';

/** The Agent's answer to hello. */
export const welcome = z.strictObject({
  kind: z.literal('welcome'),
  version: z.int(),
  agentId: nameField,
  /** Names the Agent's journal; a new journal has a new id, and never pretends to be the old one. */
  journalId: randomIdField,
  /** The last event of the Agent's journal. */
  lastEventId: eventIdField,
});

/** The answer to a command, sent when the command is durable, or refused. */
export const reply = z.strictObject({
  kind: z.literal('reply'),
  requestId: z.int().min(1),
  problem: problemField.optional(),
  /** The answer to `RenewCertificate`; absent where nothing is due. */
  certificateRequest: agentCertificateRequest.optional(),
});

/** Events in order, without gap. */
export const events = z.strictObject({
  kind: z.literal('events'),
  events: z.array(stampedAgentEvent).min(1).max(eventsPerMessageMax),
});

/** The coupling is refused, with the reason; the Agent closes the connection behind it. */
export const refused = z.strictObject({ kind: z.literal('refused'), problem: problemField });

/** The head of the Agent's audit chain, for the Cockpit to countersign (semantics §6.1). */
export const auditHead = z.strictObject({
  kind: z.literal('auditHead'),
  sequence: z.int().min(0),
  hash: z.string().max(128),
});

/** What an Agent says to its Controller. */
export const agentMessage = z.discriminatedUnion('kind', [welcome, reply, events, refused, auditHead]);

/** What an Agent says to its Controller. */
export type AgentMessage = z.output<typeof agentMessage>;
