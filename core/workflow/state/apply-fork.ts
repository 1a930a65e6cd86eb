import type { OrderEvent } from '../orders/events.ts';
import type { Order, OrderId, OrderState } from '../orders/order.ts';
import type { Outcome } from '../orders/outcome.ts';
import { childClosed } from './apply-order-end.ts';
import type { ControllerState } from './controller-state.ts';
import { entered, withoutMark } from './entered.ts';
import { putOrder } from './order-index.ts';

/** The state in which an order has forked into its children. */
export function forkOrder(
  state: ControllerState,
  order: Order,
  { children }: Extract<OrderEvent, { kind: 'OrderForked' }>,
): ControllerState {
  const childIds = children.map(({ orderId }) => orderId);
  const next: OrderState = { kind: 'forked', childIds, openCount: childIds.length };
  const parent = entered(state, order, next, { movesInARow: order.movesInARow + 1 });
  return children.reduce(
    (forked, { orderId, branchId }) => putOrder(forked, childOf(state, order, orderId, branchId)),
    putOrder(state, parent),
  );
}

function childOf(state: ControllerState, parent: Order, id: OrderId, branchId: string): Order {
  const { outcome: _, caught: __, contentDigest: ___, ...inherited } = parent;
  return {
    ...inherited,
    id,
    parentId: parent.id,
    position: [...parent.position, `fork+${branchId}`, 0],
    state: { kind: 'ready' },
    isSuspended: false,
    addedAtMs: state.atMs,
    startedAtMs: state.atMs,
    sinceEventId: state.eventId,
    sinceMs: state.atMs,
  };
}

/** The state in which a child is at its end and waits for the join. */
export function closeChild(
  state: ControllerState,
  order: Order,
  event: Extract<OrderEvent, { kind: 'OrderFailedInFork' | 'OrderBranchEnded' }>,
): ControllerState {
  const outcome: Outcome = event.outcome ?? { kind: 'succeeded' };
  const next: OrderState = { kind: event.kind === 'OrderFailedInFork' ? 'failedInFork' : 'awaitingJoin' };
  const child = withoutMark(entered(state, order, next, { outcome }));
  return childClosed(putOrder(state, child), child);
}
