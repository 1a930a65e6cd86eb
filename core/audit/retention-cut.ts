import type { ChainHead } from './audit-record.ts';
import type { Checkpoint } from './checkpoint.ts';

/**
 * Up to which record a chain may be cut so that everything older than a time goes: whole segments only, each ended
 * by a checkpoint that stays, and never the newest record (semantics §6.4).
 *
 * A checkpoint is younger than all that it covers, so what it covers is older than the time as well.
 *
 * @param checkpoints of this chain, their signatures verified, in any order.
 * @returns the sequence of the last record to go; undefined where nothing may go.
 */
export function retentionCut(
  checkpoints: readonly Checkpoint[],
  head: ChainHead | undefined,
  olderThanMs: number,
): number | undefined {
  const ends = checkpoints
    .filter(({ sequence, atMs }) => atMs < olderThanMs && sequence < (head?.sequence ?? 0))
    .map(({ sequence }) => sequence);
  return ends.length === 0 ? undefined : Math.max(...ends);
}
