import { X509Certificate } from 'node:crypto';
import { AsnConvert } from '@peculiar/asn1-schema';
import {
  BasicConstraints,
  Certificate,
  ExtendedKeyUsage,
  type Extension,
  KeyUsage,
  KeyUsageFlags,
  SubjectAlternativeName,
} from '@peculiar/asn1-x509';
import { extensionIds } from './object-ids.ts';

/** What a certificate says that decides about its owner, read from DER, never from a printed form. */
export interface LeafFacts {
  /** For its signature, its issuer and its key. */
  readonly certificate: X509Certificate;
  readonly notBeforeMs: number;
  readonly notAfterMs: number;
  /** Lower-case hexadecimal. */
  readonly serialNumber: string;
  /** The object ids of both places that name the signature's algorithm. */
  readonly signatureAlgorithms: readonly string[];
  readonly isAuthority: boolean;
  /** Flags of RFC 5280 §4.2.1.3. */
  readonly keyUsage: number;
  readonly extendedKeyUsages: readonly string[];
  /** The alternative names that are URIs, and how many names there are in all. */
  readonly uris: readonly string[];
  readonly namesCount: number;
  /** Critical extensions that nobody here understands. */
  readonly unknownCritical: readonly string[];
}

/** Flags of the key usage that matter here. */
export const keyUsageFlags = {
  digitalSignature: KeyUsageFlags.digitalSignature,
  keyCertSign: KeyUsageFlags.keyCertSign,
  cRLSign: KeyUsageFlags.cRLSign,
} as const;

const derBytesMax = 16 * 1024;

/** Reads a certificate; undefined where it is none, is too large, or says something twice. */
export function readLeaf(der: Uint8Array): LeafFacts | undefined {
  if (der.length > derBytesMax || !isWhole(der)) return undefined;
  try {
    return factsOf(AsnConvert.parse(der, Certificate), new X509Certificate(der));
  } catch {
    return undefined;
  }
}

// Neither reader minds what follows the certificate; we do.
function isWhole(der: Uint8Array): boolean {
  const length = ((der[2] ?? 0) << 8) | (der[3] ?? 0);
  return der[0] === 0x30 && der[1] === 0x82 && der.length === length + 4;
}

function factsOf(
  { tbsCertificate, signatureAlgorithm }: Certificate,
  certificate: X509Certificate,
): LeafFacts {
  const extensions = new Map<string, Extension>();
  for (const extension of tbsCertificate.extensions ?? []) {
    if (extensions.has(extension.extnID)) throw new Error('an extension stands twice');
    extensions.set(extension.extnID, extension);
  }
  const names = [...(read(extensions, extensionIds.subjectAlternativeName, SubjectAlternativeName) ?? [])];
  return {
    certificate,
    notBeforeMs: tbsCertificate.validity.notBefore.getTime().getTime(),
    notAfterMs: tbsCertificate.validity.notAfter.getTime().getTime(),
    serialNumber: Buffer.from(tbsCertificate.serialNumber).toString('hex'),
    signatureAlgorithms: [signatureAlgorithm.algorithm, tbsCertificate.signature.algorithm],
    isAuthority: read(extensions, extensionIds.basicConstraints, BasicConstraints)?.cA ?? false,
    keyUsage: read(extensions, extensionIds.keyUsage, KeyUsage)?.toNumber() ?? 0,
    extendedKeyUsages: [...(read(extensions, extensionIds.extendedKeyUsage, ExtendedKeyUsage) ?? [])],
    uris: names.flatMap(({ uniformResourceIdentifier: uri }) => (uri === undefined ? [] : [uri])),
    namesCount: names.length,
    unknownCritical: [...extensions.values()]
      .filter(({ critical, extnID }) => critical && !understood.has(extnID))
      .map(({ extnID }) => extnID),
  };
}

const understood: ReadonlySet<string> = new Set([
  extensionIds.basicConstraints,
  extensionIds.keyUsage,
  extensionIds.extendedKeyUsage,
  extensionIds.subjectAlternativeName,
]);

function read<T>(extensions: ReadonlyMap<string, Extension>, id: string, target: new () => T): T | undefined {
  const extension = extensions.get(id);
  return extension === undefined ? undefined : AsnConvert.parse(extension.extnValue.buffer, target);
}
