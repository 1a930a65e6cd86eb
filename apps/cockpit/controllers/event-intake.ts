import type { Log, Transactor } from '@interlock/base';
import type { StreamEvent } from '@interlock/cockpit-api';
import {
  apply,
  type ControllerState,
  findOrder,
  findTerminated,
  type HistoryChange,
  type HistoryCursor,
  initialState,
  restoreState,
  type StampedEvent,
  snapshotOf,
} from '@interlock/workflow';
import { accountNamesIn } from '../history/account-names.ts';
import { historyChangesOf } from '../history/history-changes.ts';
import { ControllerMirror, contextAround } from './controller-mirror.ts';
import type { CouplingStore } from './coupling-store.ts';
import { newsOf } from './stream-news.ts';

/** What the intake of one Controller's events needs. */
export interface IntakePorts {
  readonly store: Transactor<CouplingStore>;
  readonly log: Log;
  /** Tells what changed, once the history has it and the mirror shows it. */
  readonly tell: (event: StreamEvent) => void;
}

/**
 * Takes the events of one Controller: each into the history exactly once, then into the mirror, then to those who
 * listen. Whatever fails on the way, state and history stay at events that belong together. The mirror shows no state
 * of the past as if it were the present: while events are made up for, it stays as it is.
 */
export class EventIntake {
  readonly mirror = new ControllerMirror();
  readonly #controllerId: string;
  readonly #ports: IntakePorts;
  /** The fold over all events taken; the mirror shows it when it is up to date. */
  #state: ControllerState = initialState;
  /** Where the history stands; undefined for a Controller of which it has nothing. */
  #cursor: HistoryCursor | undefined;
  #keptEventId = 0;
  #isLive = false;
  /** The history's numbers of running steps that have written something. */
  readonly #taskIds = new Map<string, number>();

  constructor(controllerId: string, ports: IntakePorts) {
    this.#controllerId = controllerId;
    this.#ports = ports;
  }

  /** The journal that the history follows; undefined for a Controller of which it has nothing. */
  get journalId(): string | undefined {
    return this.#cursor?.journalId;
  }

  /** The last event that was taken; the next one that is needed follows it. */
  get eventId(): number {
    return this.#state.eventId;
  }

  /** The last event that the history has; it may be ahead of {@link eventId} after a restart. */
  get historyEventId(): number {
    return this.#cursor?.eventId ?? 0;
  }

  /** The last event of the state that is kept in the database; from there it goes on after a restart. */
  get keptEventId(): number {
    return this.#keptEventId;
  }

  /** Reads where the database stands: before the first events, and again after a fault. */
  async load(): Promise<void> {
    const { read } = this.#ports.store;
    this.#cursor = await read.history.cursor(this.#controllerId);
    if (this.eventId > 0) return;
    const kept = await read.mirrors.load(this.#controllerId);
    if (kept === undefined) return;
    const state = restoreState(kept);
    if (!state.ok || state.value.eventId > this.historyEventId) {
      const why = state.ok ? 'it is newer than the history' : state.problem.message;
      this.#ports.log.warn('the kept mirror can not be used', { controllerId: this.#controllerId, why });
      return;
    }
    this.#state = state.value;
    this.#keptEventId = state.value.eventId;
    if (state.value.eventId === this.historyEventId) this.mirror.show(state.value);
  }

  /**
   * Takes a run of events of this journal. Those that were taken before change nothing; those that the history has
   * already change the state alone.
   *
   * @throws Error where an event is missing, or the database stands elsewhere; then nothing was taken.
   */
  async take(events: readonly StampedEvent[], journalId: string): Promise<void> {
    const before = this.#state;
    const accountName = await accountNamesIn(events, this.#ports.store.read.accounts);
    const fresh: StampedEvent[] = [];
    const changes: HistoryChange[] = [];
    let state = before;
    for (const event of events) {
      if (event.id <= state.eventId) continue;
      const after = apply(state, event);
      if (event.id > this.historyEventId)
        changes.push(...historyChangesOf(event, contextAround(state, after, accountName)));
      fresh.push(event);
      state = after;
    }
    if (fresh.length === 0) return;
    await this.#project(changes, { journalId, eventId: state.eventId });
    this.#state = state;
    if (!this.#isLive) return;
    this.mirror.show(state);
    for (const stamped of fresh) await this.#tell(stamped, before);
  }

  /** Takes the state whole, where the events that led to it are no more: the history then has a gap before it. */
  async takeState(state: ControllerState, journalId: string): Promise<void> {
    await this.#project([], { journalId, eventId: state.eventId });
    this.#state = state;
    await this.keep();
  }

  /** From now on events are made up for: they are neither shown nor told. */
  fallBehind(): void {
    this.#isLive = false;
  }

  /** Everything is made up for: shows it, and from now on each event as it comes. */
  goLive(): void {
    this.#isLive = true;
    this.mirror.show(this.#state);
  }

  /** Keeps the state in the database. */
  async keep(): Promise<void> {
    const state = this.#state;
    if (state.eventId <= this.#keptEventId) return;
    await this.#ports.store.change((ports) => ports.mirrors.save(this.#controllerId, snapshotOf(state)));
    this.#keptEventId = state.eventId;
  }

  /** The cursor has to stand where this intake left it: nobody else takes the events of this Controller. */
  async #project(changes: readonly HistoryChange[], upTo: HistoryCursor): Promise<void> {
    if (this.#cursor !== undefined && upTo.eventId <= this.#cursor.eventId) return;
    const batch = { controllerId: this.#controllerId, after: this.#cursor, upTo, changes };
    await this.#ports.store.change((ports) => ports.history.project(batch));
    this.#cursor = upTo;
  }

  /** Tells those who listen; an order that ended within the run of events is found in the state before it. */
  async #tell(stamped: StampedEvent, before: ControllerState): Promise<void> {
    const { event } = stamped;
    if (event.kind === 'OrderOutputWritten') await this.#learnTaskId(event.stepId, event.orderId);
    const state = this.#state;
    const order = (orderId: string) =>
      findOrder(state, orderId) ?? findOrder(before, orderId) ?? findTerminated(state, orderId);
    const context = {
      workflowPath: (orderId: string) => order(orderId)?.workflow.path,
      taskId: (stepId: string) => this.#taskIds.get(stepId),
    };
    for (const news of newsOf(this.#controllerId, stamped, context)) this.#ports.tell(news);
    if (event.kind === 'OrderStepEnded') this.#taskIds.delete(event.stepId);
  }

  async #learnTaskId(stepId: string, orderId: string): Promise<void> {
    if (this.#taskIds.has(stepId)) return;
    const rows = await this.#ports.store.read.history.steps({
      controllerIds: [this.#controllerId],
      orderIds: [orderId],
      countMax: 10,
    });
    const row = rows.find((step) => step.stepId === stepId);
    if (row !== undefined) this.#taskIds.set(stepId, row.taskId);
  }
}
