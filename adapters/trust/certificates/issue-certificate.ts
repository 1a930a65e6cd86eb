import type { KeyObject } from 'node:crypto';
import type { RandomBytes } from '@interlock/base';
import { certificateAlgorithm } from '../keys/signing-key.ts';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsageExtension,
  type Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '../x509-library.ts';
import { type CertificateUsage, usageIds } from './object-ids.ts';
import { pemText } from './pem-text.ts';
import { createSerialNumber } from './serial-number.ts';

/** One name that a certificate vouches for. */
export interface CertificateName {
  readonly type: 'url' | 'dns' | 'ip';
  readonly value: string;
}

/** What a leaf certificate is to say. */
export interface LeafCertificate {
  /** For the eye alone; nothing is decided by it. Letters, digits, spaces; 64 characters at most. */
  readonly subject: string;
  readonly names: readonly CertificateName[];
  readonly usage: CertificateUsage;
  readonly publicKey: KeyObject;
  readonly nowMs: number;
  readonly lifeMs: number;
}

/** Who signs it. */
export interface CertificateIssuer {
  readonly privateKey: KeyObject;
  /** PEM. */
  readonly certificate: string;
}

/** By how much a certificate is back-dated, so that a peer whose clock is slow takes it, in milliseconds. */
export const backDatedMs = 5 * 60_000;

/** Issues a leaf certificate; it never outlives its issuer. PEM. */
export async function issueCertificate(
  leaf: LeafCertificate,
  issuer: CertificateIssuer,
  randomBytes: RandomBytes,
): Promise<string> {
  const ca = new X509Certificate(issuer.certificate);
  const publicKey = leaf.publicKey.toCryptoKey(certificateAlgorithm, true, ['verify']);
  const issued = await X509CertificateGenerator.create({
    serialNumber: createSerialNumber(randomBytes),
    subject: `CN=${leaf.subject}`,
    issuer: ca.subjectName,
    notBefore: new Date(leaf.nowMs - backDatedMs),
    notAfter: new Date(Math.min(leaf.nowMs + leaf.lifeMs, ca.notAfter.getTime())),
    signingAlgorithm: certificateAlgorithm,
    publicKey,
    signingKey: issuer.privateKey.toCryptoKey(certificateAlgorithm, true, ['sign']),
    extensions: [
      ...leafExtensions(leaf),
      await SubjectKeyIdentifierExtension.create(publicKey),
      await AuthorityKeyIdentifierExtension.create(ca.publicKey),
    ],
  });
  return pemText(issued);
}

function leafExtensions({ names, usage }: LeafCertificate): readonly Extension[] {
  return [
    new BasicConstraintsExtension(false, undefined, true),
    new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
    new ExtendedKeyUsageExtension([usageIds[usage]]),
    new SubjectAlternativeNameExtension([...names]),
  ];
}
