import { z } from 'zod';
import { pemField, randomIdField } from '../fields.ts';
import { act } from './act.ts';

/** The certificate that the Cockpit issued; the Controller hands it over and hears that the Agent has stored it. */
export const joinAgentCertificate = act({
  request: z.strictObject({ joinId: randomIdField, certificate: pemField, ca: pemField }),
  response: z.strictObject({}),
  permissions: ['sos:products:joc:administration:controllers:manage'],
  hasFolder: false,
  auditEvent: 'AgentJoined',
});
