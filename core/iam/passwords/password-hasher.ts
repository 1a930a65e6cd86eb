import type { Result, Secret } from '@interlock/base';

/**
 * Hashes passwords slowly on purpose, in their prepared form (`preparePassword`), which it makes itself.
 * Each answer may be refused with `Throttled` when too many wait.
 */
export interface PasswordHasher {
  /** @returns the hash with its salt and parameters, in one text. Refuses `PasswordRefused` what can be no password. */
  hash(password: Secret, signal: AbortSignal): Promise<Result<Secret>>;
  /**
   * Whether a password fits a hash. Without a hash, or with a password that can fit none, the same work is done
   * and the answer is false, so that an unknown account costs what a known one does.
   */
  verify(password: Secret, hash: Secret | undefined, signal: AbortSignal): Promise<Result<boolean>>;
  /** Whether a hash was made with weaker parameters than are used now. */
  needsRehash(hash: Secret): boolean;
}
