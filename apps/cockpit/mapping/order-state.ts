import type { OrderAnswer, OrderStateWord } from '@interlock/cockpit-api';
import { neverMs, type Order, type OrderHistoryState } from '@interlock/workflow';

/** The colour that JS7's page gives a state; no rank. */
const severities: Readonly<Record<OrderStateWord, number>> = {
  RUNNING: 0,
  SCHEDULED: 1,
  FAILED: 2,
  CANCELLED: 2,
  BROKEN: 2,
  UNKNOWN: 2,
  INPROGRESS: 3,
  PLANNED: 4,
  SUSPENDED: 5,
  FINISHED: 6,
  BLOCKED: 7,
  WAITING: 8,
  PENDING: 10,
  PROMPTING: 12,
};

/** A state as JS7 shows it. */
export function orderStateObject(word: OrderStateWord, reason?: string): OrderAnswer['state'] {
  return { _text: word, severity: severities[word], ...(reason === undefined ? {} : { _reason: reason }) };
}

/** The word for an order at its Controller. Suspended beats everything that is not an end. */
export function orderStateWord(order: Order): OrderStateWord {
  if (order.state.kind === 'cancelled') return 'CANCELLED';
  if (order.isSuspended) return 'SUSPENDED';
  switch (order.state.kind) {
    case 'fresh':
      return order.scheduledForMs !== undefined && order.scheduledForMs >= neverMs ? 'PENDING' : 'SCHEDULED';
    case 'processing':
      return 'RUNNING';
    case 'processed':
      return 'INPROGRESS';
    case 'failed':
    case 'failedInFork':
    case 'broken':
      return 'FAILED';
    case 'ready':
    case 'forked':
    case 'awaitingJoin':
    case 'delayingRetry':
      return 'WAITING';
  }
}

/** What a waiting order waits for, where JS7 has a word for it. */
export function waitingReason(order: Order, isJobFull: boolean): string | undefined {
  if (order.isSuspended) return undefined;
  if (order.state.kind === 'forked') return 'FORKED';
  if (order.state.kind === 'delayingRetry') return 'DELAYING_RETRY';
  return order.state.kind === 'ready' && isJobFull ? 'JOB_PROCESS_LIMIT_REACHED' : undefined;
}

/** The marks of an order: what was asked and is still to come. */
export const orderMarks = {
  cancelling: { _text: 'CANCELLING', severity: 2 },
  suspending: { _text: 'SUSPENDING', severity: 5 },
} as const;

/** The word for an order in the history. */
export const historyStateWords: Readonly<Record<OrderHistoryState, OrderStateWord>> = {
  fresh: 'SCHEDULED',
  inProgress: 'INPROGRESS',
  running: 'RUNNING',
  waiting: 'WAITING',
  suspended: 'SUSPENDED',
  failed: 'FAILED',
  broken: 'FAILED',
  finished: 'FINISHED',
  cancelled: 'CANCELLED',
};
