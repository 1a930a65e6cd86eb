import type { AccountName } from '@interlock/base';
import type { AccountKey } from '../accounts/account-key.ts';
import type { IdentityServiceId } from '../identity-services/identity-service-id.ts';
import type { Session } from './session.ts';

/** Keeps the sessions. What ends sessions gives their ids, so that open streams can be cut. */
export interface SessionStore {
  find(tokenHash: string): Promise<Session | undefined>;
  findById(id: string): Promise<Session | undefined>;
  /** Sessions that have not ended at `nowMs`, newest start first, ties by id. */
  list(nowMs: number): Promise<readonly Session[]>;
  /** Adds a new session. */
  add(session: Session): Promise<void>;
  /** Notes a use. It never moves back, and does nothing where the session is gone. */
  touch(id: string, lastUsedAtMs: number): Promise<void>;
  /** @returns whether there was one. */
  remove(id: string): Promise<boolean>;
  /** Ends every session that stands on any proof of this account, but `exceptId`. @returns the ids ended. */
  removeOfAccount(key: AccountKey, exceptId?: string): Promise<readonly string[]>;
  /** Ends every session with any proof of this name, in any service, compared without regard to case. @returns the ids ended. */
  removeOfName(name: AccountName): Promise<readonly string[]>;
  /** Ends every session with any proof by this service. @returns the ids ended. */
  removeOfService(serviceId: IdentityServiceId): Promise<readonly string[]>;
  /** Removes what has ended at `nowMs`, by idle or absolute limit. @returns the ids ended. */
  removeEnded(nowMs: number): Promise<readonly string[]>;
}
