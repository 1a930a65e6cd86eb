import { problem, type Result, refuse } from '@interlock/base';
import { trustAnchor } from '../certificates/trust-anchor.ts';
import { identityUri } from '../identity/identity-uri.ts';
import type { Credential } from '../keys/credential.ts';
import { acceptGrant, type GrantedCertificate, identityOf } from './joined-credential.ts';

/** What a program was given for the renewal of one of its certificates. */
export type RenewedCertificate = Pick<
  GrantedCertificate,
  'privateKey' | 'certificate' | 'authority' | 'usage' | 'nowMs'
>;

/**
 * Checks what came to renew a credential before it is stored: the CA held so far, the very name held so far (an
 * Agent's says its Controller and installation too), our key, our direction, now valid.
 */
export function acceptRenewal(held: Credential, renewed: RenewedCertificate): Result<Credential> {
  const anchor = trustAnchor(held.authority ?? '');
  if (!anchor.ok) return anchor;
  const identity = identityOf(held.certificate);
  if (identity === undefined || nameOf(renewed.certificate) !== nameOf(held.certificate))
    return refuse(
      problem('CertificateRefused', 'The renewed certificate is refused: it names somebody else.'),
    );
  const { role, id } = identity;
  return acceptGrant({ ...renewed, fingerprint: anchor.value.fingerprint, role, id });
}

function nameOf(certificate: string): string | undefined {
  const identity = identityOf(certificate);
  const uri = identity === undefined ? undefined : identityUri(identity);
  return uri?.ok ? uri.value : undefined;
}
