import type { AccountName, Result } from '@interlock/base';
import type { AccountKey } from '../accounts/account-key.ts';
import type { IdentityServiceId } from '../identity-services/identity-service-id.ts';
import type { ApiToken } from './api-token.ts';

/** Keeps the API tokens. With its account a token goes, whoever removes that. */
export interface ApiTokenStore {
  find(tokenHash: string): Promise<ApiToken | undefined>;
  findById(id: string): Promise<ApiToken | undefined>;
  /** The tokens of an account, ended ones included, newest first, ties by id. */
  ofAccount(key: AccountKey): Promise<readonly ApiToken[]>;
  /** The tokens of all accounts, ended ones included, newest first, ties by id; at most `limit`. */
  newest(limit: number): Promise<readonly ApiToken[]>;
  /** Adds a new token. Refuses `DuplicateName` where the account has one of this name. */
  add(token: ApiToken): Promise<Result<void>>;
  /** Notes a use. It never moves back, and does nothing where the token is gone. */
  touch(id: string, lastUsedAtMs: number): Promise<void>;
  /** @returns whether there was one. */
  remove(id: string): Promise<boolean>;
  /** Revokes every token of an account. @returns the ids revoked. */
  removeOfAccount(key: AccountKey): Promise<readonly string[]>;
  /** Revokes every token of this name's accounts, in any service, compared without regard to case. @returns the ids revoked. */
  removeOfName(name: AccountName): Promise<readonly string[]>;
  /** Revokes every token of this service's accounts. @returns the ids revoked. */
  removeOfService(serviceId: IdentityServiceId): Promise<readonly string[]>;
  /** Removes what had ended by a time. */
  removeEnded(byMs: number): Promise<void>;
}
