import { createHmac, timingSafeEqual } from 'node:crypto';
import { base64url, type Secret, unwrap } from '@interlock/base';
import { type JoinToken, parseJoinToken } from './join-token.ts';

/** Which side of a join says it; the proof of one side is worthless as that of the other. */
export type JoinProofSide = 'dialler' | 'waiter';

/** Proves the knowledge of a join token over one connection, without giving it away. */
export interface TokenProofs {
  /** The label of the TLS exporter (RFC 8446 §7.5; the prefix is for those that IANA doesn't know). */
  readonly exporterLabel: string;
  /**
   * HMAC-SHA256 (RFC 2104) in base64url, with the token's secret as key, over side, role, id and the exporter of
   * this connection. A proof that is passed on is worthless: the exporter of another connection is another one.
   *
   * @throws ProblemError where the token can't be read.
   */
  prove(token: Secret, exporter: Uint8Array, side: JoinProofSide): string;
  /** Whether a proof is right; compared in constant time. False also where the token can't be read or has expired. */
  verify(token: Secret, exporter: Uint8Array, side: JoinProofSide, proof: string): boolean;
}

/** Makes the proofs; `now` decides whether a token has expired. */
export function tokenProofs(now: () => number): TokenProofs {
  return {
    exporterLabel: 'EXPERIMENTAL interlock join',
    prove: (token, exporter, side) => base64url(proofOf(unwrap(parseJoinToken(token)), exporter, side)),
    verify: (text, exporter, side, proof) => {
      const token = parseJoinToken(text);
      if (!token.ok || token.value.expiresAtMs <= now()) return false;
      const right = Buffer.from(base64url(proofOf(token.value, exporter, side)));
      const given = Buffer.from(proof);
      return given.length === right.length && timingSafeEqual(given, right);
    },
  };
}

function proofOf({ role, id, secret }: JoinToken, exporter: Uint8Array, side: JoinProofSide): Uint8Array {
  return createHmac('sha256', secret.reveal())
    .update(`interlock join proof 1\n${side}\n${role}\n${id}\n`)
    .update(exporter)
    .digest();
}
