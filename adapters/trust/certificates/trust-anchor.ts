import type { X509Certificate } from 'node:crypto';
import { problem, type Result, refuse, succeed } from '@interlock/base';
import { thumbprintOf } from '../digests.ts';
import { isCertificateKey } from '../keys/signing-key.ts';
import { derOf } from './create-authority.ts';
import { keyUsageFlags, type LeafFacts, readLeaf } from './read-leaf.ts';

/** The CA for programs, as its certificate shows it to those who trust it. */
export interface TrustAnchor {
  readonly certificate: X509Certificate;
  readonly fingerprint: string;
  readonly notBeforeMs: number;
  readonly notAfterMs: number;
}

/** Reads the CA's certificate and checks that it may issue certificates. */
export function trustAnchor(certificatePem: string): Result<TrustAnchor> {
  const facts = factsOf(certificatePem);
  if (facts === undefined || !isAuthority(facts))
    return refuse(problem('CertificateRefused', 'The certificate is not that of a CA for programs.'));
  const { certificate, notBeforeMs, notAfterMs } = facts;
  return succeed({ certificate, fingerprint: thumbprintOf(certificate.raw), notBeforeMs, notAfterMs });
}

function factsOf(certificatePem: string): LeafFacts | undefined {
  try {
    return readLeaf(derOf(certificatePem));
  } catch {
    return undefined;
  }
}

function isAuthority({ certificate, isAuthority: ca, keyUsage }: LeafFacts): boolean {
  return (
    ca &&
    (keyUsage & keyUsageFlags.keyCertSign) !== 0 &&
    isCertificateKey(certificate.publicKey) &&
    certificate.checkIssued(certificate) &&
    certificate.verify(certificate.publicKey)
  );
}
