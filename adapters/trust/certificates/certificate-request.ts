import { createPublicKey, type KeyObject } from 'node:crypto';
import { problem, type Result, refuse, succeed } from '@interlock/base';
import { certificateAlgorithm, cryptoKeysOf, isCertificateKey } from '../keys/signing-key.ts';
import { Pkcs10CertificateRequest, Pkcs10CertificateRequestGenerator } from '../x509-library.ts';
import { pemText } from './pem-text.ts';

/** Makes a certificate request (RFC 2986) in PEM. It carries the key and proves that it is held; it names nobody. */
export async function createCertificateRequest(key: KeyObject): Promise<string> {
  const request = await Pkcs10CertificateRequestGenerator.create({
    name: 'CN=Interlock',
    keys: cryptoKeysOf(key),
    signingAlgorithm: certificateAlgorithm,
  });
  return pemText(request);
}

/**
 * The public key of a certificate request whose sender holds the private one. Nothing else of the request is looked
 * at: names, usages and whatever else it asks for are not its sender's to decide (semantics §4.1).
 */
export async function keyOfCertificateRequest(pem: string): Promise<Result<KeyObject>> {
  try {
    const request = new Pkcs10CertificateRequest(pem);
    const key = createPublicKey({
      key: Buffer.from(request.publicKey.rawData),
      format: 'der',
      type: 'spki',
    });
    if (!isCertificateKey(key)) return refused('its key is not one on P-256');
    return (await request.verify()) ? succeed(key) : refused('its sender does not hold its key');
  } catch {
    return refused('it can not be read');
  }
}

function refused(why: string): Result<never> {
  return refuse(problem('CertificateRefused', `The certificate request is refused: ${why}.`));
}
