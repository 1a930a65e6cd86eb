import { z } from 'zod';
import { instantField, pemField } from '../fields.ts';

/** Asks an Agent for a certificate request, if its certificate is due; the reply brings it. */
export const renewCertificate = z.strictObject({
  kind: z.literal('RenewCertificate'),
  /** Also where the certificate is not yet due. */
  all: z.boolean(),
});

/** Asks an Agent for a certificate request. */
export type RenewCertificate = z.output<typeof renewCertificate>;

/** Hands a renewed certificate over, for the key of the last request; it takes effect at the next handshake. */
export const installCertificate = z.strictObject({
  kind: z.literal('InstallCertificate'),
  certificate: pemField,
  ca: pemField,
});

/** Hands a renewed certificate over. */
export type InstallCertificate = z.output<typeof installCertificate>;

/** What an Agent gives for its renewal; of the request only the key counts. */
export const agentCertificateRequest = z.strictObject({
  csr: pemField,
  /** When the certificate ends that is now in use. */
  expiresAtMs: instantField,
});

/** What an Agent gives for its renewal. */
export type AgentCertificateRequest = z.output<typeof agentCertificateRequest>;
