import { type KeyObject, X509Certificate } from 'node:crypto';
import type { RandomBytes } from '@interlock/base';
import type { Credential } from '../keys/credential.ts';
import { certificateAlgorithm, createSigningKey, cryptoKeysOf } from '../keys/signing-key.ts';
import {
  BasicConstraintsExtension,
  type Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
} from '../x509-library.ts';
import { backDatedMs } from './issue-certificate.ts';
import { pemText } from './pem-text.ts';
import { createSerialNumber } from './serial-number.ts';

/** What a CA is to be. */
export interface NewAuthority {
  /** Its common name: letters, digits, spaces, dots, hyphens; 64 characters at most. */
  readonly subject: string;
  /** How many CAs may stand below it in a chain. */
  readonly pathLength: number;
  readonly nameConstraints: Extension;
  readonly nowMs: number;
}

/** How long a CA lives, in milliseconds: ten years. */
export const authorityLifeMs = 3_650 * 24 * 3_600_000;

/** Makes a CA with a fresh key; it signs itself. */
export async function createAuthority(
  authority: NewAuthority,
  randomBytes: RandomBytes,
): Promise<Credential> {
  const privateKey = createSigningKey();
  return { privateKey, certificate: await certificateOf(authority, privateKey, randomBytes) };
}

async function certificateOf(
  { subject, pathLength, nameConstraints, nowMs }: NewAuthority,
  privateKey: KeyObject,
  randomBytes: RandomBytes,
): Promise<string> {
  const keys = cryptoKeysOf(privateKey);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: createSerialNumber(randomBytes),
    name: `CN=${subject}`,
    notBefore: new Date(nowMs - backDatedMs),
    notAfter: new Date(nowMs + authorityLifeMs),
    signingAlgorithm: certificateAlgorithm,
    keys,
    extensions: [
      new BasicConstraintsExtension(true, pathLength, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      nameConstraints,
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return pemText(certificate);
}

/** The DER of a certificate in PEM. */
export function derOf(certificatePem: string): Uint8Array {
  return new X509Certificate(certificatePem).raw;
}
