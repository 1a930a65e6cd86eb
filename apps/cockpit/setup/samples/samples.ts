import { checksums } from './checksums.ts';
import { diskSpace } from './disk-space.ts';
import { lateDelivery } from './late-delivery.ts';
import type { Sample } from './sample.ts';

/** The workflows that the first start deploys: one that shows If, one Fork, one Try and Retry. */
export function samples(agentName: string): readonly Sample[] {
  return [diskSpace(agentName), checksums(agentName), lateDelivery(agentName)];
}

/** The workflow whose order is the first to run: it fails once, tries again and succeeds. */
export const firstWorkflowPath = '/samples/late-delivery';
