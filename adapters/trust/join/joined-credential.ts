import { type KeyObject, X509Certificate } from 'node:crypto';
import { type Problem, problem, type Result, refuse, succeed } from '@interlock/base';
import { derOf } from '../certificates/create-authority.ts';
import type { CertificateUsage } from '../certificates/object-ids.ts';
import { readLeaf } from '../certificates/read-leaf.ts';
import { trustAnchor } from '../certificates/trust-anchor.ts';
import { verifyPeer } from '../certificates/verify-peer.ts';
import { type ProgramIdentity, parseIdentityUri } from '../identity/identity-uri.ts';
import type { Credential } from '../keys/credential.ts';

/** What a program was given when it joined, or when its certificate was renewed. */
export interface GrantedCertificate {
  /** The key of the request. */
  readonly privateKey: KeyObject;
  /** PEM. */
  readonly certificate: string;
  /** The CA's certificate, PEM. */
  readonly authority: string;
  /** The CA's thumb-print, from the join token or from the credential held so far. */
  readonly fingerprint: string;
  /** What the certificate has to say: the program's own role, id and direction. */
  readonly role: ProgramIdentity['role'];
  readonly id: string;
  readonly usage: CertificateUsage;
  readonly nowMs: number;
}

/** Checks what was granted before it is stored: the right CA, our key, our name, now valid. */
export function acceptGrant(granted: GrantedCertificate): Result<Credential> {
  const { privateKey, certificate, authority, fingerprint } = granted;
  const anchor = trustAnchor(authority);
  if (!anchor.ok) return anchor;
  if (anchor.value.fingerprint !== fingerprint)
    return refuse(refused('the CA is not the one that is expected'));
  const identity = identityOf(certificate);
  if (identity === undefined || identity.role !== granted.role || identity.id !== granted.id)
    return refuse(refused('it names somebody else'));
  const verified = verifyPeer(derOf(certificate), {
    authority: anchor.value,
    identity,
    usage: granted.usage,
    nowMs: granted.nowMs,
    isRevoked: () => false,
  });
  if (!verified.ok) return refuse(refused(verified.problem.message));
  if (!new X509Certificate(certificate).checkPrivateKey(privateKey))
    return refuse(refused('it is for another key'));
  return succeed({ privateKey, certificate, authority });
}

/** Whom a certificate names; undefined where it can't be read or names no program. What it says is not verified. */
export function identityOf(certificatePem: string): ProgramIdentity | undefined {
  try {
    const [uri, ...others] = readLeaf(derOf(certificatePem))?.uris ?? [];
    const identity = uri === undefined || others.length > 0 ? undefined : parseIdentityUri(uri);
    return identity?.ok ? identity.value : undefined;
  } catch {
    return undefined;
  }
}

function refused(why: string): Problem {
  return problem(
    'CertificateRefused',
    `The certificate that was granted is refused: ${why}`.replace(/\.?$/, '.'),
  );
}
