import { createHash } from 'node:crypto';

/** SHA-256 of a body in base64url, as a hop token's `bd` names it (semantics §4.3). No body is the empty body. */
export function bodyDigest(body: Uint8Array | string): string {
  return createHash('sha256').update(body).digest('base64url');
}
