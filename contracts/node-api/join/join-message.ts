import { z } from 'zod';
import { nameField, pemField, problemField } from '../fields.ts';

/** HMAC-SHA256 over the TLS exporter of this connection, with the token as key, in base64url. */
const proofField = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'it is no proof');

/** The dialling side's first line: it proves the token first, so that the waiting side can count wrong proofs. */
export const joinHello = z.strictObject({
  kind: z.literal('joinHello'),
  version: z.int(),
  proof: proofField,
});

/** What a certificate is for: to be dialled (`server`) or to dial (`client`). */
export const joinPurpose = z.enum(['server', 'client']);

/** What a certificate is for. */
export type JoinPurpose = z.output<typeof joinPurpose>;

/** The waiting side proves the token in its turn and asks for certificates; of a request only the key counts. */
export const joinRequest = z.strictObject({
  kind: z.literal('joinRequest'),
  version: z.int(),
  role: z.enum(['controller', 'agent']),
  id: nameField,
  proof: proofField,
  requests: z
    .array(z.strictObject({ purpose: joinPurpose, csr: pemField }))
    .min(1)
    .max(2),
});

/** What the waiting side asks for. */
export type JoinRequest = z.output<typeof joinRequest>;

/** The certificates, one for each request, and the CA whose fingerprint must be the token's. */
export const joinGrant = z.strictObject({
  kind: z.literal('joinGrant'),
  ca: pemField,
  certificates: z
    .array(z.strictObject({ purpose: joinPurpose, certificate: pemField }))
    .min(1)
    .max(2),
  /** The id of the one that will dial from now on: the Cockpit node of a Controller, the Controller of an Agent. */
  peerId: nameField,
});

/** What a program gets when it joins. */
export type JoinGrant = z.output<typeof joinGrant>;

/** Keys and certificates are stored; the token is erased. */
export const joined = z.strictObject({ kind: z.literal('joined') });

/** The other side will not go on. */
export const joinRefused = z.strictObject({ kind: z.literal('joinRefused'), problem: problemField });

/** What the dialling side says. */
export const joinDiallerMessage = z.discriminatedUnion('kind', [joinHello, joinGrant, joinRefused]);

/** What the dialling side says. */
export type JoinDiallerMessage = z.output<typeof joinDiallerMessage>;

/** What the waiting side says. */
export const joinWaiterMessage = z.discriminatedUnion('kind', [joinRequest, joined, joinRefused]);

/** What the waiting side says. */
export type JoinWaiterMessage = z.output<typeof joinWaiterMessage>;
