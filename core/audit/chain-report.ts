import type { Sha256 } from '@interlock/base';
import type { AuditWriter } from './audit-writer.ts';
import type { SignedStatement } from './checkpoint.ts';

/** Whether a text was signed with this key, and the key is one of this signer's. */
export type VerifyStatement = (
  signer: AuditWriter,
  keyId: string,
  text: string,
  signature: string,
) => boolean;

/** What a chain is verified from. */
export interface ChainEvidence {
  readonly writer: AuditWriter;
  /** The chain's lines in order, from a store or from an export. */
  readonly lines: Iterable<string> | AsyncIterable<string>;
  /** What witnesses said of this chain and of others; those of others are passed over. */
  readonly witness: readonly SignedStatement[];
  readonly verify: VerifyStatement;
  readonly sha256: Sha256;
}

/** How a chain can be bad. */
export type ChainFault =
  /** The line can't be read as a record. */
  | 'unreadable'
  /** The record belongs into another writer's chain. */
  | 'foreign'
  /** The record's content doesn't fit its hash, or its neighbours say that another one stood here. */
  | 'altered'
  /** The record isn't there; a later one stands in its place. */
  | 'missing'
  /** A record that stood before stands here again. */
  | 'repeated'
  /** The chain ends before this record, but a witness has seen it. */
  | 'cutOff'
  /** The hashes are valid, but a witness has seen others: one of these records, or all, were made anew. */
  | 'rewritten'
  /** Witnesses have seen two different records in this place: the chain was continued twice. */
  | 'forked';

/** Where a chain is bad first. */
export interface BadRecord {
  /** The first bad record; where no more can be known, the first of the records among which it is. */
  readonly sequence: number;
  /** The last of the records that the fault may concern; mostly the same. */
  readonly throughSequence: number;
  readonly fault: ChainFault;
  /** A sentence for a person. */
  readonly message: string;
}

/** What verification found. */
export interface ChainReport {
  readonly writer: AuditWriter;
  /** Whether nothing bad was found, in the records that were read and in the witnesses' statements. */
  readonly isSound: boolean;
  readonly bad?: BadRecord;
  /** Records that were read and found good. */
  readonly records: number;
  /** The last good record; 0 where there is none. */
  readonly lastSequence: number;
  /** Records before this one and this one were removed at a checkpoint that stands; 0: none were. */
  readonly cutThroughSequence: number;
  /** Up to here a witness vouches for the chain; 0: nowhere. */
  readonly witnessedThroughSequence: number;
  /** Good records after that: whether they stood so, nobody but their own hashes says. */
  readonly unwitnessed: number;
  /** Statements on this chain whose signature is not good, as positions in the evidence. */
  readonly badStatements: readonly number[];
  /** Checkpoints whose predecessor is missing among the statements; not bad by itself. */
  readonly checkpointGaps: number;
  /** Records that are older, by their clock, than the one before; not bad by itself. */
  readonly clockSetBacks: number;
}
