import { problem, type RandomBytes, type Result, refuse, type Secret, succeed } from '@interlock/base';
import { thumbprintOf } from '../digests.ts';
import { identityUri, type ProgramIdentity } from '../identity/identity-uri.ts';
import { isInstallationId } from '../identity/installation-id.ts';
import { createJoinToken } from '../join/join-token.ts';
import { type Credential, loadCredential } from '../keys/credential.ts';
import { X509Certificate } from '../x509-library.ts';
import { keyOfCertificateRequest } from './certificate-request.ts';
import { createAuthority, derOf } from './create-authority.ts';
import { issueCertificate } from './issue-certificate.ts';
import { allHosts, nameConstraintsExtension } from './name-constraints.ts';
import type { CertificateUsage } from './object-ids.ts';

/** Whose certificate it is; what it says comes from here, never from a request. */
export type CertificateOwner =
  | { readonly kind: 'cockpitClient'; readonly cockpitId: string }
  | { readonly kind: 'controllerServer'; readonly controllerId: string }
  | { readonly kind: 'controllerClient'; readonly controllerId: string }
  | { readonly kind: 'agentServer'; readonly controllerId: string; readonly agentId: string };

/** The CA for programs, in the Cockpit. It vouches for the URIs of its installation, and for nothing else. */
export interface ProgramAuthority {
  /** Its certificate, PEM. */
  readonly certificate: string;
  /** The thumb-print of its certificate, as join tokens carry it. */
  readonly fingerprint: string;
  readonly installation: string;
  /** Issues a certificate for the key of a request; everything else in the request is ignored. PEM. */
  issue(owner: CertificateOwner, csr: string): Promise<Result<string>>;
  /** Makes a one-time token for a program that is to join; it carries the fingerprint. */
  joinToken(program: {
    readonly role: 'controller' | 'agent';
    readonly id: string;
    readonly address?: string;
    readonly expiresAtMs: number;
  }): Secret;
}

/** What the CA needs besides its key. */
export interface ProgramAuthorityPorts {
  readonly now: () => number;
  readonly randomBytes: RandomBytes;
  /** How long its certificates live, in milliseconds; default 90 days. */
  readonly leafLifeMs?: number;
}

/** How long the certificate of a program lives, in milliseconds: 90 days. */
export const programLeafLifeMs = 90 * 24 * 3_600_000;

/** Makes the CA of an installation. Below it one more level of CAs may stand (semantics §4.5). */
export function createProgramAuthority(
  installation: string,
  nowMs: number,
  randomBytes: RandomBytes,
): Promise<Credential> {
  const subject = `${subjectPrefix}${installation}`;
  const nameConstraints = nameConstraintsExtension(
    [{ uniformResourceIdentifier: `.${installation}` }],
    // A web server must not be able to use this CA, should somebody ever trust it in a browser.
    allHosts,
  );
  return createAuthority({ subject, pathLength: 1, nameConstraints, nowMs }, randomBytes);
}

const subjectPrefix = 'Interlock programs ';

/** Reads the CA's file; undefined where there is none. */
export async function loadProgramAuthority(
  file: string,
  ports: ProgramAuthorityPorts,
): Promise<Result<ProgramAuthority | undefined>> {
  const credential = await loadCredential(file);
  if (!credential.ok || credential.value === undefined)
    return credential.ok ? succeed(undefined) : credential;
  return programAuthority(credential.value, ports);
}

/** The CA at work. */
export function programAuthority(
  credential: Credential,
  ports: ProgramAuthorityPorts,
): Result<ProgramAuthority> {
  const installation = installationOf(credential.certificate);
  if (installation === undefined)
    return refuse(problem('KeyUnusable', 'The certificate is not that of a CA for programs.'));
  const fingerprint = thumbprintOf(derOf(credential.certificate));
  return succeed({
    certificate: credential.certificate,
    fingerprint,
    installation,
    issue: (owner, csr) => issue(owner, csr, installation, credential, ports),
    joinToken: (program) => createJoinToken({ ...program, fingerprint }, ports.randomBytes),
  });
}

/** The installation that a CA for programs belongs to. */
function installationOf(certificate: string): string | undefined {
  const [subject = ''] = new X509Certificate(certificate).subjectName.getField('CN');
  const installation = subject.slice(subjectPrefix.length);
  return subject.startsWith(subjectPrefix) && isInstallationId(installation) ? installation : undefined;
}

async function issue(
  owner: CertificateOwner,
  csr: string,
  installation: string,
  issuer: Credential,
  { now, randomBytes, leafLifeMs = programLeafLifeMs }: ProgramAuthorityPorts,
): Promise<Result<string>> {
  const uri = identityUri(identityOf(owner, installation));
  if (!uri.ok) return uri;
  const publicKey = await keyOfCertificateRequest(csr);
  if (!publicKey.ok) return publicKey;
  const leaf = {
    ...shapeOf(owner),
    names: [{ type: 'url', value: uri.value }],
    publicKey: publicKey.value,
    nowMs: now(),
    lifeMs: leafLifeMs,
  } as const;
  return succeed(await issueCertificate(leaf, issuer, randomBytes));
}

function shapeOf({ kind }: CertificateOwner): { readonly subject: string; readonly usage: CertificateUsage } {
  if (kind === 'cockpitClient') return { subject: 'Interlock Cockpit', usage: 'client' };
  if (kind === 'agentServer') return { subject: 'Interlock Agent', usage: 'server' };
  return { subject: 'Interlock Controller', usage: kind === 'controllerServer' ? 'server' : 'client' };
}

function identityOf(owner: CertificateOwner, installation: string): ProgramIdentity {
  if (owner.kind === 'cockpitClient') return { role: 'cockpit', installation, id: owner.cockpitId };
  if (owner.kind !== 'agentServer') return { role: 'controller', installation, id: owner.controllerId };
  return { role: 'agent', installation, id: owner.agentId, controllerId: owner.controllerId };
}
