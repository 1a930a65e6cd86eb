import type { Problem } from '@interlock/base';
import type { SuspendOrders } from '../orders/commands.ts';
import type { Order } from '../orders/order.ts';
import { get } from '../state/sorted-map.ts';
import { harsherOf } from './cancel-orders.ts';
import { type Draft, emit } from './decision.ts';
import { childrenOf, forOrders, isClosedChild } from './select-orders.ts';

/** Suspends orders, all or none. One with a running step is marked, and is suspended when the step has ended. */
export function suspendOrders(draft: Draft, command: SuspendOrders): readonly Problem[] {
  return forOrders(draft, command.orderIds, whyNotSuspended, (orderId) => {
    const order = get(draft.state.orders, orderId);
    if (order !== undefined) suspend(draft, order, command);
  });
}

function whyNotSuspended(order: Order): string | undefined {
  if (order.mark?.kind === 'cancelling') return 'is being cancelled';
  if (isClosedChild(order)) return 'has ended and waits for the other branches';
  if (order.state.kind === 'failed') return 'has failed';
  return order.state.kind === 'broken' ? 'is broken' : undefined;
}

function suspend(draft: Draft, order: Order, command: SuspendOrders): void {
  const { id: orderId } = order;
  const { mode, reset = false, account } = command;
  if (whyNotSuspended(order) !== undefined) return;
  if (order.state.kind === 'processing' || order.state.kind === 'processed') {
    const treatment = harsherOf(order.mark, mode);
    if (order.mark?.treatment !== treatment)
      emit(draft, { kind: 'OrderSuspensionMarked', orderId, treatment, account });
  } else if (!order.isSuspended) {
    const isReset = reset && order.state.kind === 'delayingRetry';
    emit(draft, { kind: 'OrderSuspended', orderId, reset: isReset, account });
  }
  for (const child of childrenOf(draft, order)) suspend(draft, child, command);
}
