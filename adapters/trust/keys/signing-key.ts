import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  type webcrypto,
} from 'node:crypto';
import { Secret } from '@interlock/base';

/** The algorithm of all keys that stand in certificates: ECDSA on P-256 with SHA-256. */
export const certificateAlgorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/** Makes a private key for a certificate. */
export function createSigningKey(): KeyObject {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
}

/** A private key in PEM (PKCS #8). */
export function signingKeyPem(key: KeyObject): Secret {
  return new Secret(key.export({ type: 'pkcs8', format: 'pem' }).toString());
}

/** Reads a private key; undefined where it is none, or none of the kind that certificates use. */
export function parseSigningKey(pem: Secret): KeyObject | undefined {
  try {
    const key = createPrivateKey(pem.reveal());
    return isCertificateKey(key) ? key : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a key is one on P-256; any other would be weaker than ours, or of no use to our tokens. */
export function isCertificateKey(key: KeyObject): boolean {
  return key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1';
}

/** Both halves of a key in the form that the X.509 library takes. */
export function cryptoKeysOf(key: KeyObject): webcrypto.CryptoKeyPair {
  return {
    privateKey: key.toCryptoKey(certificateAlgorithm, true, ['sign']),
    publicKey: createPublicKey(key).toCryptoKey(certificateAlgorithm, true, ['verify']),
  };
}
