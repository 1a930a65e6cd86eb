import type { Problem, Result } from '@interlock/base';
import type { CertificateOwner } from '@interlock/node-api';

/** A certificate request that is due. */
export interface DueRequest {
  readonly owner: CertificateOwner;
  readonly csr: string;
  /** When the certificate ends that is now in use. */
  readonly expiresAtMs: number;
}

/** A renewed certificate, with whose it is. */
export interface RenewedCertificate {
  readonly owner: CertificateOwner;
  readonly certificate: string;
}

/** What became of a renewed certificate; without a problem it is installed. */
export interface InstallOutcome {
  readonly owner: CertificateOwner;
  readonly problem?: Problem;
}

/** The Controller's own certificates. */
export interface OwnCertificates {
  /** Certificate requests for those that are due, or for all. */
  requests(all: boolean): Promise<readonly DueRequest[]>;
  /** Checks and stores renewed certificates; each takes effect at the next handshake. All or none. */
  install(ca: string, certificates: readonly RenewedCertificate[]): Promise<Result<void>>;
}

/** The certificates of the Controller and its Agents, and their renewal. */
export interface ControllerCertificates {
  /** Certificate requests for those that are due, or for all; of Agents, those that are coupled. */
  requests(all: boolean): Promise<readonly DueRequest[]>;
  /** Installs renewed certificates: the own ones all or none, that of each Agent by itself. */
  install(ca: string, certificates: readonly RenewedCertificate[]): Promise<readonly InstallOutcome[]>;
}
