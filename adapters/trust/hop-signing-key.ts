import { sign } from 'node:crypto';
import type { HopSigningKey } from '@interlock/hop';
import { derOf } from './certificates/create-authority.ts';
import { thumbprintOf } from './digests.ts';
import type { Credential } from './keys/credential.ts';

/** A key is asked for at each token, and a certificate is slow to read. */
const known = new WeakMap<Credential, HopSigningKey>();

/** The key with which a program makes its hop tokens: that of the certificate which it shows (semantics §4.3). */
export function hopSigningKey(credential: Credential): HopSigningKey {
  const key = known.get(credential) ?? signingKeyOf(credential);
  known.set(credential, key);
  return key;
}

function signingKeyOf({ privateKey, certificate }: Credential): HopSigningKey {
  return {
    kind: 'certificate',
    thumbprint: thumbprintOf(derOf(certificate)),
    sign: (text) =>
      sign('sha256', Buffer.from(text, 'ascii'), { key: privateKey, dsaEncoding: 'ieee-p1363' }),
  };
}
