import type { Problem, Result } from '@interlock/base';
import type { HopClaims, HopFolder, HopVerificationKey } from '@interlock/hop';

/** What this end shows of itself, all PEM. Asked again at each handshake, so that a renewal takes effect. */
export interface TlsMaterial {
  readonly key: string;
  /** The leaf, followed by intermediates if there are any. */
  readonly certificate: string;
}

/** The other end of a connection, proved by its certificate, and the key by which its tokens are verified. */
export interface ProvedPeer extends HopVerificationKey {
  readonly id: string;
}

/** Decides who may be at the other end: the one role that is expected there, and nothing that Node says about it. */
export interface PeerCheck {
  /** Decides from the certificate's DER: signatures, usages, names and dates (semantics §4.1). */
  prove(certificateDer: Uint8Array): Result<ProvedPeer>;
  /** What has happened to it since: revoked or expired. Asked at each message (semantics §4.9). */
  recheck(peer: ProvedPeer): Problem | undefined;
}

/** What a hop token has to fit. */
export interface TokenContext {
  readonly act: string;
  /** SHA-256 of the body, in base64url. */
  readonly bodyDigest: string;
  /** The other end of this very connection. */
  readonly peer: ProvedPeer;
  /** What the act's table asks for. */
  readonly permissions: readonly string[];
  /** Hop 3: the account, the order and the job that the command names. */
  readonly account?: string;
  readonly orderId?: string;
  readonly jobName?: string;
}

/** Verifies a hop token for this connection, act and body, once (semantics §4.3). */
export type VerifyToken = (token: string, context: TokenContext) => Result<HopClaims>;

/** What a hop token is made for. */
export interface TokenRequest {
  /** The id of the receiver. */
  readonly audience: string;
  readonly act: string;
  /** SHA-256 of the body, in base64url. */
  readonly bodyDigest: string;
  /** The key of an account, or `schedule:<path>`; absent: the sender acts for itself. */
  readonly account?: string;
  readonly permission?: string;
  readonly folders?: readonly HopFolder[];
  readonly orderId?: string;
  readonly jobName?: string;
}

/** Makes a hop token with the key of this end's certificate, valid for one use and at most 60 seconds. */
export type SignToken = (request: TokenRequest) => Result<string>;

/** A refusal at the border, for the log and the audit chain. */
export interface BorderRefusal {
  readonly hop: 2 | 3;
  readonly act: string;
  readonly problem: Problem;
  readonly remoteAddress: string;
  /** The other end, as far as it was proved. */
  readonly peerId?: string;
  /** The id (`jti`) that the refused token says of itself, where one came that can be read. Nothing of it is proved. */
  readonly tokenId?: string;
}
