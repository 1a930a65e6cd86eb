import { type Problem, problem } from '@interlock/base';
import type { ChainHead } from './audit-record.ts';
import type { Checkpoint } from './checkpoint.ts';

/**
 * What is wrong with going on with a chain where its store stands now: the last checkpoint has seen more than the
 * store holds, or something else. So a database that was put back to an older state shows at the start, before a
 * second chain grows beside the first.
 *
 * @param last the writer's last checkpoint, its signature verified; undefined where there is none.
 * @param hashAt the hash of the store's record at the checkpoint's sequence; undefined where it holds none.
 */
export function chainResumptionFault(
  head: ChainHead | undefined,
  last: Checkpoint | undefined,
  hashAt: string | undefined,
): Problem | undefined {
  if (last === undefined) return undefined;
  const held = head?.sequence ?? 0;
  if (held < last.sequence) {
    const message = `The audit chain ends at record ${held}, but its last checkpoint has seen record ${last.sequence}: the database is older than its witness file.`;
    return problem('AuditUnavailable', message);
  }
  if (hashAt === last.hash) return undefined;
  const message = `Record ${last.sequence} of the audit chain is not the one that its last checkpoint has seen.`;
  return problem('AuditUnavailable', message);
}
