import type { AccountName, Result } from '@interlock/base';
import type { IdentityServiceId } from '../identity-services/identity-service-id.ts';
import type { RoleName } from '../permissions/role-name.ts';
import type { Account } from './account.ts';
import type { AccountKey } from './account-key.ts';
import type { AccountPage, AccountQuery } from './account-page.ts';

/** The dates of one account. */
export interface AccountDates {
  readonly key: AccountKey;
  /** Absent where it has not logged in since this is noted. */
  readonly lastLoginAtMs?: number;
  /** By the name of the role; a role without a date was assigned before dates were kept. */
  readonly assignedAtMs: ReadonlyMap<RoleName, number>;
}

/** Keeps the accounts. */
export interface AccountStore {
  find(key: AccountKey): Promise<Account | undefined>;
  findByName(serviceId: IdentityServiceId, name: AccountName): Promise<Account | undefined>;
  /** All accounts of a service, or of every service, by name (by code units) and key. */
  list(serviceId?: IdentityServiceId): Promise<readonly Account[]>;
  /** A piece of the accounts of a service: its cost is that of the piece, however many there are, unless it is searched. */
  page(query: AccountQuery): Promise<AccountPage>;
  /** Notes that the account logged in; without effect where it is not kept here. */
  noteLogin(key: AccountKey, atMs: number): Promise<void>;
  /** The accounts that have a role, found without regard to case, by name. */
  withRole(serviceId: IdentityServiceId, role: RoleName): Promise<readonly Account[]>;
  /** Since when accounts have their roles, and when they last logged in. In no order; accounts that are gone are left out. */
  dates(keys: readonly AccountKey[]): Promise<readonly AccountDates[]>;
  /**
   * Inserts, or replaces the account with this key. Roles keep their order; a name that stands twice is kept once.
   * A role that the account had already keeps its date; others get `assignedAtMs`, those of a new account its creation.
   * Refuses `DuplicateName` where another account of the service has the name.
   */
  save(account: Account, assignedAtMs?: number): Promise<Result<void>>;
  /** Removes an account with its password. @returns whether there was one. */
  remove(key: AccountKey): Promise<boolean>;
}
