import { type Result, unwrap } from '@interlock/base';
import {
  type CertificateOwner,
  createCertificateRequest,
  createInstallationId,
  createProgramAuthority,
  createSigningKey,
  programAuthority,
  randomBytes,
  tlsMaterialOf,
} from '@interlock/trust';

/** What one end of a raw mutual TLS connection shows, and whom it believes; all PEM. */
export interface RawCredential {
  readonly key: string;
  readonly cert: string;
  readonly ca: string;
}

/** The credentials of an installation, of the same kind and from the same CA as ours. */
export interface RawCredentials {
  readonly cockpitClient: RawCredential;
  readonly controllerServer: RawCredential;
  readonly controllerClient: RawCredential;
  readonly agentServer: RawCredential;
}

/** Makes a CA and what it issues. */
export async function makeRawCredentials(): Promise<RawCredentials> {
  const ca = await createProgramAuthority(createInstallationId(randomBytes), Date.now(), randomBytes);
  const authority = unwrap(programAuthority(ca, { now: Date.now, randomBytes }));
  const issue = (owner: CertificateOwner) => credentialFor(owner, ca.certificate, authority.issue);
  return {
    cockpitClient: await issue({ kind: 'cockpitClient', cockpitId: 'cockpit' }),
    controllerServer: await issue({ kind: 'controllerServer', controllerId: 'controller' }),
    controllerClient: await issue({ kind: 'controllerClient', controllerId: 'controller' }),
    agentServer: await issue({ kind: 'agentServer', controllerId: 'controller', agentId: 'agent' }),
  };
}

async function credentialFor(
  owner: CertificateOwner,
  authority: string,
  issue: (owner: CertificateOwner, csr: string) => Promise<Result<string>>,
): Promise<RawCredential> {
  const privateKey = createSigningKey();
  const certificate = unwrap(await issue(owner, await createCertificateRequest(privateKey)));
  const { key, certificate: cert } = tlsMaterialOf({ privateKey, certificate, authority });
  return { key, cert, ca: authority };
}

/** What both ends of a raw connection insist on: TLS 1.3, a certificate of the other end, no resumption. */
export function mutualTls({ key, cert, ca }: RawCredential) {
  return {
    key,
    cert,
    ca,
    minVersion: 'TLSv1.3',
    requestCert: true,
    rejectUnauthorized: true,
    // The certificates of programs name URIs and no hosts.
    checkServerIdentity: () => undefined,
  } as const;
}
