import { base64url, type Clock, type RandomBytes, refuse, succeed } from '@interlock/base';
import {
  buildHopToken,
  checkHopToken,
  type HopClaims,
  type HopSigningKey,
  hopProblem,
  hopTokenLifeMs,
  parseHopToken,
  replayGuard,
} from '@interlock/hop';
import type { SignToken, TokenRequest, VerifyToken } from './security.ts';

/** Who sends hop tokens, and with what. */
export interface HopSender {
  /** The sender's own id. */
  readonly id: string;
  /** The key of the certificate that this end shows; asked at each token, so that a renewal takes effect. */
  readonly key: () => HopSigningKey;
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
}

/** Makes hop tokens with claims as semantics §4.3 has them. */
export function hopTokenSigner(sender: HopSender): SignToken {
  return (request) => buildHopToken(claimsOf(request, sender), sender.key());
}

function claimsOf(request: TokenRequest, { id, clock, randomBytes }: HopSender): HopClaims {
  const { audience, act, bodyDigest, account, permission, folders, orderId, jobName } = request;
  const nowMs = clock.now();
  return {
    iss: id,
    aud: audience,
    iat: nowMs / 1_000,
    exp: (nowMs + hopTokenLifeMs) / 1_000,
    jti: base64url(randomBytes(16)),
    act,
    bd: bodyDigest,
    sub: account ?? id,
    ...(permission === undefined ? {} : { perm: permission }),
    ...(folders === undefined ? {} : { folders }),
    ...(orderId === undefined ? {} : { order: orderId }),
    ...(jobName === undefined ? {} : { job: jobName }),
  };
}

/** Who receives hop tokens. */
export interface HopReceiver {
  /** The receiver's own id. */
  readonly id: string;
  readonly clock: Clock;
}

/** Verifies hop tokens. It remembers those that it has accepted, so a program makes one for each of its listeners. */
export function hopTokenVerifier({ id, clock }: HopReceiver): VerifyToken {
  const startedAtMs = clock.now();
  const replay = replayGuard();
  return (token, { act, bodyDigest, peer, permissions, account, orderId, jobName }) => {
    const parsed = parseHopToken(token);
    if (!parsed.ok) return refuse(hopProblem(parsed.problem));
    const checked = checkHopToken(parsed.value, {
      key: peer,
      issuer: peer.id,
      audience: id,
      act,
      bodyDigest,
      permissions,
      nowMs: clock.now(),
      startedAtMs,
      replay,
      ...(account === undefined ? {} : { subject: account }),
      ...(orderId === undefined ? {} : { order: orderId }),
      ...(jobName === undefined ? {} : { job: jobName }),
    });
    return checked.ok ? succeed(checked.value) : refuse(hopProblem(checked.problem));
  };
}

/** What a token says of itself, for the trail of a refusal; nothing of it is proved. */
export function tokenIdOf(token: string | undefined): { readonly tokenId?: string } {
  const parsed = parseHopToken(token ?? '');
  return parsed.ok ? { tokenId: parsed.value.claims.jti } : {};
}

/** The token of a request, where it brings one. */
export function bearerOf(authorization: string | undefined): string | undefined {
  return /^Bearer ([A-Za-z0-9._-]{1,8192})$/.exec(authorization ?? '')?.[1];
}
