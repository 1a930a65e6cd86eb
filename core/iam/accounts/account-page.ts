import type { AccountName } from '@interlock/base';
import type { IdentityServiceId } from '../identity-services/identity-service-id.ts';
import type { Account } from './account.ts';

/** Which piece of the accounts of a service is wanted. */
export interface AccountQuery {
  readonly serviceId: IdentityServiceId;
  readonly name?: AccountName;
  /** A text that stands anywhere in the name or the e-mail address, without regard to case. */
  readonly search?: string;
  readonly disabled?: boolean;
  /** From 1 on. */
  readonly limit: number;
  readonly offset: number;
}

/** An account as a list shows it. */
export interface ListedAccount {
  readonly account: Account;
  readonly hasPassword: boolean;
  /** Whether its name stands on the blocklist. */
  readonly blocked: boolean;
  /** Absent where it has not logged in since this is noted. */
  readonly lastLoginAtMs?: number;
}

/** A piece of the accounts of a service, by name (by code points). */
export interface AccountPage {
  readonly items: readonly ListedAccount[];
  /** How many accounts all pieces together hold. */
  readonly total: number;
}
