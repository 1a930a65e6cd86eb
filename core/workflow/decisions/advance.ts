import type { Problem } from '@interlock/base';
import { advanceEventsMax } from '../orders/commands.ts';
import { forgottenPerEventMax, terminatedKeptMs, terminatedMax } from '../orders/limits.ts';
import type { OrderId } from '../orders/order.ts';
import { orderOf } from '../state/order-of.ts';
import { entries, first, get, sizeOf } from '../state/sorted-map.ts';
import { type Draft, emit } from './decision.ts';
import { nextEvent } from './next-event.ts';
import { startStep } from './start-step.ts';

/** Does everything that is due by itself, up to about so many events. Nothing is left when it gives none. */
export function advance(draft: Draft, eventsMax = advanceEventsMax): readonly Problem[] {
  const phases = [startDue, moveOrders, startSteps, forgetOrders, dropVersions];
  let before = -1;
  while (draft.events.length > before && draft.events.length < eventsMax) {
    before = draft.events.length;
    for (const phase of phases) phase(draft, eventsMax);
  }
  return [];
}

/** Scheduled starts and the ends of delays. */
function startDue(draft: Draft, eventsMax: number): void {
  while (draft.events.length < eventsMax) {
    const [key, orderId] = first(draft.state.waiting.due) ?? [];
    if (key === undefined || orderId === undefined || timeOf(key) > draft.context.nowMs) return;
    const order = orderOf(draft.state, orderId);
    emit(draft, { kind: order.state.kind === 'fresh' ? 'OrderStarted' : 'OrderAwoke', orderId });
  }
}

/** The number at the beginning of a key. */
function timeOf(key: string): number {
  return Number(key.slice(0, 16));
}

function moveOrders(draft: Draft, eventsMax: number): void {
  while (draft.events.length < eventsMax) {
    const [, orderId] = first(draft.state.waiting.toAdvance) ?? [];
    if (orderId === undefined) return;
    emit(draft, nextEvent(draft.state, orderOf(draft.state, orderId), draft.context.nowMs));
  }
}

function startSteps(draft: Draft, eventsMax: number): void {
  while (draft.events.length < eventsMax) {
    const [key] = first(draft.state.waiting.startable) ?? [];
    const orderId = key === undefined ? undefined : headOf(draft, key);
    if (orderId === undefined) return;
    emit(draft, startStep(draft, orderOf(draft.state, orderId)));
  }
}

function headOf({ state }: Draft, jobKey: string): OrderId | undefined {
  const job = get(state.waiting.jobs, jobKey);
  return job && first(job.queue)?.[1];
}

/** Orders that ended too long ago, or are too many, are no longer known. */
function forgetOrders(draft: Draft, eventsMax: number): void {
  while (draft.events.length < eventsMax) {
    const orderIds = forgettable(draft);
    if (orderIds.length === 0) return;
    emit(draft, { kind: 'OrdersForgotten', orderIds });
  }
}

function forgettable({ state, context }: Draft): readonly OrderId[] {
  const { terminated } = state.waiting;
  const surplus = sizeOf(terminated) - terminatedMax;
  const oldest: OrderId[] = [];
  for (const [key, orderId] of entries(terminated)) {
    const isOld = timeOf(key) + terminatedKeptMs <= context.nowMs;
    if (oldest.length >= forgottenPerEventMax || (!isOld && oldest.length >= surplus)) break;
    oldest.push(orderId);
  }
  return oldest;
}

function dropVersions(draft: Draft, eventsMax: number): void {
  while (draft.events.length < eventsMax) {
    const [key] = first(draft.state.waiting.droppable) ?? [];
    const id = key === undefined ? undefined : get(draft.state.workflows, key)?.id;
    if (id === undefined) return;
    emit(draft, { kind: 'WorkflowVersionDropped', path: id.path, versionId: id.versionId });
  }
}
