// Certificates as an attacker or a mistake would make them; for the tests of this package.

import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { pemText } from './certificates/pem-text.ts';
import { createSerialNumber } from './certificates/serial-number.ts';
import { randomBytes } from './digests.ts';
import type { Credential } from './keys/credential.ts';
import { certificateAlgorithm, createSigningKey, cryptoKeysOf } from './keys/signing-key.ts';
import {
  BasicConstraintsExtension,
  ExtendedKeyUsageExtension,
  type Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  X509Certificate,
  X509CertificateGenerator,
} from './x509-library.ts';

/** What differs from a good leaf; all that is not given is as it should be for the URI. */
export interface Forgery {
  readonly uri?: string;
  readonly names?: readonly { readonly type: 'url' | 'dns' | 'ip' | 'email'; readonly value: string }[];
  readonly usages?: readonly string[];
  readonly keyUsage?: number;
  readonly isAuthority?: boolean;
  readonly notBeforeMs?: number;
  readonly notAfterMs?: number;
  readonly subject?: string;
  readonly issuer?: string;
  readonly extra?: readonly Extension[];
  /** Who signs in place of the CA that is named. */
  readonly signingKey?: KeyObject;
  readonly hash?: 'SHA-256' | 'SHA-384';
  readonly key?: 'P-256' | 'P-384' | 'RSA';
}

/** Makes a leaf that a CA signed, however wrong it is. */
export async function forgeLeaf(ca: Credential, forgery: Forgery): Promise<Credential> {
  const { key: kind = 'P-256', hash = 'SHA-256', signingKey = ca.privateKey } = forgery;
  const pair = keyPairOf(kind);
  const certificate = await X509CertificateGenerator.create({
    serialNumber: createSerialNumber(randomBytes),
    subject: forgery.subject ?? 'CN=forged',
    issuer: forgery.issuer ?? new X509Certificate(ca.certificate).subjectName,
    notBefore: new Date(forgery.notBeforeMs ?? Date.now() - 60_000),
    notAfter: new Date(forgery.notAfterMs ?? Date.now() + 3_600_000),
    signingAlgorithm: { ...certificateAlgorithm, hash },
    publicKey: pair.publicKey,
    signingKey: signingKey.toCryptoKey(certificateAlgorithm, true, ['sign']),
    extensions: extensionsOf(forgery),
  });
  return { privateKey: pair.privateKey, certificate: pemText(certificate) };
}

function extensionsOf(forgery: Forgery): Extension[] {
  const names = forgery.names ?? (forgery.uri === undefined ? [] : [{ type: 'url', value: forgery.uri }]);
  return [
    new BasicConstraintsExtension(forgery.isAuthority ?? false, undefined, true),
    new KeyUsagesExtension(forgery.keyUsage ?? KeyUsageFlags.digitalSignature, true),
    new ExtendedKeyUsageExtension([...(forgery.usages ?? ['1.3.6.1.5.5.7.3.1'])]),
    ...(names.length === 0 ? [] : [new SubjectAlternativeNameExtension([...names])]),
    ...(forgery.extra ?? []),
  ];
}

function keyPairOf(kind: 'P-256' | 'P-384' | 'RSA') {
  if (kind === 'P-256') {
    const privateKey = createSigningKey();
    return { privateKey, publicKey: cryptoKeysOf(privateKey).publicKey };
  }
  const pair =
    kind === 'RSA'
      ? generateKeyPairSync('rsa', { modulusLength: 2048 })
      : generateKeyPairSync('ec', { namedCurve: 'P-384' });
  const algorithm =
    kind === 'RSA'
      ? { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
      : { name: 'ECDSA', namedCurve: 'P-384', hash: 'SHA-256' };
  return { privateKey: pair.privateKey, publicKey: pair.publicKey.toCryptoKey(algorithm, true, ['verify']) };
}
