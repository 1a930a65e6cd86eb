import type { RandomBytes } from '@interlock/base';
import { backDatedMs } from '../certificates/issue-certificate.ts';
import { pemText } from '../certificates/pem-text.ts';
import { createSerialNumber } from '../certificates/serial-number.ts';
import { type Credential, tlsMaterialOf } from '../keys/credential.ts';
import { certificateAlgorithm, createSigningKey, cryptoKeysOf } from '../keys/signing-key.ts';
import { X509CertificateGenerator } from '../x509-library.ts';

/**
 * A fresh key with a certificate of its own making, for a listener that waits to be joined. Nobody trusts it, and
 * nobody has to: the proofs over the connection decide.
 */
export async function createJoinCertificate(
  nowMs: number,
  randomBytes: RandomBytes,
): Promise<ReturnType<typeof tlsMaterialOf>> {
  const privateKey = createSigningKey();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: createSerialNumber(randomBytes),
    name: 'CN=Interlock join',
    notBefore: new Date(nowMs - backDatedMs),
    notAfter: new Date(nowMs + 24 * 3_600_000),
    signingAlgorithm: certificateAlgorithm,
    keys: cryptoKeysOf(privateKey),
  });
  const credential: Credential = { privateKey, certificate: pemText(certificate) };
  return tlsMaterialOf(credential);
}
