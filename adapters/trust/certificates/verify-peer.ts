import type { KeyObject } from 'node:crypto';
import { type Result, refuse, succeed } from '@interlock/base';
import { thumbprintOf } from '../digests.ts';
import { identityUri, type ProgramIdentity } from '../identity/identity-uri.ts';
import { isCertificateKey } from '../keys/signing-key.ts';
import { type CertificateUsage, ecdsaWithSha256Id, usageIds } from './object-ids.ts';
import { keyUsageFlags, type LeafFacts, readLeaf } from './read-leaf.ts';
import type { TrustAnchor } from './trust-anchor.ts';

/** Whether a certificate was revoked. It is asked at each handshake and at each message (semantics §4.9). */
export type IsRevoked = (certificate: {
  /** Lower-case hexadecimal. */
  readonly serialNumber: string;
  readonly thumbprint: string;
}) => boolean;

/** The one peer that is expected at the other end, and what its certificate has to be. */
export interface PeerExpectation {
  readonly authority: TrustAnchor;
  readonly identity: ProgramIdentity;
  /** `server` for the one that was dialled, `client` for the one that dialled. */
  readonly usage: CertificateUsage;
  readonly nowMs: number;
  readonly isRevoked: IsRevoked;
}

/** Why a certificate is refused. */
export type PeerRefusalReason =
  /** It can't be read, or says something twice, or something critical that nobody here understands. */
  | 'malformed'
  /** It wasn't issued by the CA. */
  | 'issuer'
  | 'signature'
  | 'notYetValid'
  | 'expired'
  | 'weakKey'
  /** It is that of a CA. */
  | 'authority'
  | 'keyUsage'
  | 'extendedKeyUsage'
  /** It names another one, or more than one, or in another way than by one URI. */
  | 'name'
  | 'revoked';

/** A refused certificate, for the log and the audit trail. */
export interface PeerRefusal {
  readonly reason: PeerRefusalReason;
  /** A sentence for a person. */
  readonly message: string;
}

/** A certificate that is right in all that was asked. */
export interface VerifiedPeer {
  readonly identity: ProgramIdentity;
  readonly thumbprint: string;
  readonly serialNumber: string;
  readonly notAfterMs: number;
  readonly publicKey: KeyObject;
}

/**
 * Decides about a peer from the DER of its certificate: signature, dates, constraints, usages, name, key and
 * revocation, each by itself; the first wrong one is the reason. What Node or OpenSSL think of it is not asked: they
 * name one error and hide the others (semantics §4.1).
 */
export function verifyPeer(der: Uint8Array, expected: PeerExpectation): Result<VerifiedPeer, PeerRefusal> {
  const facts = readLeaf(der);
  if (facts === undefined || facts.unknownCritical.length > 0)
    return refuse({ reason: 'malformed', message: 'The certificate can not be read.' });
  const thumbprint = thumbprintOf(der);
  for (const [reason, isRight, message] of checks) {
    if (!isRight(facts, expected, thumbprint)) return refuse({ reason, message });
  }
  const { serialNumber, notAfterMs, certificate } = facts;
  const { publicKey } = certificate;
  return succeed({ identity: expected.identity, thumbprint, serialNumber, notAfterMs, publicKey });
}

type Check = readonly [
  reason: PeerRefusalReason,
  isRight: (facts: LeafFacts, expected: PeerExpectation, thumbprint: string) => boolean,
  message: string,
];

// Who issued it comes first: nothing else that it says is worth a word if nobody vouches for it.
const checks: readonly Check[] = [
  [
    'issuer',
    ({ certificate }, { authority }) => certificate.checkIssued(authority.certificate),
    'The certificate was issued by another CA.',
  ],
  ['signature', hasGoodSignature, 'The signature of the certificate is not good.'],
  [
    'notYetValid',
    ({ notBeforeMs }, { authority, nowMs }) => nowMs >= notBeforeMs && nowMs >= authority.notBeforeMs,
    'The certificate is not valid yet: are the clocks right?',
  ],
  [
    'expired',
    ({ notAfterMs }, { authority, nowMs }) => nowMs <= notAfterMs && nowMs <= authority.notAfterMs,
    'The certificate has expired.',
  ],
  ['weakKey', ({ certificate }) => isCertificateKey(certificate.publicKey), 'The key is not one on P-256.'],
  ['authority', ({ isAuthority }) => !isAuthority, 'The certificate is that of a CA.'],
  ['keyUsage', signsAndNoMore, 'The key may not be used for signatures, or for more than that.'],
  [
    'extendedKeyUsage',
    ({ extendedKeyUsages }, { usage }) =>
      extendedKeyUsages.length === 1 && extendedKeyUsages[0] === usageIds[usage],
    'The certificate is for another direction.',
  ],
  ['name', isExpectedName, 'The certificate names somebody else.'],
  [
    'revoked',
    ({ serialNumber }, { isRevoked }, thumbprint) => !isRevoked({ serialNumber, thumbprint }),
    'The certificate was revoked.',
  ],
];

function hasGoodSignature(
  { certificate, signatureAlgorithms }: LeafFacts,
  { authority }: PeerExpectation,
): boolean {
  return (
    signatureAlgorithms.every((algorithm) => algorithm === ecdsaWithSha256Id) &&
    certificate.verify(authority.certificate.publicKey)
  );
}

function signsAndNoMore({ keyUsage }: LeafFacts): boolean {
  return keyUsage === keyUsageFlags.digitalSignature;
}

function isExpectedName({ uris, namesCount }: LeafFacts, { identity }: PeerExpectation): boolean {
  const uri = identityUri(identity);
  return uri.ok && namesCount === 1 && uris[0] === uri.value;
}
