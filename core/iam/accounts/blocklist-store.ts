import type { AccountName } from '@interlock/base';

/** A name that logs in nowhere, whatever service answers for it (semantics §1.7). */
export interface BlockedName {
  /** In canonical form without regard to case, also where a service compares exactly. */
  readonly name: AccountName;
  readonly comment: string;
  readonly sinceMs: number;
}

/** Keeps the blocklist. */
export interface BlocklistStore {
  find(name: AccountName): Promise<BlockedName | undefined>;
  /** All, by name (by code units). */
  list(): Promise<readonly BlockedName[]>;
  /** Inserts, or replaces the entry of this name. */
  save(entry: BlockedName): Promise<void>;
  /** @returns whether there was one. */
  remove(name: AccountName): Promise<boolean>;
}
