import type { Sha256 } from '@interlock/base';
import type { Credential } from '@interlock/cockpit-api';
import { type SessionTransport, tokenHash } from '@interlock/iam';

/** What a request shows, as it is stored: the hash of its token, and of which kind that is. */
export interface ShownToken {
  readonly kind: SessionTransport | 'api';
  readonly hash: string;
}

/**
 * The token of a credential; undefined where there is none, and where a value of one kind comes in the place of
 * another (semantics §3.5).
 */
export function shownToken(credential: Credential, sha256: Sha256): ShownToken | undefined {
  if (credential.kind === 'none') return undefined;
  if (credential.kind === 'page') return shownAs('cookie', credential.cookie.reveal(), sha256);
  const text = credential.token.reveal();
  return shownAs('header', text, sha256) ?? shownAs('api', text, sha256);
}

function shownAs(kind: ShownToken['kind'], text: string, sha256: Sha256): ShownToken | undefined {
  const hash = tokenHash(kind, text, sha256);
  return hash === undefined ? undefined : { kind, hash };
}
