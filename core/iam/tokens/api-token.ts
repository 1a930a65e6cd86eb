import type { AccountName } from '@interlock/base';
import type { AccountKey } from '../accounts/account-key.ts';
import type { IdentityServiceId } from '../identity-services/identity-service-id.ts';
import type { RightsLimit } from '../permissions/rights-limit.ts';
import type { ApiTokenName } from './api-token-name.ts';

/** A token by which a program works in the name of an account. Its value is nowhere stored. */
export interface ApiToken {
  /** 128 random bits, base64url: names the token in lists, logs and the audit trail, and is no secret. */
  readonly id: string;
  /** Unique among the tokens of its account without regard to case. */
  readonly name: ApiTokenName;
  /** SHA-256 of the value, base64url. */
  readonly tokenHash: string;
  /** The account in whose name it works. It never holds more than that account does at the moment of its use. */
  readonly key: AccountKey;
  readonly serviceId: IdentityServiceId;
  readonly accountName: AccountName;
  /** The account that made it, as people read it. */
  readonly createdBy: string;
  /** What it is limited to; without members it holds all that its account does. */
  readonly limit: RightsLimit;
  readonly createdAtMs: number;
  /** When it ends in any case. */
  readonly endsAtMs: number;
  /** Written at most once a minute; absent: not used yet. */
  readonly lastUsedAtMs?: number;
}

/** How many tokens an account may have at once. */
export const apiTokensPerAccountMax = 100;

/** How long a token may live: one year, in milliseconds. */
export const apiTokenLifeMaxMs = 365 * 24 * 3_600_000;

/** For how long an ended token is still listed, in milliseconds. */
export const endedApiTokenKeptMs = 30 * 24 * 3_600_000;
