import type { AccountName, Secret } from '@interlock/base';

/** What a service vouches for. It is evidence: no session and no right follows from it but by the core's rules. */
export interface VerifiedIdentity {
  /** The lasting id that the service has for the account: never a name or an address that may change. */
  readonly subject: string;
  /** The canonical name, compared as this service compares names (semantics §1.8). */
  readonly accountName: AccountName;
  /** The provider's groups, where roles come from groups; otherwise empty. */
  readonly groups: readonly string[];
  /** How it was proven: authentication method references (RFC 8176), such as `pwd`. */
  readonly methods: readonly string[];
  /**
   * The hash that the password was verified against, where hashes are kept here. The core looks whether it is still
   * the account's when it makes the session: a password that was changed during the login proves nothing.
   */
  readonly storedHash?: Secret;
  /** When the provider's grant ends, in milliseconds since the epoch; a session never outlives it (semantics §3.7). */
  readonly grantEndsAtMs?: number;
}

/** What a service asks next. */
export interface Challenge {
  /** Names the challenge; bound to this login, used once. */
  readonly id: string;
  readonly kind: 'webauthn' | 'oneTimePassword' | 'redirect';
  /** What the client needs in order to answer. Holds no secret. */
  readonly request: Readonly<Record<string, string>>;
  /** At most five minutes away (semantics §1.6). */
  readonly endsAtMs: number;
}

/** Why a known account's proof was refused. For the log alone: the caller sees one text. */
export type RejectionReason =
  | 'wrongPassword'
  | 'emptyPassword'
  | 'passwordExpired'
  | 'certificateRefused'
  | 'tokenRefused'
  | 'ambiguousAccount'
  | 'challengeFailed';

/** Why a service could not answer. */
export type UnavailableReason =
  | 'unreachable'
  | 'timedOut'
  | 'misconfigured'
  | 'noAdapter'
  /** Too many are being served; try again after `retryAfterSeconds`. */
  | 'overloaded';

/** The five answers of an Identity Service. An expected outcome is never thrown. */
export type AuthenticationStep =
  | { readonly kind: 'verified'; readonly identity: VerifiedIdentity }
  | { readonly kind: 'challenge'; readonly challenge: Challenge }
  /** Unknown here, or the attempt holds no proof of this service's kind: the next service may know it. */
  | { readonly kind: 'notMine' }
  /** Known here, and the proof is wrong. */
  | { readonly kind: 'rejected'; readonly reason: RejectionReason }
  /** No answer: neither counted as a failure nor treated as a wrong password. */
  | {
      readonly kind: 'unavailable';
      readonly reason: UnavailableReason;
      readonly retryAfterSeconds?: number;
    };
