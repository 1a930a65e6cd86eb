import type { AccountName } from '@interlock/base';
import type { IdentityServiceId } from '../identity-services/identity-service-id.ts';
import type { RoleName } from '../permissions/role-name.ts';
import type { AccountKey } from './account-key.ts';

/** An account that is kept here. It never holds a password; hashes stand in the PasswordStore. */
export interface Account {
  readonly key: AccountKey;
  readonly serviceId: IdentityServiceId;
  /** Canonical; unique in its service. */
  readonly name: AccountName;
  readonly email?: string;
  /** A disabled account logs in nowhere and its sessions are ended. */
  readonly disabled: boolean;
  /** Whether nothing but a change of the password is allowed until it is changed. */
  readonly forcePasswordChange: boolean;
  /** Roles of the same service. Names that no role has any more give nothing. */
  readonly roles: readonly RoleName[];
  readonly createdAtMs: number;
}
