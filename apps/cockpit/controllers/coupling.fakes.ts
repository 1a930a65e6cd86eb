// A coupling over a Controller without network, for tests: the core's own decisions, and a stream that a test can break.
import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import {
  type Log,
  type LogFields,
  type Problem,
  problem,
  refuse,
  succeed,
  type Transactor,
} from '@interlock/base';
import type { StreamEvent } from '@interlock/cockpit-api';
import type { ActName, AgentCoupling, AuditHead, ControllerClient, StreamLine } from '@interlock/node-api';
import { type StampedEvent, snapshotOf } from '@interlock/workflow';
import { inlineCockpitStore } from '../../../adapters/store/testing/inline-cockpit-store.ts';
import { execute, job } from '../../../core/workflow/testing/build.ts';
import { Rig } from '../../../core/workflow/testing/rig.ts';
import { ControllerCoupling, type CouplingPorts } from './controller-coupling.ts';
import type { CouplingStore } from './coupling-store.ts';

/** A Controller at the other end of hop 2. */
export interface ControllerBehind {
  readonly rig: Rig;
  readonly client: ControllerClient;
  /** What it was asked for, in order. */
  readonly asked: ActName[];
  /** Up to here its client has released events. */
  releasedEventId: number;
  journalId: string;
  /** Up to here events are no more. */
  deletedEventId: number;
  /** How many events one batch of the stream has at most. */
  batchMax: number;
  /** While it is set, nobody answers. */
  isDown: boolean;
  /** While it is set, streams give nothing. */
  isHeld: boolean;
  /** Changes the lines of the stream on their way. */
  distort: ((lines: readonly StreamLine[]) => readonly StreamLine[]) | undefined;
  agents: readonly AgentCoupling[];
  /** Tells something beside the events. */
  tell(line: StreamLine): void;
  /** Ends all streams, as when it is killed. */
  cut(): void;
}

/** Makes a Controller with the workflow `/w`, which has one job. */
export function controllerBehind(): ControllerBehind {
  const streams = new Set<{ readonly beside: StreamLine[]; isCut: boolean }>();
  const rig = Rig.with([execute('job')], { jobs: { job: job({ parallelism: 100 }) } });
  const behind: ControllerBehind = {
    rig,
    asked: [],
    releasedEventId: 0,
    journalId: 'journal-0000000001',
    deletedEventId: 0,
    batchMax: 100,
    isDown: false,
    isHeld: false,
    distort: undefined,
    agents: [],
    tell: (line) => {
      for (const stream of streams) stream.beside.push(line);
    },
    cut: () => {
      for (const stream of streams) stream.isCut = true;
    },
    client: {
      call: async (act, request) => {
        behind.asked.push(act);
        if (behind.isDown) return refuse(problem('ControllerUnreachable'));
        // The answers have the types of their acts; TypeScript can't tie them together through a union.
        return answerOf(behind, act, request) as never;
      },
      events: async (after, signal) => {
        if (behind.isDown) return refuse(problem('ControllerUnreachable'));
        if (after > rig.journal.length) return refuse(problem('InvalidInput', 'There is no such event.'));
        const stream = { beside: [] as StreamLine[], isCut: false };
        streams.add(stream);
        return succeed(linesAfter(behind, after, stream, signal));
      },
      close: async () => undefined,
    },
  };
  return behind;
}

function answerOf(behind: ControllerBehind, act: ActName, request: unknown) {
  const { agents, deletedEventId, journalId, rig } = behind;
  const lastEventId = rig.journal.length;
  const extent = { journalId, lastEventId, firstEventId: deletedEventId + 1 };
  if (act === 'couple')
    return succeed({ version: 1, controllerId: 'controller', ...extent, atMs: rig.nowMs });
  if (act === 'state') return succeed({ eventId: lastEventId, state: overTheWire(snapshotOf(rig.state)) });
  if (act === 'agents') return succeed({ agents });
  if (act === 'release-events') behind.releasedEventId = (request as { readonly eventId: number }).eventId;
  return succeed({});
}

async function* linesAfter(
  behind: ControllerBehind,
  after: number,
  stream: { readonly beside: StreamLine[]; readonly isCut: boolean },
  signal: AbortSignal,
): AsyncGenerator<readonly StreamLine[], void, void> {
  let last = after;
  while (!signal.aborted && !stream.isCut) {
    const events = behind.isHeld ? [] : behind.rig.journal.slice(last, last + behind.batchMax);
    const lines = [...events.map(lineOf), ...stream.beside.splice(0)];
    last = events.at(-1)?.id ?? last;
    if (lines.length > 0) yield behind.distort?.(lines) ?? lines;
    else await turn();
  }
}

function lineOf({ atMs, event, id }: StampedEvent): StreamLine {
  return {
    kind: 'event',
    id,
    atMs,
    event: overTheWire(event) as Extract<StreamLine, { kind: 'event' }>['event'],
  };
}

function overTheWire(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

/** When the next change of the database fails: with nothing done, or after all was done. */
export type ComingFault = 'before' | 'after' | undefined;

/** A Cockpit's side of hop 2. */
export interface CouplingWorld {
  readonly behind: ControllerBehind;
  readonly store: Awaited<ReturnType<typeof inlineCockpitStore>>;
  /** What listeners were told. */
  readonly told: StreamEvent[];
  readonly witnessed: AuditHead[];
  /** The pauses between two tries, in milliseconds. */
  readonly pauses: number[];
  readonly logged: string[];
  fault: ComingFault;
  /** Starts a coupling, as a Cockpit does that starts. It is ended with the test, or by `end`. */
  start(): { readonly coupling: ControllerCoupling; end(): Promise<void>; kill(): void };
  /** The ids of all events in order logs, in order. */
  loggedEventIds(): Promise<readonly number[]>;
}

/** Makes a database and a Controller; nothing couples yet. */
export async function couplingWorld(
  t: Pick<TestContext, 'after'>,
  more: Pick<CouplingPorts, 'keptEvents'> = {},
): Promise<CouplingWorld> {
  const store = await inlineCockpitStore();
  const behind = controllerBehind();
  const ends: (() => Promise<void>)[] = [];
  t.after(async () => {
    for (const end of ends) await end();
    await store.close();
  });
  const world: CouplingWorld = {
    behind,
    store,
    told: [],
    witnessed: [],
    pauses: [],
    logged: [],
    fault: undefined,
    start: () => {
      const stop = new AbortController();
      const life = { isDead: false };
      const coupling = new ControllerCoupling('controller', 'cockpit', portsOf(world, life, more));
      const ended = coupling.run(stop.signal);
      const end = async () => {
        stop.abort();
        await ended;
      };
      ends.push(end);
      const kill = () => {
        life.isDead = true;
        stop.abort();
      };
      return { coupling, end, kill };
    },
    loggedEventIds: async () => {
      const rows = await store.read.history.orders({ countMax: 10_000 });
      const logs = await Promise.all(
        rows.map((row) => store.read.history.orderLog(row.historyId, 0, 10_000)),
      );
      return logs
        .flat()
        .map((line) => line.eventId)
        .sort((one, other) => one - other);
    },
  };
  return world;
}

function portsOf(
  world: CouplingWorld,
  life: { readonly isDead: boolean },
  more: Pick<CouplingPorts, 'keptEvents'>,
): CouplingPorts {
  return {
    ...more,
    client: world.behind.client,
    store: faultyStore(world, life),
    clock: { now: () => world.behind.rig.nowMs },
    log: recordingLog(world.logged),
    tell: (event) => {
      if (!life.isDead) world.told.push(event);
    },
    witness: async (head) => void world.witnessed.push(head),
    renew: async () => undefined,
    pause: async (milliseconds) => {
      world.pauses.push(milliseconds);
      await turn();
    },
  };
}

/** A dead Cockpit writes nothing any more. */
function faultyStore(world: CouplingWorld, life: { readonly isDead: boolean }): Transactor<CouplingStore> {
  return {
    read: world.store.read,
    change: async (work) => {
      const { fault } = world;
      world.fault = undefined;
      if (life.isDead || fault === 'before') throw new Error('the disk is full');
      const done = await world.store.change(work);
      if (fault === 'after') throw new Error('the disk was pulled');
      return done;
    },
  };
}

function recordingLog(lines: string[]): Log {
  const write = (event: string, fields?: LogFields) => void lines.push(`${event} ${JSON.stringify(fields)}`);
  const log: Log = { error: write, warn: write, info: write, debug: write, with: () => log };
  return log;
}

/** Lets everything go on that is waiting for the event loop. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Resolves when something is true; fails where it does not come to be within many turns of the event loop. */
export async function until(what: string, isTrue: () => boolean | Promise<boolean>): Promise<void> {
  for (let turns = 0; turns < 20_000; turns += 1) {
    if (await isTrue()) return;
    await turn();
  }
  assert.fail(`it did not come to be: ${what}`);
}

/** The ids of the events that stand in order logs, as the Controller's journal has them. */
export function expectedEventIds({ rig }: ControllerBehind): readonly number[] {
  const unlogged = new Set(['OrderOutputWritten', 'OrderStepStarted', 'OrderMoved']);
  return rig.journal.flatMap(({ event, id }) =>
    'orderId' in event && !unlogged.has(event.kind) ? [id] : [],
  );
}

/** Why a coupling is not coupled. */
export function problemOf(coupling: ControllerCoupling): Problem | undefined {
  return coupling.state.kind === 'coupled' ? undefined : coupling.state.problem;
}
