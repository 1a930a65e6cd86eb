import { z } from 'zod';
import { addressField, eventIdField, nameField } from '../fields.ts';
import { act } from './act.ts';

/** Makes an Agent known, or gives a known one another address. */
export const registerAgent = act({
  request: z.strictObject({ agentId: nameField, address: addressField }),
  response: z.strictObject({ eventId: eventIdField }),
  permissions: ['sos:products:joc:administration:controllers:manage'],
  hasFolder: false,
  auditEvent: 'AgentRegistered',
});
