import type { OrderGroup } from './order-filter.ts';
import type { OrderCounts } from './overview-query.ts';

/** How many orders a group holds. */
export function countOf(group: OrderGroup, counts: OrderCounts): number {
  switch (group) {
    case 'running':
      return counts.running + counts.inProgress;
    case 'scheduled':
      return counts.scheduled + counts.pending;
    case 'ended':
      return counts.terminated;
    default:
      return counts[group];
  }
}
