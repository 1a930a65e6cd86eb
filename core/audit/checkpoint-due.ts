import type { ChainHead } from './audit-record.ts';
import type { AuditWriter } from './audit-writer.ts';
import type { Checkpoint } from './checkpoint.ts';

/** After how many records a checkpoint is due at the latest (semantics §6.1). */
export const checkpointRecords = 1_000;

/** How old a record may be without a checkpoint, in milliseconds (semantics §6.1). */
export const checkpointAgeMs = 60_000;

/** What stands in the chain behind its last checkpoint. */
export interface Unwitnessed {
  readonly records: number;
  /** When the oldest of them was written. */
  readonly oldestAtMs: number;
}

/**
 * In how many milliseconds a checkpoint is due: 0 for now, undefined where there is nothing to witness. A clock
 * that went back puts it off by 60 s at most.
 */
export function checkpointDueInMs(unwitnessed: Unwitnessed, nowMs: number): number | undefined {
  if (unwitnessed.records <= 0) return undefined;
  if (unwitnessed.records >= checkpointRecords) return 0;
  const ageMs = Math.max(0, nowMs - unwitnessed.oldestAtMs);
  return Math.max(0, checkpointAgeMs - ageMs);
}

/** The checkpoint of a head, to be signed. `last` is the one before, undefined where there is none. */
export function checkpointAt(
  writer: AuditWriter,
  head: ChainHead,
  last: Checkpoint | undefined,
  nowMs: number,
): Checkpoint {
  return {
    kind: 'checkpoint',
    writer: { role: writer.role, id: writer.id },
    sequence: head.sequence,
    hash: head.hash,
    count: head.sequence - (last?.sequence ?? 0),
    atMs: nowMs,
  };
}
