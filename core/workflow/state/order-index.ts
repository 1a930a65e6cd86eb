import { instructionAt } from '../format/instruction-at.ts';
import { neverMs, type Order, type OrderId } from '../orders/order.ts';
import {
  type ControllerState,
  jobKey,
  orderedNumber,
  type WaitingOrders,
  workflowKey,
} from './controller-state.ts';
import { type JobPlace, joinQueue, leaveQueue, startStep, stopStep } from './job-queues.ts';
import { get, remove, set } from './sorted-map.ts';

/** Where an order waits; every order waits at one place at most. */
type WaitingPlace =
  | { readonly kind: 'toAdvance'; readonly key: string }
  | { readonly kind: 'due'; readonly key: string }
  | ({ readonly kind: 'queue'; readonly key: string } & JobPlace)
  | ({ readonly kind: 'step'; readonly stepId: string } & JobPlace);

/** The state with this order, new or in place of the one with its id, and with all that follows from it. */
export function putOrder(state: ControllerState, order: Order): ControllerState {
  const before = get(state.orders, order.id);
  const left = before === undefined ? countOrder(state, order, 1) : leavePlace(state, before);
  return enterPlace({ ...left, orders: set(left.orders, order.id, order) }, order);
}

/** The state without this order. */
export function dropOrder(state: ControllerState, order: Order): ControllerState {
  const left = countOrder(leavePlace(state, order), order, -1);
  return { ...left, orders: remove(left.orders, order.id) };
}

/** Notes one order more or less for its version; one that is not current and has none may be dropped. */
function countOrder(state: ControllerState, { workflow: id }: Order, more: 1 | -1): ControllerState {
  const key = workflowKey(id);
  const deployed = get(state.workflows, key);
  if (deployed === undefined)
    throw new Error(`an order needs the unknown workflow ${id.path} ${id.versionId}`);
  const orderCount = deployed.orderCount + more;
  const workflows = set(state.workflows, key, { ...deployed, orderCount });
  return noteDroppable({ ...state, workflows }, key);
}

/** Notes whether a version may be dropped. */
export function noteDroppable(state: ControllerState, key: string): ControllerState {
  const deployed = get(state.workflows, key);
  const isDroppable = deployed !== undefined && deployed.orderCount === 0 && !isCurrent(state, deployed.id);
  const { droppable } = state.waiting;
  const was = get(droppable, key) === true;
  if (was === isDroppable) return state;
  return withWaiting(state, { droppable: isDroppable ? set(droppable, key, true) : remove(droppable, key) });
}

/** Whether orders are added with this version. */
export function isCurrent({ current }: ControllerState, { path, versionId }: Order['workflow']): boolean {
  const found = get(current, path.slice(path.lastIndexOf('/') + 1));
  return found?.path === path && found.versionId === versionId;
}

/** The state with other waiting lists. */
export function withWaiting(state: ControllerState, change: Partial<WaitingOrders>): ControllerState {
  return { ...state, waiting: { ...state.waiting, ...change } };
}

function enterPlace(state: ControllerState, order: Order): ControllerState {
  const { waiting } = state;
  const place = placeOf(state, order);
  switch (place?.kind) {
    case undefined:
      return state;
    case 'toAdvance':
      return withWaiting(state, { toAdvance: set(waiting.toAdvance, place.key, order.id) });
    case 'due':
      return withWaiting(state, { due: set(waiting.due, place.key, order.id) });
    case 'queue':
      return joinQueue(state, place, order.id);
    case 'step':
      return startStep(state, place, order.id);
  }
}

function leavePlace(state: ControllerState, order: Order): ControllerState {
  const { waiting } = state;
  const place = placeOf(state, order);
  switch (place?.kind) {
    case undefined:
      return state;
    case 'toAdvance':
      return withWaiting(state, { toAdvance: remove(waiting.toAdvance, place.key) });
    case 'due':
      return withWaiting(state, { due: remove(waiting.due, place.key) });
    case 'queue':
      return leaveQueue(state, place);
    case 'step':
      return stopStep(state, place);
  }
}

function placeOf(state: ControllerState, order: Order): WaitingPlace | undefined {
  const toAdvance: WaitingPlace = { kind: 'toAdvance', key: waitingKey(order.sinceEventId, order.id) };
  if (order.state.kind === 'processing') return stepPlace(order, order.state);
  if (order.isSuspended) return undefined;
  if (order.state.kind === 'forked') return order.state.openCount === 0 ? toAdvance : undefined;
  if (order.mark !== undefined) return toAdvance;
  switch (order.state.kind) {
    case 'fresh':
      if (order.scheduledForMs === undefined) return toAdvance;
      return order.scheduledForMs >= neverMs ? undefined : duePlace(order.scheduledForMs, order.id);
    case 'delayingRetry':
      return duePlace(order.state.untilMs, order.id);
    case 'ready':
      return queuePlace(state, order, toAdvance.key) ?? toAdvance;
    case 'processed':
      return toAdvance;
    default:
      return undefined;
  }
}

function waitingKey(number: number, orderId: OrderId): string {
  return `${orderedNumber(number)} ${orderId}`;
}

function duePlace(atMs: number, orderId: OrderId): WaitingPlace {
  return { kind: 'due', key: waitingKey(atMs, orderId) };
}

function stepPlace(order: Order, processing: Extract<Order['state'], { kind: 'processing' }>): WaitingPlace {
  const { stepId, jobName } = processing;
  return { kind: 'step', stepId, jobKey: jobKey(order.workflow, jobName), workflow: order.workflow, jobName };
}

function queuePlace(state: ControllerState, order: Order, key: string): WaitingPlace | undefined {
  const deployed = get(state.workflows, workflowKey(order.workflow));
  const instruction = deployed && instructionAt(deployed.workflow, order.position);
  if (instruction === undefined || instruction === 'end' || instruction.TYPE !== 'Execute.Named')
    return undefined;
  const { jobName } = instruction;
  return { kind: 'queue', key, jobKey: jobKey(order.workflow, jobName), workflow: order.workflow, jobName };
}
