import { verify } from 'node:crypto';
import { type Problem, problem, type Result, refuse, succeed } from '@interlock/base';
import type { HopVerificationKey } from '@interlock/hop';
import type { ProgramIdentity } from '../identity/identity-uri.ts';
import type { CertificateUsage } from './object-ids.ts';
import type { TrustAnchor } from './trust-anchor.ts';
import { type IsRevoked, type PeerRefusal, type VerifiedPeer, verifyPeer } from './verify-peer.ts';

/** The peer at the other end, proved, and the key by which its hop tokens are verified. */
export interface ProvedProgram extends HopVerificationKey {
  readonly id: string;
}

/** Decides who may be at the other end of the connections of one kind. */
export interface ProgramCheck {
  /** Decides about a certificate that was just shown. */
  prove(certificateDer: Uint8Array): Result<ProvedProgram>;
  /** Decides again about one that was good: it may have expired or been revoked since. */
  recheck(peer: { readonly thumbprint: string }): Problem | undefined;
}

/** Whom the check accepts. All is asked anew each time, so that a new CA takes effect. */
export interface ProgramCheckOptions {
  readonly authority: () => TrustAnchor;
  readonly identity: () => ProgramIdentity;
  readonly usage: CertificateUsage;
  readonly now: () => number;
  readonly isRevoked: IsRevoked;
  /** Hears of each refusal, with its reason. */
  readonly refused?: (refusal: PeerRefusal) => void;
}

/** How many certificates of the one peer are remembered; beyond it the oldest has to be shown again. */
const provedMax = 32;

/** Makes the check of a listener or a dialler, which accepts the one role and id that it expects (semantics §4.1). */
export function programCheck(options: ProgramCheckOptions): ProgramCheck {
  const proved = new Map<string, Remembered>();
  return {
    prove: (der) => {
      const authority = options.authority();
      const peer = verifyPeer(der, {
        authority,
        identity: options.identity(),
        usage: options.usage,
        nowMs: options.now(),
        isRevoked: options.isRevoked,
      });
      if (!peer.ok) {
        options.refused?.(peer.problem);
        return refuse(peerProblem(peer.problem));
      }
      remember(proved, { peer: peer.value, fingerprint: authority.fingerprint });
      return succeed(provedProgram(peer.value));
    },
    recheck: ({ thumbprint }) => recheck(proved.get(thumbprint), options),
  };
}

/** The refusal as a problem; its field is the reason. */
export function peerProblem({ reason, message }: PeerRefusal): Problem {
  return problem('CertificateRefused', message, { field: reason });
}

interface Remembered {
  readonly peer: VerifiedPeer;
  /** The CA that vouched for it. */
  readonly fingerprint: string;
}

function remember(proved: Map<string, Remembered>, known: Remembered): void {
  proved.delete(known.peer.thumbprint);
  proved.set(known.peer.thumbprint, known);
  const [oldest] = proved.keys();
  if (proved.size > provedMax && oldest !== undefined) proved.delete(oldest);
}

function recheck(
  known: Remembered | undefined,
  { authority, now, isRevoked }: ProgramCheckOptions,
): Problem | undefined {
  if (known === undefined) return problem('CertificateRefused', 'The certificate has to be shown again.');
  if (known.fingerprint !== authority().fingerprint)
    return peerProblem({ reason: 'issuer', message: 'The CA of the certificate is no longer trusted.' });
  if (now() > known.peer.notAfterMs)
    return peerProblem({ reason: 'expired', message: 'The certificate has expired.' });
  return isRevoked(known.peer)
    ? peerProblem({ reason: 'revoked', message: 'The certificate was revoked.' })
    : undefined;
}

function provedProgram({ identity, thumbprint, publicKey }: VerifiedPeer): ProvedProgram {
  return {
    kind: 'certificate',
    id: identity.id,
    thumbprint,
    verify: (text, signature) =>
      verify('sha256', Buffer.from(text, 'ascii'), { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature),
  };
}
