import type { AccountName, Result } from '@interlock/base';
import type { IdentityServiceId } from '../identity-services/identity-service-id.ts';
import type { RoleName } from '../permissions/role-name.ts';
import type { Account } from './account.ts';
import type { AccountKey } from './account-key.ts';

/** Keeps the accounts. */
export interface AccountStore {
  find(key: AccountKey): Promise<Account | undefined>;
  findByName(serviceId: IdentityServiceId, name: AccountName): Promise<Account | undefined>;
  /** All accounts of a service, or of every service, by name (by code units) and key. */
  list(serviceId?: IdentityServiceId): Promise<readonly Account[]>;
  /** The accounts that have a role, found without regard to case, by name. */
  withRole(serviceId: IdentityServiceId, role: RoleName): Promise<readonly Account[]>;
  /**
   * Inserts, or replaces the account with this key. Roles keep their order; a name that stands twice is kept once.
   * Refuses `DuplicateName` where another account of the service has the name.
   */
  save(account: Account): Promise<Result<void>>;
  /** Removes an account with its password. @returns whether there was one. */
  remove(key: AccountKey): Promise<boolean>;
}
