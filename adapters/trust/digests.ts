import { createHash, randomBytes as random } from 'node:crypto';
import { base64url, type RandomBytes, type Sha256 } from '@interlock/base';

/** SHA-256 of Node, for the core. */
export const sha256: Sha256 = (data) => createHash('sha256').update(data).digest();

/** Random bytes of the operating system, for the core. */
export const randomBytes: RandomBytes = (count) => random(count);

/** The thumb-print of a certificate: SHA-256 of its DER, in base64url (RFC 8705 §3.1). */
export function thumbprintOf(der: Uint8Array): string {
  return base64url(sha256(der));
}
