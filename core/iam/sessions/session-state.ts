import type { Sha256 } from '@interlock/base';
import type { Session } from './session.ts';
import { tokenHash } from './session-token.ts';

/** How a session stands. */
export type SessionState =
  | { readonly kind: 'live'; readonly remainingMs: number }
  /** Not used for as long as its idle limit. */
  | { readonly kind: 'idle' }
  /** Past its absolute end. */
  | { readonly kind: 'ended' };

/** How a session stands at a time. `remainingMs` is what is left without further use. */
export function sessionState(session: Session, nowMs: number): SessionState {
  if (nowMs >= session.endsAtMs) return { kind: 'ended' };
  const idleEndMs = session.lastUsedAtMs + session.idleLimitMs;
  if (nowMs >= idleEndMs) return { kind: 'idle' };
  return { kind: 'live', remainingMs: Math.min(idleEndMs, session.endsAtMs) - nowMs };
}

/** How often a use is written at most; with a short idle limit four times within it. An idle session may end so much early. */
export const touchIntervalMs = 60_000;

/**
 * The time to write for a use by a person, or undefined where the last one is younger than the interval. Calls marked
 * as background, event streams and polling are no use and don't come here (semantics §3.2).
 */
export function touch(session: Session, nowMs: number): number | undefined {
  const intervalMs = Math.min(touchIntervalMs, session.idleLimitMs / 4);
  return nowMs - session.lastUsedAtMs >= intervalMs ? nowMs : undefined;
}

/**
 * Whether the value that the page sent beside its cookie is that of this session. A cookie alone authorises nothing
 * (semantics §3.5); a session of a REST client needs none.
 */
export function originProven(session: Session, originValue: string | undefined, sha256: Sha256): boolean {
  if (session.transport === 'header') return true;
  const hash = originValue === undefined ? undefined : tokenHash('origin', originValue, sha256);
  // Both sides are SHA-256 of 256 random bits, so the time of this comparison tells nothing of use.
  return hash !== undefined && hash === session.originHash;
}
