import { constants } from 'node:crypto';
import type { SecureContextOptions } from 'node:tls';
import type { TlsMaterial } from './security.ts';

/**
 * What every handshake of hops 2 and 3 has in common: TLS 1.3 alone, and no resumption. To be given whole wherever
 * a secure context is set anew: what is not repeated falls back to Node's default.
 */
export function secureContextOptions(material: TlsMaterial): SecureContextOptions {
  return {
    key: material.key,
    cert: material.certificate,
    minVersion: 'TLSv1.3',
    maxVersion: 'TLSv1.3',
    // No session tickets: a resumed session never shows its certificate again (semantics §4.9).
    secureOptions: constants.SSL_OP_NO_TICKET,
  };
}

/** How long a handshake may take, in milliseconds. */
export const handshakeMsMax = 10_000;
