import type { Secret } from '@interlock/base';
import type { AccountKey } from './account-key.ts';

/** Keeps the hashes of passwords, apart from the accounts, so that a list of accounts never carries one. */
export interface PasswordStore {
  /** The hash with its parameters, as the PasswordHasher made it. */
  find(key: AccountKey): Promise<Secret | undefined>;
  /** Inserts or replaces the hash of an account that exists. */
  save(key: AccountKey, hash: Secret): Promise<void>;
  /** Replaces the hash only where it is still `previous`. @returns whether it was. */
  replace(key: AccountKey, previous: Secret, next: Secret): Promise<boolean>;
  remove(key: AccountKey): Promise<void>;
}
