import type { OrderAnswer, RowRights } from '@interlock/cockpit-api';
import { neverMs, type Order } from '@interlock/workflow';
import { isoTime } from './iso-time.ts';
import { orderMarks, orderStateObject, orderStateWord, waitingReason } from './order-state.ts';
import { outcomeAnswer } from './outcome.ts';
import { plainValues } from './plain-values.ts';
import { positionText } from './position-text.ts';

/** What an order's answer needs besides the order. */
export interface OrderFacts {
  readonly surveyAtMs: number;
  /** Leaves out arguments. */
  readonly compact: boolean;
  /** Whether all slots of the job at which it stands are taken. */
  readonly isJobFull: boolean;
  readonly label?: string;
  readonly historyId?: number;
  readonly can?: RowRights;
}

/** An order as JS7 shows it. */
export function orderAnswer(order: Order, facts: OrderFacts): OrderAnswer {
  const word = orderStateWord(order);
  return {
    surveyDate: isoTime(facts.surveyAtMs),
    orderId: order.id,
    workflowId: order.workflow,
    state: orderStateObject(word, waitingReason(order, facts.isJobFull)),
    ...(order.mark === undefined ? {} : { marked: orderMarks[order.mark.kind] }),
    ...placeOf(order),
    ...scheduleOf(order),
    ...(facts.label === undefined ? {} : { label: facts.label }),
    ...(facts.compact ? {} : { arguments: plainValues(order.arguments) }),
    ...(order.outcome === undefined || facts.compact ? {} : { lastOutcome: outcomeAnswer(order.outcome) }),
    hasChildOrders: order.state.kind === 'forked',
    isContinuable: false,
    isResumable: isResumable(order),
    isSuspendible: isSuspendible(order),
    priority: 0,
    ...(facts.historyId === undefined ? {} : { historyId: facts.historyId }),
    ...(facts.can === undefined ? {} : { can: facts.can }),
  };
}

/** Whether a person can let it go on: it is suspended, or it failed. */
export function isResumable(order: Order): boolean {
  const { kind } = order.state;
  return kind !== 'cancelled' && (order.isSuspended || order.mark?.kind === 'suspending' || hasFailed(order));
}

/** Whether an order stands at a failure, so that resuming it needs the right for failed orders. */
export function hasFailed(order: Order): boolean {
  return order.state.kind === 'failed' || order.state.kind === 'broken';
}

/** Whether a person can hold it. */
export function isSuspendible(order: Order): boolean {
  const { kind } = order.state;
  return !order.isSuspended && kind !== 'cancelled' && kind !== 'failedInFork' && !hasFailed(order);
}

function placeOf(order: Order) {
  const place = { position: [...order.position], positionString: positionText(order.position) };
  if (order.state.kind !== 'processing') return place;
  const { agentId } = order.state;
  return { ...place, agentId, attachedState: { TYPE: 'Attached', agentName: agentId } };
}

function scheduleOf({ scheduledForMs }: Order) {
  if (scheduledForMs === undefined) return {};
  return scheduledForMs >= neverMs ? { scheduledNever: true } : { scheduledFor: scheduledForMs };
}
