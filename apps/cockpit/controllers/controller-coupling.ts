import { type Clock, type Log, type Problem, ProblemError, problem, unwrap } from '@interlock/base';
import {
  type AgentCoupling,
  type AuditHead,
  type ControllerClient,
  nodeApiVersion,
  type StreamLine,
} from '@interlock/node-api';
import { readEvent, restoreState, type StampedEvent } from '@interlock/workflow';
import type { ControllerMirror } from './controller-mirror.ts';
import { EventIntake, type IntakePorts } from './event-intake.ts';
import { KnownAgents } from './known-agents.ts';
import { strangenessOf } from './strangeness.ts';

/** Whether a Controller can be spoken to at this moment, and why not. */
export type CouplingState =
  /** The mirror shows all that the Controller had when it was coupled, and what happens since. */
  | { readonly kind: 'coupled'; readonly sinceMs: number }
  | { readonly kind: 'decoupled'; readonly sinceMs: number; readonly problem?: Problem }
  /** A person is needed: it is not the Controller that it was. */
  | { readonly kind: 'refused'; readonly sinceMs: number; readonly problem: Problem };

/** What a coupling needs. */
export interface CouplingPorts extends IntakePorts {
  readonly client: ControllerClient;
  readonly clock: Clock;
  readonly log: Log;
  /** Countersigns the head of an audit chain that the Controller reports. */
  readonly witness: (head: AuditHead) => Promise<void>;
  /** Renews certificates that are due, after each coupling. */
  readonly renew: (client: ControllerClient, signal: AbortSignal) => Promise<void>;
  /** Waits; ends early with the signal. */
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** After how many events the state is kept in the database, to go on from there after a restart; default 20 000. */
  readonly keptEvents?: number;
}

/** How long a call of the coupling itself may take, in milliseconds. */
const callMilliseconds = 15_000;

/** The pauses between two tries to couple, in milliseconds; the last repeats. */
const pausesMilliseconds = [200, 400, 800, 1_600, 3_000] as const;

/** The pause where another try is hopeless until a person has done something, in milliseconds. */
const hopelessMilliseconds = 30_000;

/** Why a coupling ended, or did not come about. */
interface End {
  readonly problem?: Problem;
  /** Whether another try is hopeless until a person has done something. */
  readonly needsPerson: boolean;
}

/**
 * Keeps one Controller coupled: its events are taken without gap and without duplicate, whatever breaks in between, and
 * the state of its Agents is known. Events are released only up to the kept mirror, so that both the mirror and the
 * history can always go on.
 */
export class ControllerCoupling {
  readonly controllerId: string;
  readonly #cockpitId: string;
  readonly #ports: CouplingPorts;
  readonly #intake: EventIntake;
  readonly #agents: KnownAgents;
  #state: CouplingState;
  #heardAtMs = 0;

  constructor(controllerId: string, cockpitId: string, ports: CouplingPorts) {
    this.controllerId = controllerId;
    this.#cockpitId = cockpitId;
    this.#ports = ports;
    this.#intake = new EventIntake(controllerId, ports);
    this.#agents = new KnownAgents(controllerId, ports);
    this.#state = { kind: 'decoupled', sinceMs: ports.clock.now() };
  }

  get state(): CouplingState {
    return this.#state;
  }

  get mirror(): ControllerMirror {
    return this.#intake.mirror;
  }

  /** The moment of what the mirror shows: now while it is coupled, else when it was last heard of. */
  get knownAtMs(): number {
    if (this.#state.kind === 'coupled') return this.#ports.clock.now();
    return Math.max(this.#heardAtMs, this.mirror.state.atMs);
  }

  get agents(): readonly AgentCoupling[] {
    return this.#agents.list;
  }

  /** Couples, and couples again whenever the stream ends, until the signal ends it; then keeps the state. Never rejects. */
  async run(signal: AbortSignal): Promise<void> {
    for (let failures = 0; !signal.aborted; failures += 1) {
      const end = await this.#coupleOnce(signal).catch((fault: unknown) => this.#afterFault(fault));
      if (signal.aborted) break;
      if (this.#state.kind === 'coupled') failures = 0;
      this.#leave(end);
      const pause = pausesMilliseconds[Math.min(failures, pausesMilliseconds.length - 1)] ?? 3_000;
      await this.#ports.pause(end.needsPerson ? hopelessMilliseconds : pause, signal);
    }
    await this.#keepAtEnd();
  }

  /** What can not be kept is made up for at the next start. */
  async #keepAtEnd(): Promise<void> {
    try {
      await this.#intake.keep();
    } catch (error) {
      this.#ports.log.error('mirror not kept', { controllerId: this.controllerId, error: String(error) });
    }
  }

  #afterFault(fault: unknown): End {
    this.#ports.log.error('coupling failed', {
      controllerId: this.controllerId,
      error: fault instanceof Error ? fault.stack : String(fault),
    });
    const internal = problem('Internal', 'The events of the Controller could not be taken over.');
    return { problem: fault instanceof ProblemError ? fault.problem : internal, needsPerson: false };
  }

  #leave({ needsPerson, problem: cause }: End): void {
    const sinceMs = this.#ports.clock.now();
    const wasCoupled = this.#state.kind === 'coupled';
    const why = cause === undefined ? {} : { problem: cause };
    this.#state =
      needsPerson && cause !== undefined
        ? { kind: 'refused', sinceMs, problem: cause }
        : { kind: 'decoupled', sinceMs, ...why };
    this.#intake.fallBehind();
    if (!wasCoupled) return;
    this.#heardAtMs = sinceMs;
    const { controllerId } = this;
    this.#ports.log.warn('controller decoupled', { controllerId, problem: cause?.message });
    this.#ports.tell({ kind: 'controller', controllerId, atMs: sinceMs });
  }

  /** One coupling from its beginning to its end. */
  async #coupleOnce(signal: AbortSignal): Promise<End> {
    const { client } = this.#ports;
    await this.#intake.load();
    const known = { journalId: this.#intake.journalId, lastEventId: this.#intake.historyEventId };
    const introduction = {
      version: nodeApiVersion,
      cockpitId: this.#cockpitId,
      ...(known.journalId === undefined ? {} : { journalId: known.journalId }),
    };
    const answer = await client.call('couple', introduction, {}, limited(signal));
    if (!answer.ok) return refusedBy(answer.problem);
    const { firstEventId, journalId, lastEventId } = answer.value;
    const strange = strangenessOf(this.controllerId, known, answer.value);
    if (strange !== undefined) return { problem: strange, needsPerson: true };
    const missed = await this.#bridgeGap(firstEventId, journalId, signal);
    if (missed !== undefined) return { problem: missed, needsPerson: false };
    const stream = await client.events(this.#intake.eventId, signal);
    if (!stream.ok) return refusedBy(stream.problem);
    let isBehind = true;
    const goLive = async () => {
      isBehind = this.#intake.eventId < lastEventId;
      if (!isBehind) await this.#coupled(signal);
    };
    await goLive();
    for await (const lines of stream.value) {
      await this.#take(lines, journalId, signal);
      if (isBehind) await goLive();
    }
    return { needsPerson: false };
  }

  /** Everything that the Controller had is made up for. */
  async #coupled(signal: AbortSignal): Promise<void> {
    const { client, clock, log, renew, tell } = this.#ports;
    const { controllerId } = this;
    await this.#agents.refresh(limited(signal));
    this.#intake.goLive();
    this.#state = { kind: 'coupled', sinceMs: clock.now() };
    log.info('controller coupled', { controllerId, eventId: this.#intake.eventId });
    tell({ kind: 'controller', controllerId, atMs: clock.now() });
    await renew(client, limited(signal)).catch((error: unknown) =>
      log.error('certificates not renewed', { controllerId, error: String(error) }),
    );
  }

  /** Where the Controller no longer has the events that are missing here, its state is taken whole. */
  async #bridgeGap(
    firstEventId: number,
    journalId: string,
    signal: AbortSignal,
  ): Promise<Problem | undefined> {
    if (this.#intake.eventId >= firstEventId - 1) return undefined;
    const answer = await this.#ports.client.call('state', {}, {}, limited(signal));
    if (!answer.ok) return answer.problem;
    const state = restoreState(answer.value.state);
    if (!state.ok) return state.problem;
    this.#ports.log.warn('history has a gap: the Controller no longer had the events', {
      controllerId: this.controllerId,
      after: this.#intake.historyEventId,
      upTo: state.value.eventId,
    });
    await this.#intake.takeState(state.value, journalId);
    return undefined;
  }

  async #take(lines: readonly StreamLine[], journalId: string, signal: AbortSignal): Promise<void> {
    await this.#intake.take(eventsOf(lines), journalId);
    for (const line of lines) if (line.kind === 'auditHead') await this.#ports.witness(line.head);
    if (lines.some((line) => line.kind === 'agentsChanged')) await this.#agents.refresh(limited(signal));
    const { keptEvents = 20_000 } = this.#ports;
    if (this.#intake.eventId - this.#intake.keptEventId < keptEvents) return;
    await this.#intake.keep();
    await this.#release(signal);
  }

  async #release(signal: AbortSignal): Promise<void> {
    const upTo = { eventId: this.#intake.keptEventId };
    const answer = await this.#ports.client.call('release-events', upTo, {}, limited(signal));
    if (answer.ok) return;
    const { controllerId } = this;
    this.#ports.log.warn('events not released', { controllerId, problem: answer.problem.message });
  }
}

function refusedBy(cause: Problem): End {
  return { problem: cause, needsPerson: cause.code === 'HopTokenRefused' };
}

/** @throws ProblemError where an event is none that this program knows. */
function eventsOf(lines: readonly StreamLine[]): readonly StampedEvent[] {
  return lines.flatMap((line) =>
    line.kind === 'event' ? [{ id: line.id, atMs: line.atMs, event: unwrap(readEvent(line.event)) }] : [],
  );
}

function limited(signal: AbortSignal): AbortSignal {
  return AbortSignal.any([signal, AbortSignal.timeout(callMilliseconds)]);
}
