import type { Result, Secret } from '@interlock/base';

/** Whose certificate of a program is meant; the names in it come from here and never from a request. */
export type ProgramCertificate =
  | { readonly kind: 'controllerServer'; readonly controllerId: string }
  | { readonly kind: 'controllerClient'; readonly controllerId: string }
  | { readonly kind: 'agentServer'; readonly controllerId: string; readonly agentId: string };

/** The CA for programs. Fulfilled by `@interlock/trust`. */
export interface ProgramCa {
  /** The CA's certificate, PEM. */
  readonly certificate: string;
  /** Issues a certificate for the key of a request; everything else in the request is ignored. PEM. */
  issue(owner: ProgramCertificate, csr: string): Promise<Result<string>>;
  /** Makes a one-time token for a program; it carries the CA's fingerprint. */
  joinToken(program: {
    readonly role: 'controller' | 'agent';
    readonly id: string;
    readonly address: string;
    readonly expiresAtMs: number;
  }): Secret;
}

/** Seals small secrets for the database. Fulfilled by `@interlock/trust` (semantics §7.1). */
export interface Sealer {
  /** `place` names table, row and column, and has to be the same when it is opened. */
  seal(secret: Secret, place: string): string;
  open(sealed: string, place: string): Result<Secret>;
}
