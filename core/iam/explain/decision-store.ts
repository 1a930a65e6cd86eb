import type { AccountKey } from '../accounts/account-key.ts';
import type { DecisionRecord, RefusalRecord } from './decision-record.ts';

/** Keeps what was decided about what people and programs wanted to do. */
export interface DecisionStore {
  /** Adds to the counts of the records' days (UTC), each day by the record's last time. */
  count(records: readonly DecisionRecord[]): Promise<void>;
  /**
   * What was decided about an account since a time, to the day: one record for each permission, Controller, folder and
   * answer, the latest first.
   */
  list(accountKey: AccountKey, sinceMs: number): Promise<readonly DecisionRecord[]>;
  /** How many records {@link DecisionStore.list} gives for each account that has some. */
  questions(sinceMs: number): Promise<ReadonlyMap<AccountKey, number>>;
  /** The day, as its beginning in milliseconds, from which on there are records; undefined where there are none. */
  firstDayMs(): Promise<number | undefined>;
  /** Keeps refusals; of each account the newest {@link refusalsPerAccountMax}. */
  addRefusals(refusals: readonly RefusalRecord[]): Promise<void>;
  findRefusal(reference: string): Promise<RefusalRecord | undefined>;
  /** Removes what is older, and of the rest the oldest decisions beyond the bounds. @returns how many. */
  trim(beforeMs: number, recordsMax: { readonly ofAll: number; readonly ofOne: number }): Promise<number>;
}
