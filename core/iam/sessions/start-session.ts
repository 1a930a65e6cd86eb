import { base64url, type RandomBytes, type Secret, type Sha256 } from '@interlock/base';
import type { Session, SessionEvidence, SessionTransport } from './session.ts';
import type { SessionSettings } from './session-settings.ts';
import { newToken, tokenHash } from './session-token.ts';

/** What a new session is made of. */
export interface SessionStart {
  readonly transport: SessionTransport;
  readonly evidence: readonly [SessionEvidence, ...SessionEvidence[]];
  readonly methods: readonly string[];
  readonly address: string;
  readonly userAgent: string;
  /** Asked for by the client; without effect where Remember me is switched off. */
  readonly rememberMe: boolean;
  /**
   * The random value that the page made for this login (semantics §3.5), in the form of the kind `origin`; for the
   * transport `cookie`. Absent: one is made here and given back.
   */
  readonly originValue?: Secret;
  /** When the provider's grant ends, in milliseconds since the epoch (semantics §3.7). */
  readonly grantEndsAtMs?: number;
}

/** A new session with what its client alone gets to know. */
export interface StartedSession {
  readonly session: Session;
  readonly token: Secret;
  /** The page's own value, where the transport is a cookie (semantics §3.5). */
  readonly originValue?: Secret;
}

/** Where chance and hashing come from. */
export interface SessionSources {
  readonly random: RandomBytes;
  readonly sha256: Sha256;
}

const userAgentLengthMax = 512;

/**
 * Makes a session (semantics §3.1, §3.2). It is always new: nothing that a client sent enters its token.
 *
 * @throws TypeError where the page's value has not its form, which the border checks before.
 */
export function startSession(
  start: SessionStart,
  settings: SessionSettings,
  nowMs: number,
  { random, sha256 }: SessionSources,
): StartedSession {
  const { grantEndsAtMs = Number.POSITIVE_INFINITY, originValue, ...kept } = start;
  const rememberMe = start.rememberMe && settings.rememberMeLimitMs > 0;
  const limitMs = rememberMe ? settings.rememberMeLimitMs : settings.absoluteLimitMs;
  const endsAtMs = Math.min(nowMs + limitMs, grantEndsAtMs);
  const session = {
    ...kept,
    id: base64url(random(16)),
    userAgent: start.userAgent.slice(0, userAgentLengthMax),
    rememberMe,
    startedAtMs: nowMs,
    lastUsedAtMs: nowMs,
    idleLimitMs: rememberMe ? Math.max(0, endsAtMs - nowMs) : settings.idleLimitMs,
    endsAtMs,
  };
  return withTokens(session, { random, sha256 }, originValue);
}

/**
 * The same session under a new id and new tokens, for the one who changed the password or proved more
 * (semantics §3.6). Its limits stay where they were; the old one has to be removed.
 *
 * @param originValue the page's own value where it is to stay the same.
 */
export function renewSession(
  session: Session,
  sources: SessionSources,
  originValue?: Secret,
): StartedSession {
  const { tokenHash: _, originHash: __, ...kept } = session;
  return withTokens({ ...kept, id: base64url(sources.random(16)) }, sources, originValue);
}

function withTokens(
  session: Omit<Session, 'tokenHash' | 'originHash'>,
  { random, sha256 }: SessionSources,
  given?: Secret,
): StartedSession {
  const token = newToken(session.transport, random);
  const hashed = { ...session, tokenHash: hashOf(session.transport, token, sha256) };
  if (session.transport === 'header') return { session: hashed, token };
  const originValue = given ?? newToken('origin', random);
  return { session: { ...hashed, originHash: hashOf('origin', originValue, sha256) }, token, originValue };
}

function hashOf(kind: SessionTransport | 'origin', token: Secret, sha256: Sha256): string {
  const hash = tokenHash(kind, token.reveal(), sha256);
  if (hash === undefined) throw new TypeError(`a value of the kind ${kind} has not its form`);
  return hash;
}
