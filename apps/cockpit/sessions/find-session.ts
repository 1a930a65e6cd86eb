import type { Sha256 } from '@interlock/base';
import type { Credential } from '@interlock/cockpit-api';
import { originProven, type Session, type SessionStore, sessionState, tokenHash } from '@interlock/iam';
import { originValueOf } from './page-value.ts';

/**
 * The live session that a credential belongs to; undefined where there is none, and where a cookie's value comes in
 * the header, a header's in a cookie, or a cookie without the value that its page made (semantics §3.5).
 */
export async function findSession(
  sessions: Pick<SessionStore, 'find'>,
  credential: Credential,
  nowMs: number,
  sha256: Sha256,
): Promise<Session | undefined> {
  if (credential.kind === 'none') return undefined;
  const isPage = credential.kind === 'page';
  const token = isPage ? credential.cookie : credential.token;
  const hash = tokenHash(isPage ? 'cookie' : 'header', token.reveal(), sha256);
  const session = hash === undefined ? undefined : await sessions.find(hash);
  if (session === undefined || session.transport !== (isPage ? 'cookie' : 'header')) return undefined;
  const originValue = isPage ? originValueOf(credential.pageValue).reveal() : undefined;
  if (!originProven(session, originValue, sha256)) return undefined;
  return sessionState(session, nowMs).kind === 'live' ? session : undefined;
}
