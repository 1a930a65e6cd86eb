import type { SessionItem } from '@interlock/cockpit-api';
import { type IdentityServiceSettings, type Session, sessionState } from '@interlock/iam';
import { isoTime } from './iso-time.ts';

/** A session as lists show it. */
export function sessionAnswer(
  session: Session,
  service: Pick<IdentityServiceSettings, 'type' | 'name'> | undefined,
  nowMs: number,
  ownId: string,
): SessionItem {
  const state = sessionState(session, nowMs);
  return {
    id: session.id,
    accountName: session.evidence[0]?.accountName ?? '',
    identityService: service === undefined ? '' : `${service.type}:${service.name}`,
    timeout: state.kind === 'live' ? state.remainingMs : 0,
    isOwn: session.id === ownId,
    transport: session.transport,
    address: session.address,
    userAgent: session.userAgent,
    rememberMe: session.rememberMe,
    startedAt: isoTime(session.startedAtMs),
    lastUsedAt: isoTime(session.lastUsedAtMs),
    endsAt: isoTime(session.endsAtMs),
  };
}
