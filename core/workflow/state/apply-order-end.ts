import type { Order, OrderId, TerminatedOrder } from '../orders/order.ts';
import type { Failure } from '../orders/outcome.ts';
import { type ControllerState, orderedNumber } from './controller-state.ts';
import { dropOrder, putOrder, withWaiting } from './order-index.ts';
import { orderOf } from './order-of.ts';
import { get, remove, set } from './sorted-map.ts';

/** The state in which an order has gone through its workflow. */
export function endOrder(
  state: ControllerState,
  order: Order,
  outcome: Failure | undefined,
): ControllerState {
  const unsuccessful = outcome === undefined ? {} : { unsuccessful: true };
  return terminate(state, order, { end: 'finished', ...unsuccessful });
}

/** The state in which an order is cancelled: a child stays for the join, any other is no more. */
export function cancelOrder(state: ControllerState, order: Order): ControllerState {
  const alone = dropChildren(state, order);
  if (order.parentId === undefined) return terminate(alone, order, { end: 'cancelled' });
  const { mark: _, ...kept } = order;
  const child: Order = {
    ...kept,
    isSuspended: false,
    state: { kind: 'cancelled' },
    sinceEventId: state.eventId,
    sinceMs: state.atMs,
  };
  return childClosed(putOrder(alone, child), child);
}

/** The state in which the parent of a child that came to its end knows it. */
export function childClosed(state: ControllerState, { parentId }: Order): ControllerState {
  const parent = parentId === undefined ? undefined : orderOf(state, parentId);
  if (parent?.state.kind !== 'forked') return state;
  const openCount = parent.state.openCount - 1;
  return putOrder(state, { ...parent, state: { ...parent.state, openCount } });
}

/** The state without an order's children and theirs. */
export function dropChildren(state: ControllerState, order: Order): ControllerState {
  if (order.state.kind !== 'forked') return state;
  return order.state.childIds.reduce((left, childId) => {
    const child = get(left.orders, childId);
    return child === undefined ? left : dropOrder(dropChildren(left, child), child);
  }, state);
}

function terminate(
  state: ControllerState,
  order: Order,
  how: Pick<TerminatedOrder, 'end' | 'unsuccessful'>,
): ControllerState {
  const { id, workflow, contentDigest = '' } = order;
  const ended: TerminatedOrder = { id, workflow, ...how, contentDigest, endedAtMs: state.atMs };
  return noteTerminated(dropOrder(state, order), ended);
}

/** The state that knows an ended order by its id. */
export function noteTerminated(state: ControllerState, ended: TerminatedOrder): ControllerState {
  const byEnd = set(state.waiting.terminated, endKey(ended), ended.id);
  return withWaiting({ ...state, terminated: set(state.terminated, ended.id, ended) }, { terminated: byEnd });
}

/** The state that knows these ended orders no more. */
export function forgetOrders(state: ControllerState, orderIds: readonly OrderId[]): ControllerState {
  let { terminated } = state;
  let byEnd = state.waiting.terminated;
  for (const id of orderIds) {
    const ended = get(terminated, id);
    if (ended === undefined) throw new Error(`the order ${id} has not ended`);
    terminated = remove(terminated, id);
    byEnd = remove(byEnd, endKey(ended));
  }
  return withWaiting({ ...state, terminated }, { terminated: byEnd });
}

function endKey({ id, endedAtMs }: TerminatedOrder): string {
  return `${orderedNumber(endedAtMs)} ${id}`;
}
