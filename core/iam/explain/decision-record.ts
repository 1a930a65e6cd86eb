import type { AccountKey } from '../accounts/account-key.ts';
import type { AuthorizationRequest } from '../permissions/decision.ts';

/** What somebody wanted to do, and what was answered; equal ones of one day are one record. */
export interface DecisionRecord extends AuthorizationRequest {
  readonly accountKey: AccountKey;
  readonly allowed: boolean;
  /** How often. */
  readonly count: number;
  readonly lastAtMs: number;
}

/** A refusal that was told to somebody, kept under the reference that he was given. */
export interface RefusalRecord {
  readonly reference: string;
  readonly atMs: number;
  readonly accountKey: AccountKey;
  readonly accountName: string;
  readonly serviceName: string;
  /** What was asked for; absent where no permission decided, as when a password has to be changed first. */
  readonly request?: AuthorizationRequest;
  /** The reason at that time, in words. */
  readonly reason: string;
}

/** How long decisions and refusals are kept, in milliseconds. */
export const decisionAgeMaxMs = 30 * 24 * 60 * 60_000;

/** How many records of decisions are kept at most, one for each day, of all accounts and of one; beyond, the oldest go. */
export const decisionRecordsMax = { ofAll: 100_000, ofOne: 10_000 } as const;

/** How many refusals of one account are kept at most; beyond, its oldest go, so that nobody washes away another's. */
export const refusalsPerAccountMax = 1_000;
