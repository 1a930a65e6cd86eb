import { problem, type Result, refuse, succeed } from '@interlock/base';
import type { CertificateOwner, JoinPurpose } from '@interlock/node-api';
import type { OwnCertificates } from './controller-certificates.ts';

/** The two certificates that a Controller has: to be dialled by the Cockpit, and to dial Agents. */
export type OwnKind = 'controllerServer' | 'controllerClient';

/** Both kinds. */
export const ownKinds: readonly OwnKind[] = ['controllerServer', 'controllerClient'];

/** What a certificate is for: to be dialled (`server`) or to dial (`client`). */
export function purposeOf(kind: OwnKind): JoinPurpose {
  return kind === 'controllerServer' ? 'server' : 'client';
}

/** What renewing the own certificates needs; a credential is a key with its certificate. */
export interface OwnCertificatesPorts<Key, Credential> {
  /** The credential of each kind as it is now in use. */
  readonly current: (kind: OwnKind) => Credential;
  readonly isDue: (credential: Credential) => boolean;
  readonly expiresAtMs: (credential: Credential) => number;
  /** A fresh key and a certificate request for it. */
  readonly createRequest: () => Promise<{ readonly key: Key; readonly csr: string }>;
  /** Checks a certificate for a key: the CA held so far, the own name, the right direction, now valid. */
  readonly accept: (kind: OwnKind, key: Key, certificate: string, ca: string) => Result<Credential>;
  /** Stores credentials durably and takes them into use. */
  readonly replace: (credentials: ReadonlyMap<OwnKind, Credential>) => Promise<void>;
}

/** Makes the certificates of a Controller renewable. */
export function ownCertificates<Key, Credential>(
  ports: OwnCertificatesPorts<Key, Credential>,
): OwnCertificates {
  /** Keys of requests that are under way; a newer request takes the place of the one before. */
  const keys = new Map<OwnKind, Key>();
  return {
    requests: async (all) => {
      const due = ownKinds.filter((kind) => all || ports.isDue(ports.current(kind)));
      return Promise.all(
        due.map(async (kind) => {
          const { csr, key } = await ports.createRequest();
          keys.set(kind, key);
          return { owner: { kind }, csr, expiresAtMs: ports.expiresAtMs(ports.current(kind)) };
        }),
      );
    },
    install: async (ca, certificates) => {
      const accepted = new Map<OwnKind, Credential>();
      for (const { certificate, owner } of certificates) {
        const credential = acceptOne(owner, certificate, ca, keys, ports);
        if (!credential.ok) return credential;
        accepted.set(owner.kind as OwnKind, credential.value);
      }
      await ports.replace(accepted);
      for (const kind of accepted.keys()) keys.delete(kind);
      return succeed(undefined);
    },
  };
}

function acceptOne<Key, Credential>(
  owner: CertificateOwner,
  certificate: string,
  ca: string,
  keys: ReadonlyMap<OwnKind, Key>,
  ports: OwnCertificatesPorts<Key, Credential>,
): Result<Credential> {
  const key = owner.kind === 'agentServer' ? undefined : keys.get(owner.kind);
  if (owner.kind !== 'agentServer' && key !== undefined)
    return ports.accept(owner.kind, key, certificate, ca);
  const whose = owner.kind === 'agentServer' ? `${owner.kind} ${owner.agentId}` : owner.kind;
  return refuse(
    problem('InvalidInput', `No certificate was asked for as ${whose}.`, { field: 'certificates' }),
  );
}
