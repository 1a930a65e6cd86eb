import { z } from 'zod';
import { addressField, nameField, pemField, randomIdField } from '../fields.ts';
import { act } from './act.ts';

/** The Controller dials a waiting Agent, proves the join token, and brings its certificate request (semantics §4.6). */
export const joinAgent = act({
  request: z.strictObject({
    agentId: nameField,
    address: addressField,
    /** The join token as the supervisor or a person gave it to the Agent. */
    token: z.string().min(1).max(1024),
  }),
  response: z.strictObject({
    /** Names the open connection for `join-agent-certificate`; it is kept for 60 seconds. */
    joinId: randomIdField,
    csr: pemField,
  }),
  permissions: ['sos:products:joc:administration:controllers:manage'],
  hasFolder: false,
  auditEvent: 'AgentJoining',
});
