// A Controller without sockets, disks and clocks, for tests: its border is called directly, its Agents are in memory.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import type { TestContext } from 'node:test';
import {
  type Clock,
  type FolderPath,
  liesWithin,
  problem,
  type Result,
  refuse,
  silentLog,
  succeed,
  unwrap,
} from '@interlock/base';
import type {
  ActHandlers,
  ActName,
  ActRequest,
  ActResponse,
  AgentDialler,
  Caller,
  EventStreamHandler,
  StreamLine,
} from '@interlock/node-api';
import { findOrder, findTerminated } from '@interlock/workflow';
import { type FakeAgent, fakeAgent } from './agents/fake-agent.ts';
import type { BorderRefusalFacts } from './audit/border-refusal.ts';
import type { Alarm } from './engine/alarm.ts';
import { type MemoryJournal, memoryJournal } from './engine/memory-journal.ts';
import { type ControllerPorts, type RunningController, runController } from './run-controller.ts';

/** A clock that stands until a test moves it, with its alarm. */
export interface FakeTime extends Clock {
  readonly alarm: Alarm;
  /** Lets time pass and rings what is due. */
  pass(ms: number): void;
}

/** 2026-11-22T00:00:00Z. */
export const beginningMs = 1_795_305_600_000;

export function fakeTime(): FakeTime {
  let nowMs = beginningMs;
  let set: { readonly atMs: number; readonly ring: () => void } | undefined;
  const ringDue = (): void => {
    if (set === undefined || set.atMs > nowMs) return;
    const { ring } = set;
    set = undefined;
    setImmediate(ring);
  };
  return {
    now: () => nowMs,
    pass: (ms) => {
      nowMs += ms;
      ringDue();
    },
    alarm: {
      set: (atMs, ring) => {
        set = atMs === undefined ? undefined : { atMs, ring };
        ringDue();
      },
    },
  };
}

/** A workflow whose jobs run one after the other at one Agent. */
export function workflowOf(
  jobNames: readonly string[],
  more: Record<string, unknown> = {},
  agentName = 'agent',
) {
  const script = { TYPE: 'ShellScriptExecutable', script: 'true' };
  return {
    instructions: jobNames.map((jobName) => ({ TYPE: 'Execute.Named', jobName, label: jobName })),
    jobs: Object.fromEntries(jobNames.map((name) => [name, { agentName, executable: script, ...more }])),
  };
}

const permissions: { readonly [A in ActName]?: string } = {
  'add-orders': 'sos:products:controller:orders:create',
  'cancel-orders': 'sos:products:controller:orders:cancel',
  'suspend-orders': 'sos:products:controller:orders:suspend_resume',
  'resume-orders': 'sos:products:controller:orders:suspend_resume',
  'deploy-workflows': 'sos:products:controller:deployment:deploy',
};

/** Who calls: alice, who may everything in the folders given. */
export function callerFor(act: ActName, change: Partial<Caller> & { readonly folder?: string } = {}): Caller {
  const { folder = '/', ...more } = change;
  const permission = permissions[act] ?? 'sos:products:joc:administration:controllers:manage';
  return {
    peerId: 'cockpit',
    thumbprint: 'T'.repeat(43),
    account: 'JOC/alice',
    tokenId: 'jti-1',
    permission,
    covers: (asked: FolderPath) => liesWithin(asked, folder as FolderPath),
    ...more,
  };
}

/** A Controller at work. */
export interface ControllerWorld {
  readonly controller: RunningController;
  readonly journal: MemoryJournal;
  readonly time: FakeTime;
  readonly agents: ReadonlyMap<string, FakeAgent>;
  readonly faults: unknown[];
  /** Asks for an act, as the border does. */
  call<A extends ActName>(
    act: A,
    request: ActRequest<A>,
    change?: Parameters<typeof callerFor>[1],
  ): Promise<Result<ActResponse<A>>>;
  events: EventStreamHandler;
  /** Tells the Controller of a refusal at its border. */
  refuseAtBorder(refusal: BorderRefusalFacts): void;
}

/** What a world may begin with. */
export interface WorldStart {
  readonly journal?: MemoryJournal;
  readonly agents?: readonly (readonly [string, FakeAgent])[];
  readonly time?: FakeTime;
  readonly ports?: Partial<ControllerPorts>;
}

/** Starts a Controller; the test's end stops it. */
export async function controllerWorld(t: TestContext, start: WorldStart = {}): Promise<ControllerWorld> {
  const world = unwrap(await tryControllerWorld(start));
  t.after(() => world.end());
  return world;
}

/** Starts a Controller, or says why it does not start. */
export async function tryControllerWorld(
  start: WorldStart = {},
): Promise<Result<ControllerWorld & { end(): void }>> {
  const { journal = memoryJournal(), time = fakeTime() } = start;
  const agents = new Map(start.agents ?? [['agent', fakeAgent('agent')]]);
  const faults: unknown[] = [];
  const border = Promise.withResolvers<Parameters<ControllerPorts['serve']>>();
  const ended = new AbortController();
  const controller = await runController({
    id: 'controller',
    journal,
    clock: time,
    alarm: time.alarm,
    sha256: (data) => createHash('sha256').update(data).digest(),
    randomBytes,
    random: () => 0,
    pause: (_ms, signal) => pause(AbortSignal.any([signal, ended.signal])),
    log: silentLog,
    witness: { last: undefined, append: async () => undefined },
    certificates: { requests: async () => [], install: async () => succeed(undefined) },
    dialler: diallerOver(agents, ended.signal),
    dialJoin: async () => refuse(problem('AgentUnreachable')),
    serve: async (...args) => {
      border.resolve(args);
      return succeed({ address: '127.0.0.1:4444', close: async () => undefined });
    },
    fault: (error) => faults.push(error),
    ...start.ports,
  });
  if (!controller.ok) return controller;
  const [handlers, events, refuseAtBorder] = await border.promise;
  return succeed({
    controller: controller.value,
    journal,
    time,
    agents,
    faults,
    events,
    refuseAtBorder,
    call: (act, request, change) => call(handlers, act, request, change),
    end: () => ended.abort(),
  });
}

async function pause(signal: AbortSignal): Promise<void> {
  // A world that is over waits for ever, so that it does nothing more.
  if (signal.aborted) await new Promise(() => undefined);
  await new Promise((resolve) => setImmediate(resolve));
}

function diallerOver(agents: ReadonlyMap<string, FakeAgent>, ended: AbortSignal): AgentDialler {
  return {
    commandToken: () => succeed('token'),
    dial: async (target, signal) => {
      const agent = agents.get(target.agentId);
      if (agent === undefined || ended.aborted) return refuse(problem('AgentUnreachable'));
      const dialled = await agent.dial(target, signal);
      if (dialled.ok) ended.addEventListener('abort', () => dialled.value.close('the test is over'));
      return dialled;
    },
  };
}

async function call<A extends ActName>(
  handlers: ActHandlers,
  act: A,
  request: ActRequest<A>,
  change?: Parameters<typeof callerFor>[1],
): Promise<Result<ActResponse<A>>> {
  return handlers[act](request, callerFor(act, change), new AbortController().signal);
}

/** Registers the Agent and deploys a workflow of these jobs at `/a/w`. */
export async function deploy(
  world: Pick<ControllerWorld, 'call'>,
  jobNames: readonly string[] = ['job'],
  more: Record<string, unknown> = {},
): Promise<void> {
  unwrap(await world.call('register-agent', { agentId: 'agent', address: '127.0.0.1:4445' }));
  const definition = workflowOf(
    jobNames,
    more,
  ) as ActRequest<'deploy-workflows'>['deploy'][number]['definition'];
  unwrap(
    await world.call('deploy-workflows', {
      deploy: [{ path: '/a/w', versionId: '1', definition }],
      withdraw: [],
    }),
  );
}

/** Adds one order for `/a/w`. */
export function addOrder(
  world: Pick<ControllerWorld, 'call'>,
  orderId = 'o1',
  more: { readonly scheduledForMs?: number } = {},
): Promise<Result<ActResponse<'add-orders'>>> {
  return world.call('add-orders', { orders: [{ orderId, workflowPath: '/a/w', arguments: {}, ...more }] });
}

/** How an order stands: its state, or its end. */
export function standOf({ controller }: Pick<ControllerWorld, 'controller'>, orderId = 'o1'): string {
  const state = controller.engine.durable();
  return findOrder(state, orderId)?.state.kind ?? findTerminated(state, orderId)?.end ?? 'unknown';
}

/** Waits until something is so, over turns of the event loop. */
export async function until(isSo: () => boolean, what: string): Promise<void> {
  for (let turn = 0; turn < 20_000; turn++) {
    if (isSo()) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
  assert.fail(`${what} did not happen`);
}

/** Lets so many turns of the event loop pass, enough for whatever was about to happen. */
export async function turns(count = 50): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve));
}

/** The kinds of the durable events. */
export function kindsIn(journal: MemoryJournal): readonly string[] {
  return journal.durable().events.map(({ event }) => event.kind);
}

/** The lines that a stream gives until one fits. */
export async function linesUntil(
  stream: AsyncIterable<readonly StreamLine[]>,
  fits: (line: StreamLine) => boolean,
): Promise<readonly StreamLine[]> {
  const lines: StreamLine[] = [];
  for await (const batch of stream) {
    lines.push(...batch);
    if (batch.some(fits)) return lines;
  }
  return lines;
}
