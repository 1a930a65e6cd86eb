import { z } from 'zod';
import { eventIdField, nameField } from '../fields.ts';
import { act } from './act.ts';

/** Declares that an Agent will never tell what became of its steps: they count as lost and are not run again. */
export const abandonAgent = act({
  request: z.strictObject({ agentId: nameField }),
  response: z.strictObject({ eventId: eventIdField }),
  permissions: ['sos:products:joc:administration:controllers:manage'],
  hasFolder: false,
  auditEvent: 'AgentAbandoned',
});
