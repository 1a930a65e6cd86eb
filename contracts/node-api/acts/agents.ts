import { z } from 'zod';
import { addressField, instantField, nameField, problemField } from '../fields.ts';
import { act } from './act.ts';

/** Whether an Agent can be spoken to. */
export const agentCoupling = z.strictObject({
  agentId: nameField,
  address: addressField,
  /** coupled; coupling: dialling or shaking hands; decoupled: waiting for the next try; refused: a person is needed. */
  state: z.enum(['coupled', 'coupling', 'decoupled', 'refused']),
  /** Why it is not coupled. */
  problem: problemField.optional(),
  /** Since when it is in this state. */
  sinceMs: instantField,
});

/** Whether an Agent can be spoken to. */
export type AgentCoupling = z.output<typeof agentCoupling>;

/** How each Agent is coupled at this moment. */
export const agents = act({
  request: z.strictObject({}),
  response: z.strictObject({ agents: z.array(agentCoupling).max(10_000) }),
  permissions: [],
  hasFolder: false,
});
