import { base64url, type RandomBytes, Secret, type Sha256 } from '@interlock/base';

/**
 * What kinds of random value the Cockpit gives to clients. Each begins in its own way, so that a cookie's value is
 * refused in the header and the reverse (semantics §3.5), and a scanner finds one that leaked.
 */
export const tokenKinds = {
  /** The token of a REST client, sent in X-Access-Token. */
  header: 'ilh_',
  /** An API token, sent as the token of a REST client is. */
  api: 'ila_',
  /** The token of the Cockpit's page, in its cookie. */
  cookie: 'ilc_',
  /** The value that the page sends in a header beside its cookie. */
  origin: 'ilo_',
  /** The mark of a browser, which proves nothing. */
  device: 'ild_',
} as const;

/** The kind of such a value. */
export type TokenKind = keyof typeof tokenKinds;

const randomLength = 43;

/** Makes a value of 256 random bits: prefix and base64url, 47 characters. */
export function newToken(kind: TokenKind, random: RandomBytes): Secret {
  return new Secret(`${tokenKinds[kind]}${base64url(random(32))}`);
}

/**
 * The SHA-256 of a value as it is stored, base64url of the whole text; undefined where the text has not the form of
 * this kind, so that nothing else is ever looked up.
 */
export function tokenHash(kind: TokenKind, text: string, sha256: Sha256): string | undefined {
  const prefix = tokenKinds[kind];
  if (text.length !== prefix.length + randomLength || !text.startsWith(prefix)) return undefined;
  return /^[\w-]+$/.test(text) ? base64url(sha256(text)) : undefined;
}
