import type { Json } from '@interlock/base';
import type { IdentityServiceId } from '../identity-services/identity-service-id.ts';

/** A setting of the installation that is changed while it runs. */
export interface StoredSetting {
  /** Given by the store, from 1 on; it stays the same while the setting is stored again. */
  readonly id: number;
  /** What it is about, such as `identity`. */
  readonly scope: string;
  /** Unique in its scope. */
  readonly name: string;
  /** The service that it belongs to, and with which it goes. */
  readonly serviceId?: IdentityServiceId;
  /** Secrets in it are sealed (semantics §7.1). */
  readonly value: Json;
}

/** Keeps settings. */
export interface SettingStore {
  find(scope: string, name: string): Promise<StoredSetting | undefined>;
  findById(id: number): Promise<StoredSetting | undefined>;
  /** All of a scope, by name (by code units). */
  list(scope: string): Promise<readonly StoredSetting[]>;
  /** Inserts, or replaces the value of the setting of this scope and name. @returns its id. */
  save(setting: Omit<StoredSetting, 'id'>): Promise<number>;
  /** @returns whether there was one. */
  remove(scope: string, name: string): Promise<boolean>;
}
