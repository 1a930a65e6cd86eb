import { problem, type Result, refuse, succeed } from '@interlock/base';
import type { AgentCertificateRequest } from '@interlock/node-api';

/** What renewing the Agent's certificate needs; a credential is a key with its certificate. */
export interface AgentCertificatePorts<Key, Credential> {
  /** The credential that is now in use. */
  readonly current: () => Credential;
  readonly isDue: (credential: Credential) => boolean;
  readonly expiresAtMs: (credential: Credential) => number;
  /** Whether this is the certificate of that credential. */
  readonly isOf: (certificate: string, credential: Credential) => boolean;
  /** A fresh key and a certificate request for it. */
  readonly createRequest: () => Promise<{ readonly key: Key; readonly csr: string }>;
  /** Checks a certificate for a key: the CA held so far, the name held so far, now valid. */
  readonly accept: (key: Key, certificate: string, ca: string) => Result<Credential>;
  /** Stores a credential durably and takes it into use. */
  readonly replace: (credential: Credential) => Promise<void>;
}

/** The Agent's certificate and its renewal. */
export interface AgentCertificate {
  /**
   * The request for its renewal, if that is due, or `all` are wanted. Its key is a fresh one, which stays in memory
   * until its certificate comes; whoever asks again until then gets the same request.
   */
  request(all: boolean): Promise<AgentCertificateRequest | undefined>;
  /**
   * Checks a certificate for that key, stores both durably and takes them into use. The one that is in use already is
   * confirmed again. Until it has succeeded the old one stays.
   *
   * @returns when the certificate ends that is in use now.
   */
  install(ca: string, certificate: string): Promise<Result<{ readonly expiresAtMs: number }>>;
}

/** Makes the certificate of an Agent renewable. */
export function agentCertificate<Key, Credential>(
  ports: AgentCertificatePorts<Key, Credential>,
): AgentCertificate {
  const { accept, createRequest, current, expiresAtMs, isDue, isOf, replace } = ports;
  let pending: ReturnType<typeof createRequest> | undefined;
  let last: Promise<unknown> = Promise.resolve();

  async function request(all: boolean): Promise<AgentCertificateRequest | undefined> {
    if (!all && !isDue(current())) return undefined;
    pending ??= createRequest().catch((error) => {
      pending = undefined;
      throw error;
    });
    const { csr } = await pending;
    return { csr, expiresAtMs: expiresAtMs(current()) };
  }

  async function installNext(
    ca: string,
    certificate: string,
  ): Promise<Result<{ readonly expiresAtMs: number }>> {
    // It was installed before, and the answer was lost.
    if (isOf(certificate, current())) return succeed({ expiresAtMs: expiresAtMs(current()) });
    const asked = await pending;
    if (asked === undefined) return refuse(notAsked);
    const accepted = accept(asked.key, certificate, ca);
    if (!accepted.ok) return accepted;
    try {
      await replace(accepted.value);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return refuse(problem('StorageUnavailable', `The renewed certificate can not be stored: ${why}`));
    }
    pending = undefined;
    return succeed({ expiresAtMs: expiresAtMs(accepted.value) });
  }

  return {
    request,
    install(ca, certificate) {
      // One after the other, so that what is stored is what is in use.
      const installed = last.then(() => installNext(ca, certificate));
      last = installed.catch(() => {});
      return installed;
    },
  };
}

const notAsked = problem('CertificateRefused', 'No certificate was asked for.');
