import { z } from 'zod';
import { eventIdField, instantField, orderIdField, stepIdField } from '../fields.ts';
import { outputTextLengthMax, valueLengthMax, valuesPerStepMax } from '../limits.ts';

/** What the Agent journals before its launcher hears of the step (semantics §5.3). */
export const processStarting = z.strictObject({
  kind: z.literal('ProcessStarting'),
  stepId: stepIdField,
  orderId: orderIdField,
});

/** The process runs; boot id, pid and start time name it beyond doubt (semantics §5.5). */
export const processStarted = z.strictObject({
  kind: z.literal('ProcessStarted'),
  stepId: stepIdField,
  pid: z.int().min(1),
  startTime: z.string().max(64),
  bootId: z.string().max(64),
});

/** A piece of output; pieces of one stream follow each other without gap. */
export const outputWritten = z.strictObject({
  kind: z.literal('OutputWritten'),
  stepId: stepIdField,
  stream: z.enum(['stdout', 'stderr']),
  /** Bytes of this stream that stand before this piece. */
  offset: z.int().min(0),
  text: z.string().max(outputTextLengthMax),
});

/** How a step can end. `lost`: it was started, and nobody knows what became of it. */
export const stepOutcomes = ['succeeded', 'failed', 'killed', 'timedOut', 'lost'] as const;

/** How a step ended. */
export type StepOutcome = (typeof stepOutcomes)[number];

/** The step is over; nothing of its process tree lives. */
export const processEnded = z.strictObject({
  kind: z.literal('ProcessEnded'),
  stepId: stepIdField,
  outcome: z.enum(stepOutcomes),
  returnCode: z.int().optional(),
  signal: z.string().max(32).optional(),
  returnValues: z
    .record(z.string().min(1).max(255), z.string().max(valueLengthMax))
    .refine((value) => Object.keys(value).length <= valuesPerStepMax, 'it has too many values'),
  /** Bytes of output that were read and dropped, beyond the limit per step. */
  droppedBytes: z.int().min(0),
  /** Why, where outcome and code do not say it, such as `the launcher could not start a shell`. */
  message: z.string().max(4_000).optional(),
});

/** What an Agent has to tell. */
export const agentEvent = z.discriminatedUnion('kind', [
  processStarting,
  processStarted,
  outputWritten,
  processEnded,
]);

/** What an Agent has to tell. */
export type AgentEvent = z.output<typeof agentEvent>;

/** An event of the Agent's journal. */
export const stampedAgentEvent = z.strictObject({
  /** Gapless per Agent journal, counted from 1. */
  id: eventIdField.min(1),
  atMs: instantField,
  event: agentEvent,
});

/** An event of the Agent's journal. */
export type StampedAgentEvent = z.output<typeof stampedAgentEvent>;
