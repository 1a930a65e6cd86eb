import type { Result } from '@interlock/base';
import type { IdentityServiceId } from './identity-service-id.ts';
import type { IdentityServiceSettings } from './identity-service-settings.ts';

/** Keeps the Identity Services. */
export interface IdentityServiceStore {
  /** All, in the order in which they run: ascending ordering, ties by name (by code units). */
  list(): Promise<readonly IdentityServiceSettings[]>;
  find(id: IdentityServiceId): Promise<IdentityServiceSettings | undefined>;
  /** Finds by name, without regard to case. */
  findByName(name: string): Promise<IdentityServiceSettings | undefined>;
  /** Inserts, or replaces the one with this id. Refuses `DuplicateName` where another has the name in any case. */
  save(service: IdentityServiceSettings): Promise<Result<void>>;
  /** Removes a service with its accounts, passwords and roles. @returns whether there was one. */
  remove(id: IdentityServiceId): Promise<boolean>;
}
