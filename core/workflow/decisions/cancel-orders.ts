import type { Problem } from '@interlock/base';
import type { CancelOrders } from '../orders/commands.ts';
import type { Order, OrderMark, StepTreatment } from '../orders/order.ts';
import { get } from '../state/sorted-map.ts';
import { type Draft, emit } from './decision.ts';
import { childrenOf, forOrders, isClosedChild } from './select-orders.ts';

/** Cancels orders, all or none. One with a running step, or with children, is marked, and ends when they have. */
export function cancelOrders(draft: Draft, { orderIds, mode, account }: CancelOrders): readonly Problem[] {
  const treatment = mode === 'freshOnly' ? 'afterStep' : mode;
  return forOrders(
    draft,
    orderIds,
    (order) => {
      if (isClosedChild(order)) return 'has ended and waits for the other branches';
      return mode === 'freshOnly' && order.state.kind !== 'fresh' ? 'has started' : undefined;
    },
    (orderId) => {
      const order = get(draft.state.orders, orderId);
      if (order !== undefined) cancel(draft, order, treatment, account);
    },
  );
}

function cancel(draft: Draft, order: Order, treatment: StepTreatment, account: string): void {
  if (isClosedChild(order)) return;
  if (order.state.kind !== 'processing' && order.state.kind !== 'forked') {
    emit(draft, { kind: 'OrderCancelled', orderId: order.id, account });
    return;
  }
  const harsher = harsherOf(order.mark, treatment);
  if (order.mark?.kind !== 'cancelling' || order.mark.treatment !== harsher)
    emit(draft, { kind: 'OrderCancellationMarked', orderId: order.id, treatment: harsher, account });
  for (const child of childrenOf(draft, order)) cancel(draft, child, treatment, account);
}

const harshness: Readonly<Record<StepTreatment, number>> = { afterStep: 0, kill: 1, killAtOnce: 2 };

/** What was asked for and what is asked for now: a step that is being killed is not spared. */
export function harsherOf(mark: OrderMark | undefined, treatment: StepTreatment): StepTreatment {
  return mark !== undefined && harshness[mark.treatment] > harshness[treatment] ? mark.treatment : treatment;
}
