import type { AccountName, Secret } from '@interlock/base';

/** What a client brings to a login, checked in form and proven in nothing. Services take what is of their kind. */
export interface LoginAttempt {
  /** The name that the client claims, canonical without regard to case (semantics §1.8). */
  readonly accountName?: AccountName;
  /** The password as it was typed. */
  readonly password?: Secret;
  /** DER of the certificate whose key this TLS connection has proven. */
  readonly clientCertificate?: Uint8Array;
  /** The answer of an OpenID provider (RFC 6749 §4.1.2, RFC 7636). */
  readonly authorizationCode?: {
    readonly code: Secret;
    readonly codeVerifier: Secret;
    readonly redirectUri: string;
  };
}
