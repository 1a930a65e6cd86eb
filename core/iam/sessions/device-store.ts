import type { AccountName } from '@interlock/base';

/** A browser from which a name has logged in (semantics §3.4). It proves nothing and only sorts throttling. */
export interface KnownDevice {
  /** SHA-256 of the device mark, base64url. */
  readonly markHash: string;
  /** In the form that throttling counts by: canonical, without regard to case. */
  readonly accountName: AccountName;
  /** When it is forgotten. */
  readonly endsAtMs: number;
}

/** Keeps the known devices: pairs of a mark and a name. */
export interface DeviceStore {
  /** Whether this mark is known for this name at `nowMs`. */
  knows(markHash: string, accountName: AccountName, nowMs: number): Promise<boolean>;
  /** Inserts or replaces; of a name only the `perAccountMax` that end last are kept. */
  save(device: KnownDevice, perAccountMax: number): Promise<void>;
  /** Forgets a mark with all its names: «forget this device». */
  forget(markHash: string): Promise<void>;
  /** Forgets all devices of a name. */
  forgetAccount(accountName: AccountName): Promise<void>;
  /** Removes what has ended at `nowMs`. */
  removeEnded(nowMs: number): Promise<void>;
}
