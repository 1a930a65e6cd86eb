import { benchWorkflow } from '../../ours/bench-workflow.ts';
import { openOurs } from '../../ours/open-ours.ts';
import type { Arm } from '../../scenario.ts';

/** Our three programs: all orders in one `POST /joc/api/orders/add`; an order counts when the Cockpit's stream tells its end. */
export async function openOursArm(orderCount: number, inFlight: number): Promise<Arm> {
  const ours = await openOurs(benchWorkflow('/bench/shell', 'exit 0', inFlight));
  return {
    async measure() {
      const orders = Array.from({ length: orderCount }, () => ours.newOrder());
      const ended = ours.ended(orders.map(({ orderId }) => orderId));
      const startedAtMs = performance.now();
      await ours.call('/orders/add', { controllerId: 'controller', orders });
      await ended;
      return (orderCount * 1_000) / (performance.now() - startedAtMs);
    },
    close: ours.close,
  };
}
