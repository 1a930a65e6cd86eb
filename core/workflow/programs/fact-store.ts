/**
 * Keeps what the Cockpit knows of itself, under names that stand in its code: its id, how far its first set-up came.
 * Values are small texts and no secrets. Fulfilled by `@interlock/store`, and by a fake.
 */
export interface FactStore {
  get(name: string): Promise<string | undefined>;
  set(name: string, value: string): Promise<void>;
}
