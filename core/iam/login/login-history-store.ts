import type { AccountName } from '@interlock/base';

/** What came of a login. */
export type LoginResult = 'succeeded' | 'refused' | 'challenged';

/** What one Identity Service answered. */
export interface ServiceOutcome {
  readonly serviceName: string;
  readonly outcome: 'verified' | 'challenge' | 'notMine' | 'rejected' | 'unavailable';
  /** A stable reason code, such as `wrongPassword`; for the log and the administrator, never for the caller. */
  readonly reason: string;
}

/** One login, with every service's outcome, required services included (semantics §1.7). */
export interface LoginHistoryEntry {
  /** 128 random bits, base64url. */
  readonly id: string;
  readonly atMs: number;
  /** The canonical name that was claimed or proven; absent where neither gave one. */
  readonly accountName?: AccountName;
  readonly address: string;
  readonly userAgent: string;
  readonly result: LoginResult;
  /** Why it was refused, as a stable code; `none` on success. */
  readonly reason: string;
  /** The service of the session's account, on success. */
  readonly serviceName?: string;
  readonly services: readonly ServiceOutcome[];
}

/** Which entries are wanted. Absent means any. */
export interface LoginHistoryFilter {
  readonly accountName?: AccountName;
  readonly result?: LoginResult;
  /** From this time on, inclusive. */
  readonly fromMs?: number;
  /** Before this time. */
  readonly toMs?: number;
  /** At most so many: 1 to 10 000. */
  readonly limit: number;
}

/** Keeps the login history. */
export interface LoginHistoryStore {
  add(entry: LoginHistoryEntry): Promise<void>;
  /** Newest first, ties by id. */
  list(filter: LoginHistoryFilter): Promise<readonly LoginHistoryEntry[]>;
  /** Removes entries older than `beforeMs`. @returns how many. */
  removeBefore(beforeMs: number): Promise<number>;
}
