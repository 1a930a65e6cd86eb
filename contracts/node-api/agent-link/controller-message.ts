import { z } from 'zod';
import { eventIdField, nameField, randomIdField } from '../fields.ts';
import { installCertificate, renewCertificate } from './agent-certificate.ts';
import { killStep } from './kill-step.ts';
import { startStep } from './start-step.ts';

/** The first message of the Controller. */
export const hello = z.strictObject({
  kind: z.literal('hello'),
  version: z.int(),
  controllerId: nameField,
  /** The Agent's journal as the Controller knows it; absent at the very first coupling. */
  journalId: randomIdField.optional(),
  /** The last event that the Controller has; events after it are wanted. */
  afterEventId: eventIdField,
});

/** What the Controller orders the Agent to do; each kind is an act of its own for hop tokens. */
export const agentCommand = z.discriminatedUnion('kind', [
  startStep,
  killStep,
  renewCertificate,
  installCertificate,
]);

/** What the Controller orders the Agent to do. */
export type AgentCommand = z.output<typeof agentCommand>;

/** A command with the token that allows it; the token's body digest is over the canonical JSON of `body`. */
export const command = z.strictObject({
  kind: z.literal('command'),
  requestId: z.int().min(1),
  token: z.string().max(8_192),
  body: agentCommand,
});

/** The Controller has all events up to here durably; the Agent may forget them. */
export const ack = z.strictObject({ kind: z.literal('ack'), eventId: eventIdField });

/** What a Controller says to an Agent. */
export const controllerMessage = z.discriminatedUnion('kind', [hello, command, ack]);

/** What a Controller says to an Agent. */
export type ControllerMessage = z.output<typeof controllerMessage>;
