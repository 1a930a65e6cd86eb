import type { Result, Secret } from '@interlock/base';
import type { JoinGrant, JoinPurpose, JoinRequest } from '../join/join-message.ts';

/** A program that has no certificate yet and waits to be dialled. */
export interface JoinWaiting {
  readonly role: 'controller' | 'agent';
  readonly id: string;
  /** Where to listen, `host:port`. */
  readonly address: string;
  readonly token: Secret;
  readonly requests: readonly { readonly purpose: JoinPurpose; readonly csr: string }[];
  /** Checks the grant against the token's CA fingerprint and stores it durably; the other side hears of it after. */
  store(grant: Omit<JoinGrant, 'kind'>): Promise<Result<void>>;
  /** Called when the listener stands. */
  listening?(address: string): void;
}

/**
 * Listens until one dialler has proved the token and brought the certificates, then closes the listener.
 * After 5 wrong proofs the listener closes for a minute.
 *
 * @returns a success when `store` has succeeded; a refusal when the signal ended the wait or the address can't be bound.
 */
export type WaitForJoin = (waiting: JoinWaiting, signal: AbortSignal) => Promise<Result<void>>;

/** A program that was dialled and has proved the token; the connection stays open for its certificates. */
export interface JoinDialled {
  readonly request: Omit<JoinRequest, 'kind' | 'proof' | 'version'>;
  /** Hands over the certificates; resolves when the program has stored them. */
  grant(grant: Omit<JoinGrant, 'kind'>): Promise<Result<void>>;
  close(): void;
  /** Resolves when the connection is over; it lasts at most a minute. */
  readonly closed: Promise<void>;
}

/** Dials a program that waits to join, at most 10 seconds, and proves the token. */
export type DialJoin = (
  target: {
    readonly role: 'controller' | 'agent';
    readonly id: string;
    readonly address: string;
    readonly token: Secret;
  },
  signal: AbortSignal,
) => Promise<Result<JoinDialled>>;
