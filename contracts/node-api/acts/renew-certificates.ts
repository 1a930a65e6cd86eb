import { z } from 'zod';
import { instantField, nameField, pemField, problemField } from '../fields.ts';
import { renewalsMax } from '../limits.ts';
import { act } from './act.ts';

/** Whose certificate a request or a certificate is for. */
export const certificateOwner = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('controllerServer') }),
  z.strictObject({ kind: z.literal('controllerClient') }),
  z.strictObject({ kind: z.literal('agentServer'), agentId: nameField }),
]);

/** Whose certificate it is. */
export type CertificateOwner = z.output<typeof certificateOwner>;

/** Asks the Controller for the certificate requests that are due, its own and those of the Agents that are coupled. */
export const renewCertificates = act({
  request: z.strictObject({
    /** Also those that are not yet due. */
    all: z.boolean().default(false),
  }),
  response: z.strictObject({
    requests: z
      .array(z.strictObject({ owner: certificateOwner, csr: pemField, expiresAtMs: instantField }))
      .max(renewalsMax),
  }),
  permissions: [],
  hasFolder: false,
});

/**
 * Hands over renewed certificates; each takes effect at the next handshake. The Controller's own are installed all or
 * none, that of each Agent by itself: those that were refused keep their old one. Refused where none was installed.
 */
export const installCertificates = act({
  request: z.strictObject({
    ca: pemField,
    certificates: z
      .array(z.strictObject({ owner: certificateOwner, certificate: pemField }))
      .min(1)
      .max(renewalsMax),
  }),
  response: z.strictObject({
    refused: z
      .array(z.strictObject({ owner: certificateOwner, problem: problemField }))
      .max(renewalsMax)
      .default([]),
  }),
  permissions: [],
  hasFolder: false,
  auditEvent: 'CertificatesInstalled',
});
