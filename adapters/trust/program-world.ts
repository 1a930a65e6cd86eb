// An installation with its CA and its programs; for the tests of this package.
import { unwrap } from '@interlock/base';
import { createCertificateRequest } from './certificates/certificate-request.ts';
import type { CertificateUsage } from './certificates/object-ids.ts';
import {
  type CertificateOwner,
  createProgramAuthority,
  type ProgramAuthority,
  programAuthority,
} from './certificates/program-authority.ts';
import { type TrustAnchor, trustAnchor } from './certificates/trust-anchor.ts';
import type { PeerExpectation } from './certificates/verify-peer.ts';
import { randomBytes } from './digests.ts';
import { identityUri, type ProgramIdentity } from './identity/identity-uri.ts';
import { createInstallationId } from './identity/installation-id.ts';
import type { Credential } from './keys/credential.ts';
import { createSigningKey } from './keys/signing-key.ts';

/** An installation. */
export interface ProgramWorld {
  readonly installation: string;
  readonly ca: Credential;
  readonly authority: ProgramAuthority;
  readonly anchor: TrustAnchor;
  readonly identities: Readonly<Record<'cockpit' | 'controller' | 'agent', ProgramIdentity>>;
  /** A credential as joining gives it. */
  credentialOf(owner: CertificateOwner): Promise<Credential>;
  expecting(role: 'cockpit' | 'controller' | 'agent', usage: CertificateUsage): PeerExpectation;
  uriOf(role: 'cockpit' | 'controller' | 'agent'): string;
}

/** Makes an installation with a CA of its own. */
export async function programWorld(): Promise<ProgramWorld> {
  const installation = createInstallationId(randomBytes);
  const ca = await createProgramAuthority(installation, Date.now(), randomBytes);
  const authority = unwrap(programAuthority(ca, { now: Date.now, randomBytes }));
  const anchor = unwrap(trustAnchor(ca.certificate));
  const identities = {
    cockpit: { role: 'cockpit', installation, id: 'cockpit' },
    controller: { role: 'controller', installation, id: 'controller' },
    agent: { role: 'agent', installation, id: 'agent', controllerId: 'controller' },
  } as const;
  return {
    installation,
    ca,
    authority,
    anchor,
    identities,
    credentialOf: async (owner) => {
      const privateKey = createSigningKey();
      const csr = await createCertificateRequest(privateKey);
      const certificate = unwrap(await authority.issue(owner, csr));
      return { privateKey, certificate, authority: ca.certificate };
    },
    expecting: (role, usage) => ({
      authority: anchor,
      identity: identities[role],
      usage,
      nowMs: Date.now(),
      isRevoked: () => false,
    }),
    uriOf: (role) => unwrap(identityUri(identities[role])),
  };
}

/** The owners of the four certificates of an installation. */
export const owners = {
  cockpit: { kind: 'cockpitClient', cockpitId: 'cockpit' },
  controllerServer: { kind: 'controllerServer', controllerId: 'controller' },
  controllerClient: { kind: 'controllerClient', controllerId: 'controller' },
  agent: { kind: 'agentServer', controllerId: 'controller', agentId: 'agent' },
} as const satisfies Record<string, CertificateOwner>;
