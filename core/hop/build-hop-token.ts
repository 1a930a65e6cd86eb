import {
  asciiJson,
  base64url,
  canonicalJson,
  type Problem,
  problem,
  type Result,
  refuse,
  succeed,
} from '@interlock/base';
import { type HopClaims, hopTokenBytesMax, isHopClaims } from './hop-claims.ts';
import { hopTokenType } from './parse-hop-token.ts';

/** The key with which a hop token is made. `kind` says what it is bound to. */
export interface HopSigningKey {
  /** The key of the sender's certificate, ES256. */
  readonly kind: 'certificate';
  /** SHA-256 of the certificate's DER, in base64url. */
  readonly thumbprint: string;
  /** ECDSA P-256 with SHA-256 over the ASCII text; 64 bytes, r and s (RFC 7518 §3.4). */
  sign(text: string): Uint8Array;
}

/** Makes a hop token. Equal claims and keys give equal texts to sign. */
export function buildHopToken(claims: HopClaims, key: HopSigningKey): Result<string> {
  const header = { alg: 'ES256', typ: hopTokenType, 'x5t#S256': key.thumbprint };
  if (!isHopClaims(claims)) return refuse(unfit('The claims of the hop token are not well formed.'));
  const signingInput = `${encode(header)}.${encode(claims)}`;
  const token = `${signingInput}.${base64url(key.sign(signingInput))}`;
  if (token.length > hopTokenBytesMax)
    return refuse(problem('TooLarge', 'The hop token would be too long: it names too many folders.'));
  return succeed(token);
}

function encode(value: object): string {
  const text = asciiJson(canonicalJson(value));
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return base64url(bytes);
}

function unfit(message: string): Problem {
  return problem('InvalidInput', message);
}
