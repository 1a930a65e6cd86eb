import { type ControllerState, findOrder, findVersion, initialState, type Order } from '@interlock/workflow';
import type { ProjectionContext } from '../history/history-changes.ts';

/** The Controller's state as the Cockpit knows it: the same fold over the same events. */
export class ControllerMirror {
  #state: ControllerState = initialState;
  readonly #waiters = new Set<{ readonly eventId: number; readonly resolve: () => void }>();

  get state(): ControllerState {
    return this.#state;
  }

  /** Shows a newer state, and tells those who wait for events that it has. */
  show(state: ControllerState): void {
    this.#state = state;
    for (const waiter of this.#waiters) if (waiter.eventId <= state.eventId) waiter.resolve();
  }

  /** Resolves when it has an event, or the signal ends the wait. */
  async waitFor(eventId: number, signal: AbortSignal): Promise<void> {
    if (eventId <= this.#state.eventId || signal.aborted) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const waiter = { eventId, resolve };
    const aborted = (): void => resolve();
    this.#waiters.add(waiter);
    signal.addEventListener('abort', aborted, { once: true });
    await promise;
    signal.removeEventListener('abort', aborted);
    this.#waiters.delete(waiter);
  }
}

/** What the history looks up around one event: the state after it, and what it removed, in the state before. */
export function contextAround(
  before: ControllerState,
  after: ControllerState,
  accountName: ProjectionContext['accountName'],
): ProjectionContext {
  return {
    order: (orderId) => findOrder(after, orderId) ?? findOrder(before, orderId),
    criticality: (order, jobName) => criticalityOf(after, order, jobName),
    accountName,
  };
}

function criticalityOf(state: ControllerState, order: Order, jobName: string): string {
  const deployed = findVersion(state, order.workflow);
  return deployed?.workflow.jobs[jobName]?.criticality ?? 'NORMAL';
}
