import { canonicalJson, type Problem, type Sha256 } from '@interlock/base';
import { decide } from '../decisions/decide.ts';
import type { ControllerCommand, ResumeOrders } from '../orders/commands.ts';
import type { ControllerEvent, StampedEvent } from '../orders/events.ts';
import type { Order, StepTreatment } from '../orders/order.ts';
import type { Outcome } from '../orders/outcome.ts';
import { findOrder, findTerminated } from '../reads/find.ts';
import { stepToStart } from '../reads/step-to-start.ts';
import { type ControllerState, initialState } from '../state/controller-state.ts';
import { stepsAt } from '../state/steps-at.ts';
import { definition, type Json } from './build.ts';

const account = 'joc/tester';

/** A Controller without disk, net and clock, for tests: commands in, events kept, time by hand. */
export class Rig {
  state: ControllerState = initialState;
  readonly journal: StampedEvent[] = [];
  nowMs = 1_000_000;
  #randomCount = 0;

  /** A Controller that has started and has the coupled Agent `agent`. */
  static ready(): Rig {
    const rig = new Rig();
    rig.must({ kind: 'StartController', controllerId: 'controller' });
    rig.must({ kind: 'RegisterAgent', agentId: 'agent', address: 'localhost:4445', account });
    rig.couple();
    return rig;
  }

  /** Like {@link ready}, with the workflow `/w` in version 1. */
  static with(instructions: readonly Json[], more: Json = {}): Rig {
    const rig = Rig.ready();
    rig.deploy('1', definition(instructions, more));
    return rig;
  }

  /** Decides a command; keeps what it brings about. @returns the problems; none where it was done. */
  try(command: ControllerCommand): readonly Problem[] {
    const decided = decide(this.state, command, {
      nowMs: this.nowMs,
      sha256: pseudoSha256,
      randomBytes: (count) => pseudoSha256(`random ${this.#randomCount++}`).subarray(0, count),
    });
    if (!decided.ok) return decided.problem;
    this.state = decided.value.state;
    this.journal.push(...decided.value.events);
    return [];
  }

  /** Decides a command that must not be refused. @returns its events. */
  must(command: ControllerCommand): readonly ControllerEvent[] {
    const before = this.journal.length;
    const [refusal] = this.try(command);
    if (refusal !== undefined) throw new Error(`${refusal.code}: ${refusal.message}`);
    return this.journal.slice(before).map(({ event }) => event);
  }

  couple(agentId = 'agent', journalId = 'journal'): void {
    this.must({ kind: 'AgentCoupled', agentId, journalId });
  }

  deploy(versionId: string, json: Json, path = '/w'): readonly ControllerEvent[] {
    return this.must({
      kind: 'DeployWorkflows',
      account,
      deploy: [{ path, versionId, definition: json }],
      withdraw: [],
    });
  }

  /** Adds an order to `/w` and lets it go on. */
  add(orderId: string, given: Json = {}, scheduledForMs?: number): void {
    const scheduled = scheduledForMs === undefined ? {} : { scheduledForMs };
    this.must({
      kind: 'AddOrders',
      account,
      orders: [{ orderId, workflowPath: '/w', arguments: given, ...scheduled }],
    });
    this.advance();
  }

  /** Does all that is due now. @returns the events. */
  advance(): readonly ControllerEvent[] {
    const events: ControllerEvent[] = [];
    for (;;) {
      const more = this.must({ kind: 'Advance' });
      if (more.length === 0) return events;
      events.push(...more);
    }
  }

  /** Lets time pass and does all that is due then. */
  wait(ms: number): readonly ControllerEvent[] {
    this.nowMs += ms;
    return this.advance();
  }

  /** Ends the running step of an order, and lets it go on. */
  end(orderId: string, outcome: Outcome = { kind: 'succeeded', returnCode: 0 }): readonly ControllerEvent[] {
    const stepId = this.stepOf(orderId);
    if (stepId === undefined) throw new Error(`the order ${orderId} has no step`);
    this.must({ kind: 'StepEnded', stepId, outcome, droppedBytes: 0, agentAtMs: this.nowMs });
    return this.advance();
  }

  fail(orderId: string): readonly ControllerEvent[] {
    return this.end(orderId, { kind: 'failed', returnCode: 1 });
  }

  cancel(orderIds: readonly string[], mode: 'freshOnly' | StepTreatment = 'afterStep'): readonly Problem[] {
    return this.#thenAdvance({ kind: 'CancelOrders', orderIds, mode, account });
  }

  suspend(orderIds: readonly string[], mode: StepTreatment = 'afterStep', reset = false): readonly Problem[] {
    return this.#thenAdvance({ kind: 'SuspendOrders', orderIds, mode, reset, account });
  }

  resume(
    orderIds: readonly string[],
    more: Pick<ResumeOrders, 'position' | 'arguments'> = {},
  ): readonly Problem[] {
    return this.#thenAdvance({ kind: 'ResumeOrders', orderIds, account, ...more });
  }

  #thenAdvance(command: ControllerCommand): readonly Problem[] {
    const problems = this.try(command);
    this.advance();
    return problems;
  }

  order(orderId: string): Order | undefined {
    return findOrder(this.state, orderId);
  }

  /** The state of an order in one word: that of its life, `suspended`, or how it ended. */
  at(orderId: string): string | undefined {
    const order = this.order(orderId);
    if (order !== undefined) return order.isSuspended ? `suspended ${order.state.kind}` : order.state.kind;
    const ended = findTerminated(this.state, orderId);
    return ended && `${ended.end}${ended.unsuccessful ? ' unsuccessfully' : ''}`;
  }

  /** Where an order is: its state and its position. */
  where(orderId: string): string {
    return `${this.at(orderId)} ${canonicalJson(this.order(orderId)?.position)}`;
  }

  stepOf(orderId: string): string | undefined {
    return stepsAt(this.state).find((step) => step.orderId === orderId)?.stepId;
  }

  /** `$js7TryCount` as the running step of an order sees it in its variable TRY. */
  tryCount(orderId: string): string {
    return stepToStart(this.state, orderId)?.environment.TRY ?? '';
  }

  /** The orders whose steps run, by order id. */
  running(): readonly string[] {
    return stepsAt(this.state)
      .map(({ orderId }) => orderId)
      .sort();
  }

  /** The kinds of all events of an order so far. */
  eventsOf(orderId: string): readonly string[] {
    return this.journal.flatMap(({ event }) =>
      'orderId' in event && event.orderId === orderId ? [event.kind] : [],
    );
  }
}

/** 32 bytes that differ with the text; for tests, which need no more of a digest. */
export const pseudoSha256: Sha256 = (data) => {
  const text = typeof data === 'string' ? data : data.join();
  return Uint8Array.from({ length: 32 }, (_, byte) => {
    let hash = 0x811c9dc5 ^ byte;
    for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
    return (hash ^ (hash >>> 15)) & 0xff;
  });
};
