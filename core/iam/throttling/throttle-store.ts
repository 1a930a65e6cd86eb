import type { AccountName } from '@interlock/base';

declare const brand: unique symbol;

/** What failures are counted for: an account, a pair of account and network, a network, a pair of account and device. */
export type ThrottleKey = string & { readonly [brand]: 'ThrottleKey' };

/** The failures counted for one key. */
export interface ThrottleCounter {
  readonly key: ThrottleKey;
  /** When the last failures were, oldest first; bounded, and no older than the window. */
  readonly recentMs: readonly number[];
  /** Failures that no success of their own pair has cleared. */
  readonly inRow: number;
  readonly lastMs: number;
}

/** Keeps the counters, so that a restart clears none and all nodes count together. */
export interface ThrottleStore {
  /** The counters that exist for these keys. */
  find(keys: readonly ThrottleKey[]): Promise<readonly ThrottleCounter[]>;
  /** Inserts, or replaces the counter of this key. */
  save(counter: ThrottleCounter): Promise<void>;
  remove(keys: readonly ThrottleKey[]): Promise<void>;
  /** Counters with at least this many failures in a row, by key. For the administrator who lifts them. */
  atLeast(inRow: number): Promise<readonly ThrottleCounter[]>;
  /** Counters whose key ends with this name; whether they are of the account, says the key. */
  ofAccount(name: AccountName): Promise<readonly ThrottleCounter[]>;
  /**
   * Keeps at most `countMax` counters: those with the most failures in a row, then the youngest. A flood of
   * invented names so displaces other invented names first, never the counter of an account under attack.
   */
  prune(countMax: number): Promise<void>;
}
