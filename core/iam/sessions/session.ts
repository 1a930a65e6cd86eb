import type { AccountName } from '@interlock/base';
import type { AccountKey } from '../accounts/account-key.ts';
import type { IdentityServiceId } from '../identity-services/identity-service-id.ts';

/** How the token of a session is sent: by a REST client in a header, or by the Cockpit's own page in a cookie. */
export type SessionTransport = 'header' | 'cookie';

/** One proof on which a session stands. Roles are derived from it anew at each decision (semantics §2.10). */
export interface SessionEvidence {
  readonly key: AccountKey;
  readonly serviceId: IdentityServiceId;
  /** The name as the service knows it. */
  readonly accountName: AccountName;
  /** The provider's groups, for services whose roles come from groups; otherwise empty. */
  readonly groups: readonly string[];
}

/** A session (semantics §3.1). The token itself is nowhere stored. */
export interface Session {
  /** 128 random bits, base64url: names the session in lists and logs, and is no secret. */
  readonly id: string;
  /** SHA-256 of the token, base64url. */
  readonly tokenHash: string;
  readonly transport: SessionTransport;
  /** SHA-256 of the page's origin value, base64url: present where the transport is a cookie (semantics §3.5). */
  readonly originHash?: string;
  /** The proofs; the first is the session's account, the others add their roles (semantics §1.3). Never empty. */
  readonly evidence: readonly SessionEvidence[];
  /** How it was proven: authentication method references (RFC 8176). */
  readonly methods: readonly string[];
  /** The client's address, and its User-Agent cut at 512 characters. */
  readonly address: string;
  readonly userAgent: string;
  readonly rememberMe: boolean;
  readonly startedAtMs: number;
  /** The last use by a person; written at most once a minute. */
  readonly lastUsedAtMs: number;
  /** How long it lives without use, in milliseconds. */
  readonly idleLimitMs: number;
  /** When it ends in any case. */
  readonly endsAtMs: number;
}
