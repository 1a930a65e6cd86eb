import type { NamedValues } from '../format/value.ts';
import type { OrderEvent } from '../orders/events.ts';
import type { Order, OrderState } from '../orders/order.ts';
import type { Outcome } from '../orders/outcome.ts';
import { closeChild, forkOrder } from './apply-fork.ts';
import { cancelOrder, dropChildren, endOrder, forgetOrders } from './apply-order-end.ts';
import type { ControllerState } from './controller-state.ts';
import { entered, withoutMark } from './entered.ts';
import { putOrder } from './order-index.ts';
import { orderOf } from './order-of.ts';

/** The state after an event of an order. */
export function applyOrderEvent(state: ControllerState, event: OrderEvent): ControllerState {
  switch (event.kind) {
    case 'OrderAdded':
      return putOrder(state, addedOrder(state, event));
    case 'OrdersForgotten':
      return forgetOrders(state, event.orderIds);
    case 'OrderOutputWritten':
      return state;
    case 'OrderFinished':
      return endOrder(state, orderOf(state, event.orderId), event.outcome);
    case 'OrderCancelled':
      return cancelOrder(state, orderOf(state, event.orderId));
    case 'OrderForked':
      return forkOrder(state, orderOf(state, event.orderId), event);
    case 'OrderJoined': {
      const order = orderOf(state, event.orderId);
      return putOrder(dropChildren(state, order), processed(state, order, event.outcome));
    }
    case 'OrderFailedInFork':
    case 'OrderBranchEnded':
      return closeChild(state, orderOf(state, event.orderId), event);
    default:
      return putOrder(state, changedOrder(state, orderOf(state, event.orderId), event));
  }
}

type ChangingEvent = Exclude<
  OrderEvent,
  {
    readonly kind:
      | 'OrderAdded'
      | 'OrdersForgotten'
      | 'OrderOutputWritten'
      | 'OrderFinished'
      | 'OrderCancelled'
      | 'OrderForked'
      | 'OrderJoined'
      | 'OrderFailedInFork'
      | 'OrderBranchEnded';
  }
>;

function changedOrder(state: ControllerState, order: Order, event: ChangingEvent): Order {
  const to = (next: OrderState, change: Partial<Order> = {}) => entered(state, order, next, change);
  const moved = { movesInARow: order.movesInARow + 1 };
  switch (event.kind) {
    case 'OrderStarted':
      return to({ kind: 'ready' }, { startedAtMs: state.atMs });
    case 'OrderStepStarting': {
      const { stepId, agentId, jobName } = event;
      const startingAtMs = state.atMs;
      return to({ kind: 'processing', stepId, agentId, jobName, startingAtMs }, { movesInARow: 0 });
    }
    case 'OrderStepStarted':
      return { ...order, state: { ...processingOf(order), startedAtMs: event.agentAtMs } };
    case 'OrderStepEnded':
      return stepEnded(state, order, event.outcome);
    case 'OrderStepRepeated':
      return to({ kind: 'ready' });
    case 'OrderMoved':
      return to({ kind: 'ready' }, { position: event.to, ...moved });
    case 'OrderCaught': {
      const { outcome, to: position } = event;
      const variables = withValues(order.variables, outcome.values);
      return to({ kind: 'ready' }, { position, outcome, caught: outcome, variables, ...moved });
    }
    case 'OrderRetrying': {
      const { delayedUntilMs: untilMs, to: position } = event;
      const next: OrderState = untilMs === undefined ? { kind: 'ready' } : { kind: 'delayingRetry', untilMs };
      return to(next, { position, ...moved });
    }
    case 'OrderAwoke':
      return to({ kind: 'ready' }, { movesInARow: 0 });
    case 'OrderFailed':
      return withoutMark(to({ kind: 'failed' }, { outcome: event.outcome }));
    case 'OrderBroken':
      return withoutMark(to({ kind: 'broken', message: event.message }));
    case 'OrderCancellationMarked':
      return { ...order, isSuspended: false, mark: markOf('cancelling', event) };
    case 'OrderSuspensionMarked':
      return { ...order, mark: markOf('suspending', event) };
    case 'OrderSuspended':
      return withoutMark({ ...(event.reset ? to({ kind: 'ready' }) : order), isSuspended: true });
    case 'OrderResumed':
      return resumed(state, order, event);
  }
}

function markOf(
  kind: 'cancelling' | 'suspending',
  event: Pick<NonNullable<Order['mark']>, 'treatment' | 'account'>,
) {
  return { kind, treatment: event.treatment, account: event.account };
}

function processingOf({ id, state }: Order): Extract<OrderState, { kind: 'processing' }> {
  if (state.kind === 'processing') return state;
  throw new Error(`the order ${id} has no running step`);
}

function addedOrder(state: ControllerState, event: Extract<OrderEvent, { kind: 'OrderAdded' }>): Order {
  const { orderId: id, kind: _, ...given } = event;
  return {
    ...given,
    id,
    position: [0],
    state: { kind: 'fresh' },
    isSuspended: false,
    variables: {},
    addedAtMs: state.atMs,
    sinceEventId: state.eventId,
    sinceMs: state.atMs,
    movesInARow: 0,
  };
}

// The return code is that of the process, whatever the script returned under this name.
function stepEnded(state: ControllerState, order: Order, outcome: Outcome): Order {
  const { returnCode: _, ...kept } = withValues(order.variables, outcome.values);
  const { returnCode } = outcome;
  const variables = returnCode === undefined ? kept : { ...kept, returnCode };
  return entered(state, order, { kind: 'processed' }, { outcome, variables });
}

function processed(state: ControllerState, order: Order, outcome: Outcome): Order {
  const variables = withValues(order.variables, outcome.values);
  return entered(state, order, { kind: 'processed' }, { outcome, variables });
}

function withValues(variables: NamedValues, values: NamedValues | undefined): NamedValues {
  return values === undefined ? variables : { ...variables, ...values };
}

function resumed(
  state: ControllerState,
  order: Order,
  { to, arguments: replaced = {} }: Extract<OrderEvent, { kind: 'OrderResumed' }>,
): Order {
  const names = new Set(Object.keys(replaced));
  const variables = Object.fromEntries(Object.entries(order.variables).filter(([name]) => !names.has(name)));
  const next = withoutMark({
    ...order,
    isSuspended: false,
    movesInARow: 0,
    arguments: { ...order.arguments, ...replaced },
    variables,
  });
  if (to !== undefined) return entered(state, next, { kind: 'ready' }, { position: to });
  const isStuck = order.state.kind === 'failed' || order.state.kind === 'broken';
  return isStuck ? entered(state, next, { kind: 'ready' }) : next;
}
