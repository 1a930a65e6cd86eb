import { benchWorkflow } from '../../ours/bench-workflow.ts';
import { openOurs } from '../../ours/open-ours.ts';
import type { Submission } from './submission.ts';

/** Our three programs around the same script: one order at a time by `POST /joc/api/orders/add`. */
export async function openSubmission(script: string): Promise<Submission> {
  const ours = await openOurs(benchWorkflow('/bench/idle', script, 1));
  return {
    async submit() {
      const order = ours.newOrder();
      const ended = ours.ended([order.orderId]);
      await ours.call('/orders/add', { controllerId: 'controller', orders: [order] });
      await ended;
    },
    close: ours.close,
  };
}
