import { z } from 'zod';
import { agentState } from './state-object.ts';

/** An Agent of a Controller. */
export const agent = z.strictObject({
  controllerId: z.string(),
  agentId: z.string(),
  agentName: z.string(),
  url: z.string(),
  version: z.string().optional(),
  state: agentState,
  disabled: z.boolean(),
  hidden: z.boolean(),
  runningTasks: z.int().min(0),
  errorMessage: z.string().optional(),
});

/** An Agent of a Controller. */
export type AgentAnswer = z.output<typeof agent>;
