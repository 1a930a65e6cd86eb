import type { Secret } from '@interlock/base';
import type { TlsMaterial } from '../security.ts';

/** Which side of a join says it; the proof of one side is worthless as that of the other. */
export type JoinSide = 'dialler' | 'waiter';

/** Proves the join token over the TLS exporter, which is the same at both ends of one connection and nowhere else. */
export interface JoinProofs {
  /** The exporter's label (RFC 8446 §7.5). */
  readonly exporterLabel: string;
  /** HMAC-SHA256 in base64url. */
  prove(token: Secret, exporter: Uint8Array, side: JoinSide): string;
  /** Compares in constant time. */
  verify(token: Secret, exporter: Uint8Array, side: JoinSide, proof: string): boolean;
}

/** A key and a certificate of one's own making, for one listener; nobody trusts it, the proofs decide. */
export type SelfSigned = () => TlsMaterial | Promise<TlsMaterial>;

/** Bytes taken from the exporter. */
export const exporterBytes = 32;

/** How long one side may take for its next line, in milliseconds. */
export const joinLineMsMax = 10_000;

/** How long the certificates may take, in milliseconds: another program issues them meanwhile. */
export const joinGrantMsMax = 60_000;
