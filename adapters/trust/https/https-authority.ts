import { createPublicKey, X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import type { RandomBytes } from '@interlock/base';
import { createAuthority } from '../certificates/create-authority.ts';
import { issueCertificate } from '../certificates/issue-certificate.ts';
import { allHosts, nameConstraintsExtension } from '../certificates/name-constraints.ts';
import { extensionIds } from '../certificates/object-ids.ts';
import { needsRenewal } from '../certificates/renewal.ts';
import type { Credential } from '../keys/credential.ts';
import { createSigningKey } from '../keys/signing-key.ts';
import { type Extension, X509Certificate as LibraryCertificate } from '../x509-library.ts';
import { httpsHosts, nameOfHost, subtreeOfHost } from './https-hosts.ts';

/** How long the Cockpit's HTTPS certificate lives, in milliseconds: 90 days. */
export const httpsLeafLifeMs = 90 * 24 * 3_600_000;

/**
 * Makes the root of the Cockpit's HTTPS certificate. It can vouch for the hosts of the public address and for no
 * others, so that whoever trusts it in a browser trusts one host more, not a CA for everything.
 */
export function createHttpsAuthority(
  publicUrl: URL,
  nowMs: number,
  randomBytes: RandomBytes,
): Promise<Credential> {
  const subject = `Interlock HTTPS ${httpsHosts(publicUrl)[0]}`.slice(0, 64);
  const nameConstraints = constraintsFor(publicUrl);
  return createAuthority({ subject, pathLength: 0, nameConstraints, nowMs }, randomBytes);
}

/** Whether a root is the one for a public address, and outlives the certificates that it is to issue now. */
export function isHttpsAuthorityFit(root: Credential, publicUrl: URL, nowMs: number): boolean {
  const certificate = new LibraryCertificate(root.certificate);
  const own = certificate.getExtension(extensionIds.nameConstraints);
  const right = constraintsFor(publicUrl);
  return (
    own !== null &&
    Buffer.from(own.value).equals(Buffer.from(right.value)) &&
    certificate.notAfter.getTime() > nowMs + httpsLeafLifeMs
  );
}

function constraintsFor(publicUrl: URL): Extension {
  const hosts = httpsHosts(publicUrl);
  return nameConstraintsExtension(hosts.map(subtreeOfHost), excludedBeside(hosts));
}

// Constraints hold for each kind of name by itself: a kind of which nothing is permitted has to be excluded.
function excludedBeside(hosts: readonly string[]): typeof allHosts {
  const hasNames = hosts.some((host) => isIP(host) === 0);
  const hasAddresses = hosts.some((host) => isIP(host) !== 0);
  return allHosts.filter((subtree) => ('dNSName' in subtree ? !hasNames : !hasAddresses));
}

/** Issues the Cockpit's HTTPS certificate, with a fresh key. */
export async function issueHttpsCredential(
  root: Credential,
  publicUrl: URL,
  nowMs: number,
  randomBytes: RandomBytes,
): Promise<Credential> {
  const privateKey = createSigningKey();
  const leaf = {
    // No host: OpenSSL holds a subject that looks like one against the constraints of DNS names.
    subject: 'Interlock Cockpit',
    names: httpsHosts(publicUrl).map(nameOfHost),
    usage: 'server',
    publicKey: createPublicKey(privateKey),
    nowMs,
    lifeMs: httpsLeafLifeMs,
  } as const;
  const certificate = await issueCertificate(leaf, root, randomBytes);
  return { privateKey, certificate, authority: root.certificate };
}

/** Whether a certificate comes from this root, fits all hosts of the public address and is not due for renewal. */
export function isHttpsCredentialFit(
  credential: Credential,
  root: Credential,
  publicUrl: URL,
  nowMs: number,
): boolean {
  const certificate = new X509Certificate(credential.certificate);
  const fits = httpsHosts(publicUrl).every((host) =>
    isIP(host) === 0 ? certificate.checkHost(host) !== undefined : certificate.checkIP(host) !== undefined,
  );
  return fits && isIssuedBy(certificate, root) && !needsRenewal(credential.certificate, nowMs);
}

function isIssuedBy(certificate: X509Certificate, root: Credential): boolean {
  const issuer = new X509Certificate(root.certificate);
  return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}
