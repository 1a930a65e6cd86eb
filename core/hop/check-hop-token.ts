import { type FolderPath, type Result, refuse, succeed } from '@interlock/base';
import { coversFolder } from './covers-folder.ts';
import { type HopClaims, hopSkewMsMax, hopTokenLifeMs } from './hop-claims.ts';
import type { HopRefusal, HopRefusalReason } from './hop-refusal.ts';
import type { ParsedHopToken } from './parse-hop-token.ts';
import type { ReplayGuard } from './replay-guard.ts';

/** The key that a token's sender must have signed with. `kind` says what it is bound to. */
export interface HopVerificationKey {
  /** The key of the certificate that the sender shows on this very connection. */
  readonly kind: 'certificate';
  /** SHA-256 of that certificate's DER, in base64url. */
  readonly thumbprint: string;
  /** Whether 64 bytes are a signature over the ASCII text: ECDSA P-256 with SHA-256. */
  verify(text: string, signature: Uint8Array): boolean;
}

/** What a token has to fit: this connection, this receiver, this request. */
export interface HopExpectations {
  readonly key: HopVerificationKey;
  /** The id of the peer, as its certificate proves it. */
  readonly issuer: string;
  /** The receiver's own id. */
  readonly audience: string;
  readonly act: string;
  /** SHA-256 of the body that came, in base64url. */
  readonly bodyDigest: string;
  /** The permissions that the act asks for; the token names one of them. Empty: it must name none. */
  readonly permissions: readonly string[];
  /** The folders of the targets, where they are known before the act looks them up. */
  readonly targetFolders?: readonly FolderPath[];
  /** The account that the request speaks of, where that is known before the act begins. */
  readonly subject?: string;
  /** Hop 3: the order and the job that the request speaks of, where they are known already. */
  readonly order?: string;
  readonly job?: string;
  readonly nowMs: number;
  /** When the receiver started: it may have accepted what was made before, and forgotten it. */
  readonly startedAtMs: number;
  /** By how much the clocks may differ, in milliseconds; default and most {@link hopSkewMsMax}. */
  readonly skewMs?: number;
  readonly replay: ReplayGuard;
}

/** Checks a token claim by claim; the first wrong one is the reason. The id counts as used only when all is right. */
export function checkHopToken(
  token: ParsedHopToken,
  expected: HopExpectations,
): Result<HopClaims, HopRefusal> {
  const { claims } = token;
  for (const [reason, isRight, message] of checks) {
    if (!isRight(token, expected)) return refuse({ reason, message, tokenId: claims.jti });
  }
  return succeed(claims);
}

type Check = readonly [
  reason: HopRefusalReason,
  isRight: (token: ParsedHopToken, expected: HopExpectations) => boolean,
  message: string,
];

// Their order is the point: nothing of an unproved token is looked at but the name of its certificate, and its id is
// used up only by a token that is right in all else.
const checks: readonly Check[] = [
  [
    'x5t#S256',
    ({ header }, { key }) => header['x5t#S256'] === key.thumbprint,
    'The hop token belongs to another certificate than the one of this connection.',
  ],
  [
    'signature',
    ({ signingInput, signature }, { key }) => signature.length === 64 && key.verify(signingInput, signature),
    'The signature of the hop token is not good.',
  ],
  ['iss', ({ claims }, { issuer }) => claims.iss === issuer, 'The hop token names another sender.'],
  ['aud', ({ claims }, { audience }) => claims.aud === audience, 'The hop token is for another receiver.'],
  ['exp', isLive, 'The hop token has expired, or would live for too long.'],
  ['iat', isMadeInTime, 'The hop token was made before this program started, or in the future.'],
  ['act', ({ claims }, { act }) => claims.act === act, 'The hop token is for another action.'],
  ['bd', ({ claims }, { bodyDigest }) => claims.bd === bodyDigest, 'The hop token is for another body.'],
  [
    'sub',
    ({ claims }, { subject }) => subject === undefined || claims.sub === subject,
    'The hop token is for another account.',
  ],
  ['perm', isPermitted, 'The hop token does not name the permission that the action asks for.'],
  [
    'folder',
    ({ claims }, { targetFolders = [] }) => targetFolders.every((folder) => coversFolder(claims, folder)),
    'The folders of the hop token do not cover the target.',
  ],
  [
    'order',
    ({ claims }, { order }) => order === undefined || claims.order === order,
    'The hop token is for another order.',
  ],
  [
    'job',
    ({ claims }, { job }) => job === undefined || claims.job === job,
    'The hop token is for another job.',
  ],
  ['jti', isFirstUse, 'The hop token was used before, or too many are in use.'],
];

function isLive({ claims }: ParsedHopToken, expected: HopExpectations): boolean {
  const expMs = inMs(claims.exp);
  const lifeMs = expMs - inMs(claims.iat);
  return lifeMs > 0 && lifeMs <= hopTokenLifeMs && expected.nowMs < expMs + skewMs(expected);
}

function isMadeInTime({ claims }: ParsedHopToken, expected: HopExpectations): boolean {
  const iatMs = inMs(claims.iat);
  return iatMs >= expected.startedAtMs && iatMs <= expected.nowMs + skewMs(expected);
}

function isPermitted({ claims }: ParsedHopToken, { permissions }: HopExpectations): boolean {
  return claims.perm === undefined ? permissions.length === 0 : permissions.includes(claims.perm);
}

function isFirstUse({ claims }: ParsedHopToken, expected: HopExpectations): boolean {
  const lastMs = inMs(claims.exp) + skewMs(expected);
  return expected.replay.accept(claims.jti, lastMs, expected.nowMs) === 'new';
}

function skewMs(expected: HopExpectations): number {
  return Math.min(expected.skewMs ?? hopSkewMsMax, hopSkewMsMax);
}

function inMs(seconds: number): number {
  return Math.round(seconds * 1_000);
}
