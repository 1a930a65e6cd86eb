import { asciiJson, canonicalJson, fromBase64url, type Result, refuse, succeed } from '@interlock/base';
import { type HopClaims, hopTokenBytesMax, isHopClaims } from './hop-claims.ts';
import type { HopRefusal, HopRefusalReason } from './hop-refusal.ts';

/** The type of a hop token (RFC 7515 §4.1.9): no other token is one, and it is no other. */
export const hopTokenType = 'interlock-hop+jwt';

/** A hop token that can be read. Nothing of it is proved. */
export interface ParsedHopToken {
  readonly header: { readonly alg: 'ES256'; readonly typ: typeof hopTokenType; readonly 'x5t#S256': string };
  readonly claims: HopClaims;
  /** What was signed. */
  readonly signingInput: string;
  readonly signature: Uint8Array;
}

/**
 * Reads a hop token as strictly as it was made: three parts, each in the one canonical base64url form, JSON in the
 * one canonical form (so no member stands twice), exactly the header members that we write, no others.
 */
export function parseHopToken(token: string): Result<ParsedHopToken, HopRefusal> {
  if (token.length > hopTokenBytesMax) return refused('malformed', 'The hop token is too long.');
  const parts = token.split('.');
  const [headerPart, claimsPart, signaturePart] = parts;
  if (
    parts.length !== 3 ||
    headerPart === undefined ||
    claimsPart === undefined ||
    signaturePart === undefined
  )
    return refused('malformed', 'A hop token has three parts.');
  const header = headerOf(readJson(headerPart));
  if (!header.ok) return header;
  const claims = readJson(claimsPart);
  const signature = fromBase64url(signaturePart);
  if (!isHopClaims(claims) || signature === undefined)
    return refused('malformed', 'The hop token is not well formed.');
  const signingInput = `${headerPart}.${claimsPart}`;
  return succeed({ header: header.value, claims, signingInput, signature });
}

function headerOf(header: unknown): Result<ParsedHopToken['header'], HopRefusal> {
  if (typeof header !== 'object' || header === null)
    return refused('malformed', 'The hop token has no readable header.');
  const { alg, typ, 'x5t#S256': thumbprint, ...others } = header as Readonly<Record<string, unknown>>;
  if (alg !== 'ES256') return refused('alg', 'A hop token is signed with ES256.');
  if (typ !== hopTokenType) return refused('typ', `A hop token has the type ${hopTokenType}.`);
  if (typeof thumbprint !== 'string' || !/^[A-Za-z0-9_-]{43}$/.test(thumbprint))
    return refused('x5t#S256', 'The hop token does not name the certificate of its sender.');
  // crit, kid, jwk, x5u … : whatever they ask for, nobody here would do it (RFC 7515 §4.1.11).
  const [other] = Object.keys(others);
  if (other !== undefined)
    return refused('malformed', 'The hop token has a header member that nobody knows.');
  return succeed({ alg, typ, 'x5t#S256': thumbprint });
}

function readJson(part: string): unknown {
  const bytes = fromBase64url(part);
  if (bytes === undefined || bytes.some((byte) => byte > 0x7e)) return undefined;
  const text = String.fromCharCode(...bytes);
  try {
    const value: unknown = JSON.parse(text);
    return asciiJson(canonicalJson(value)) === text ? value : undefined;
  } catch {
    return undefined;
  }
}

function refused(reason: HopRefusalReason, message: string): Result<never, HopRefusal> {
  return refuse({ reason, message });
}
