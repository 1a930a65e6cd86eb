import type { AuditCategory } from './audit-category.ts';
import type { AuditOutcome, AuditTargetKind } from './audit-entry.ts';
import type { AuditRecord, ChainHead } from './audit-record.ts';
import type { AuditWriter } from './audit-writer.ts';

/**
 * Keeps audit chains. An instance belongs to one transaction, the one that changes what the records speak of, so
 * that both stand or neither (semantics §6.2). The line of a record is the truth; columns that a query needs are
 * derived from it, and answers are read from the line.
 */
export interface AuditStore {
  /** The newest record of a writer's chain; undefined where there is none. */
  head(writer: AuditWriter): Promise<ChainHead | undefined>;
  /**
   * Appends records of one writer, in order.
   *
   * @throws where the first does not follow the head: somebody else has written meanwhile, or the caller is wrong.
   */
  append(records: readonly AuditRecord[]): Promise<void>;
  /** The lines of a writer's chain in order, both ends included; without `to`, up to the head. */
  lines(writer: AuditWriter, from: number, to?: number): AsyncIterable<string>;
  /** What fits the filter, newest first. */
  query(filter: AuditFilter): Promise<readonly StoredAuditRecord[]>;
  /**
   * Removes the oldest records of a chain, up to a sequence that a checkpoint stands at (semantics §6.4). The newest
   * record always stays.
   *
   * @returns how many were removed.
   * @throws where the newest record would go.
   */
  cut(writer: AuditWriter, throughSequence: number): Promise<number>;
}

/** A record as the store gives it. */
export interface StoredAuditRecord {
  /** Rising in the order of writing, over all writers of this store; counted from 1. */
  readonly id: number;
  readonly record: AuditRecord;
}

/** A folder, and whether what lies below it counts too. */
export interface AuditFolder {
  readonly folder: string;
  readonly recursive: boolean;
}

/**
 * One part of what a caller may see: records of these categories, of this Controller if one is named, and, where a
 * record's target has a folder, only in these folders (undefined: in all).
 */
export interface AuditView {
  readonly categories: readonly AuditCategory[];
  /** A record that names no Controller is seen all the same. */
  readonly controllerId?: string;
  readonly folders?: readonly AuditFolder[];
}

/** What is asked for. All that is given has to hold. */
export interface AuditFilter {
  /** What the caller may see: at least one has to let a record pass. Empty: nothing. */
  readonly views: readonly AuditView[];
  readonly id?: number;
  readonly writer?: AuditWriter;
  /** Records of this Controller, and those that name none. */
  readonly controllerId?: string;
  readonly categories?: readonly AuditCategory[];
  readonly targetKinds?: readonly AuditTargetKind[];
  /** Only targets within these folders; what has no folder is left out. */
  readonly folders?: readonly AuditFolder[];
  /** A pattern for the target's id: `*` stands for any characters, `?` for one; letters count exactly. */
  readonly targetId?: string;
  /** A pattern. */
  readonly account?: string;
  /** A pattern for the reason's comment. */
  readonly comment?: string;
  /** A pattern. */
  readonly ticketLink?: string;
  readonly outcomes?: readonly AuditOutcome[];
  readonly correlation?: string;
  /** This time and later. */
  readonly fromMs?: number;
  /** Before this time. */
  readonly toMs?: number;
  /** Records older than this one, for the next page. */
  readonly beforeId?: number;
  /** 1 to {@link auditQueryLimitMax}. */
  readonly limit: number;
}

/** The most records that one query gives. */
export const auditQueryLimitMax = 10_000;
