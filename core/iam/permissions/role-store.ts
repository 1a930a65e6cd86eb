import type { Result } from '@interlock/base';
import type { IdentityServiceId } from '../identity-services/identity-service-id.ts';
import type { Role } from './role.ts';
import type { RoleName } from './role-name.ts';

/** Keeps the roles. Names are found without regard to case. */
export interface RoleStore {
  find(serviceId: IdentityServiceId, name: RoleName): Promise<Role | undefined>;
  /** Those of the named roles that exist, each once, by ordering and name. */
  findAll(serviceId: IdentityServiceId, names: readonly RoleName[]): Promise<readonly Role[]>;
  /** All roles of a service, or of every service, by ordering and name. */
  list(serviceId?: IdentityServiceId): Promise<readonly Role[]>;
  /** How many accounts of a service have each role, by {@link roleNameKey}; a role that none has is absent. */
  holders(serviceId: IdentityServiceId): Promise<ReadonlyMap<string, number>>;
  /** Inserts, or replaces the role of this name with its permissions and folders. */
  save(role: Role): Promise<void>;
  /**
   * Renames a role; accounts keep it. Refuses `UnknownObject` where there is none,
   * `DuplicateName` where another role has the new name.
   */
  rename(serviceId: IdentityServiceId, from: RoleName, to: RoleName): Promise<Result<void>>;
  /** Removes a role, also from the accounts that have it. @returns whether there was one. */
  remove(serviceId: IdentityServiceId, name: RoleName): Promise<boolean>;
}
