// What the tests of the Agent stand on: its ports in memory, and a clock that stands still until it is turned.
import { createHash } from 'node:crypto';
import type { Checkpoint } from '@interlock/audit';
import { problem, type Result, refuse, silentLog, succeed, unwrap } from '@interlock/base';
import type {
  AgentCommand,
  AgentMessage,
  ControllerConnection,
  ControllerMessage,
  KillStep,
  StartStep,
} from '@interlock/node-api';
import type {
  AgentJournal,
  AgentJournalChange,
  HeldStep,
  JournalAuditRecord,
  KillManner,
  LeftProcess,
  OutputPiece,
  ProcessEnd,
  ProcessRunner,
  ProcessStart,
  ProcessStartResult,
  RecoveredProcess,
  ReturnValues,
  StampedStepEvent,
} from '@interlock/workflow';
import { type Agent, type AgentPorts, startAgent } from './agent.ts';
import type { AgentCertificate } from './certificate/agent-certificate.ts';
import type { Timers } from './timers.ts';

export const sha256 = (data: Uint8Array | string) => createHash('sha256').update(data).digest();

/** A clock and timers that move when a test says so. */
export interface FakeTime extends Timers {
  now(): number;
  /** Moves on, and calls back what is due on the way, in order. */
  pass(ms: number): void;
  /** How many timers wait. */
  waiting(): number;
}

export function fakeTime(): FakeTime {
  let nowMs = 1_000_000;
  let timers: { readonly atMs: number; readonly run: () => void }[] = [];
  return {
    now: () => nowMs,
    after(delayMs, run) {
      const timer = { atMs: nowMs + delayMs, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((each) => each !== timer);
      };
    },
    pass(ms) {
      const untilMs = nowMs + ms;
      for (;;) {
        const [next] = timers.filter(({ atMs }) => atMs <= untilMs).sort((a, b) => a.atMs - b.atMs);
        if (next === undefined) break;
        timers = timers.filter((each) => each !== next);
        nowMs = next.atMs;
        next.run();
      }
      nowMs = untilMs;
    },
    waiting: () => timers.length,
  };
}

/** A journal in memory. It survives the Agent that writes it, as a file does. */
export interface FakeJournal extends AgentJournal {
  readonly events: StampedStepEvent[];
  readonly steps: Map<string, HeldStep>;
  readonly auditRecords: JournalAuditRecord[];
  /** From now on nothing is written: what is asked waits, or fails. */
  disk: 'works' | 'hangs' | 'fails';
  /** Lets what hangs be written. */
  recover(): void;
}

export function fakeJournal(agentId = 'agent'): FakeJournal {
  const steps = new Map<string, HeldStep>();
  let lastEventId = 0;
  let releasedEventId = 0;
  let hanging: (() => void)[] = [];

  function commit({ events, steps: changed, auditRecords }: AgentJournalChange): void {
    for (const event of events) {
      if (event.id !== ++lastEventId) throw new Error(`event ${event.id} after ${lastEventId - 1}`);
      journal.events.push(event);
    }
    for (const record of auditRecords) {
      if (record.sequence !== journal.auditRecords.length + 1) throw new Error('the audit chain has a gap');
      journal.auditRecords.push(record);
    }
    for (const step of changed) steps.set(step.stepId, step);
  }

  async function write(work: () => void): Promise<void> {
    if (journal.disk === 'hangs') await new Promise<void>((resolve) => hanging.push(resolve));
    else await Promise.resolve();
    if (journal.disk === 'fails') throw new Error('the disk is full');
    work();
  }

  const journal: FakeJournal = {
    events: [],
    steps,
    auditRecords: [],
    disk: 'works',
    recover() {
      journal.disk = 'works';
      for (const go of hanging) go();
      hanging = [];
    },
    load: async () => ({
      agentId,
      journalId: 'j'.repeat(22),
      lastEventId,
      releasedEventId,
      lastAuditSequence: journal.auditRecords.length,
      steps: [...steps.values()],
    }),
    append: (change) => write(() => commit(change)),
    eventsAfter: async (eventId, countMax) =>
      journal.events.filter(({ id }) => id > eventId).slice(0, countMax),
    auditRecordsAfter: async (sequence, countMax) =>
      journal.auditRecords.slice(sequence, sequence + countMax),
    release: (eventId, stepIds) =>
      write(() => {
        releasedEventId = eventId;
        journal.events.splice(0, journal.events.filter(({ id }) => id <= eventId).length);
        for (const stepId of stepIds) steps.delete(stepId);
      }),
    close: async () => {},
  };
  return journal;
}

/** A process that a test plays. */
export interface FakeProcess {
  readonly request: ProcessStart;
  readonly kills: readonly KillManner[];
  write(stream: 'stdout' | 'stderr', text: string): void;
  /** Ends it, outputs included. */
  end(end: ProcessEnd): void;
  returnValues: Result<ReturnValues>;
  droppedBytes: number;
}

/** A process runner whose processes do what a test says. */
export interface FakeRunner extends ProcessRunner {
  readonly processes: FakeProcess[];
  readonly forgotten: string[];
  readonly asked: LeftProcess[];
  /** What the next starts become; default: they run. */
  onStart: (request: ProcessStart) => Promise<ProcessStartResult | 'runs'>;
  /** What recovery finds; default: lost, nothing killed. */
  readonly found: Map<string, Partial<RecoveredProcess>>;
  isClosed: boolean;
}

export function fakeRunner(): FakeRunner {
  const runner: FakeRunner = {
    processes: [],
    forgotten: [],
    asked: [],
    onStart: async () => 'runs',
    found: new Map(),
    isClosed: false,
    async start(request) {
      const result = await runner.onStart(request);
      if (result !== 'runs') return result;
      return { kind: 'running', process: runningProcess(runner, request) };
    },
    async recover(left) {
      runner.asked.push(...left);
      const lost: RecoveredProcess = { end: { kind: 'lost' }, returnValues: succeed({}), killedCount: 0 };
      return new Map(left.map(({ stepId }) => [stepId, { ...lost, ...runner.found.get(stepId) }]));
    },
    async forget(stepId) {
      runner.forgotten.push(stepId);
    },
    async close() {
      runner.isClosed = true;
    },
  };
  return runner;
}

function runningProcess(runner: FakeRunner, request: ProcessStart) {
  const { promise: ended, resolve } = Promise.withResolvers<ProcessEnd>();
  const streams = { stdout: fakeStream(), stderr: fakeStream() };
  const kills: KillManner[] = [];
  const fake: FakeProcess = {
    request,
    kills,
    returnValues: succeed({}),
    droppedBytes: 0,
    write: (stream, text) => streams[stream].push(text),
    end(end) {
      streams.stdout.finish();
      streams.stderr.finish();
      resolve(end);
    },
  };
  runner.processes.push(fake);
  return {
    identity: { bootId: 'boot', pid: 100 + runner.processes.length, startTime: '7' },
    stdout: streams.stdout.pieces(),
    stderr: streams.stderr.pieces(),
    droppedBytes: () => fake.droppedBytes,
    ended,
    kill: (manner: KillManner) => void kills.push(manner),
    returnValues: async () => fake.returnValues,
  };
}

function fakeStream() {
  const texts: string[] = [];
  let isFinished = false;
  let wake = () => {};
  async function* pieces(): AsyncGenerator<OutputPiece> {
    let offset = 0;
    while (texts.length > 0 || !isFinished) {
      const text = texts.shift();
      if (text === undefined) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      } else {
        yield { offset, text };
        offset += Buffer.byteLength(text);
      }
    }
  }
  return {
    pieces,
    push(text: string) {
      texts.push(text);
      wake();
    },
    finish() {
      isFinished = true;
      wake();
    },
  };
}

/** A connection whose other end a test plays. */
export interface FakeConnection extends ControllerConnection {
  readonly sent: AgentMessage[];
  /** The Controller says something. */
  say(message: ControllerMessage): void;
  /** The connection dies. */
  cut(): void;
  /** With which words the Agent closed it. */
  closedWith: string | undefined;
}

export function fakeConnection(peerId = 'controller'): FakeConnection {
  const { promise: closed, resolve } = Promise.withResolvers<{ by: 'us' | 'them'; reason: string }>();
  const inbox: ControllerMessage[] = [];
  let isOver = false;
  let wake = () => {};
  async function* received(): AsyncGenerator<ControllerMessage> {
    while (inbox.length > 0 || !isOver) {
      const message = inbox.shift();
      if (message !== undefined) yield message;
      else {
        await new Promise<void>((go) => {
          wake = go;
        });
      }
    }
  }
  const over = (by: 'us' | 'them', reason: string) => {
    isOver = true;
    resolve({ by, reason });
    wake();
  };
  const connection: FakeConnection = {
    peerId,
    thumbprint: 't',
    sent: [],
    closedWith: undefined,
    closed,
    received: received(),
    async send(message) {
      if (isOver) return false;
      connection.sent.push(message);
      return true;
    },
    say(message) {
      inbox.push(message);
      wake();
    },
    close(reason) {
      connection.closedWith ??= reason;
      over('us', reason);
    },
    cut: () => over('them', 'cut'),
  };
  return connection;
}

/** A certificate that is renewed as a test says; one named `bad` is refused. */
export interface FakeCertificate extends AgentCertificate {
  isDue: boolean;
  readonly installed: string[];
}

export function fakeCertificate(): FakeCertificate {
  const certificate: FakeCertificate = {
    isDue: true,
    installed: [],
    request: async (all) => (all || certificate.isDue ? { csr: 'csr', expiresAtMs: 7 } : undefined),
    async install(_ca, given) {
      if (given === 'bad') return refuse(problem('CertificateRefused'));
      certificate.installed.push(given);
      return succeed({ expiresAtMs: 8 });
    },
  };
  return certificate;
}

/** An Agent on fakes, with a Controller that speaks to it. */
export interface AgentWorld {
  readonly agent: Agent;
  readonly journal: FakeJournal;
  readonly runner: FakeRunner;
  readonly time: FakeTime;
  readonly checkpoints: Checkpoint[];
  readonly certificate: FakeCertificate;
  readonly faults: unknown[];
  /** Couples a Controller that has events up to this one. */
  couple(afterEventId?: number): Promise<FakeConnection>;
}

/** Starts an Agent; with a journal of another one it is that one's successor. */
export async function agentWorld(
  more: Partial<AgentPorts> & { journal?: FakeJournal; runner?: FakeRunner } = {},
): Promise<AgentWorld> {
  const time = fakeTime();
  const journal = more.journal ?? fakeJournal();
  const runner = more.runner ?? fakeRunner();
  const checkpoints: Checkpoint[] = [];
  const faults: unknown[] = [];
  const certificate = fakeCertificate();
  const agent = unwrap(
    await startAgent({
      clock: time,
      timers: time,
      sha256,
      log: silentLog,
      outputBytesMax: 1_000,
      witness: { last: undefined, sign: async (checkpoint) => void checkpoints.push(checkpoint) },
      onFault: (fault) => faults.push(fault),
      ...more,
      journal,
      runner,
    }),
  );
  return {
    agent,
    journal,
    runner,
    time,
    checkpoints,
    certificate,
    faults,
    async couple(afterEventId = 0) {
      const connection = fakeConnection();
      agent.connected(connection, certificate);
      connection.say({
        kind: 'hello',
        version: 1,
        controllerId: 'controller',
        journalId: 'j'.repeat(22),
        afterEventId,
      });
      await until('the welcome', () => connection.sent.length > 0);
      return connection;
    },
  };
}

let requestCount = 0;

/** A command of the Controller with a token that the link has verified. */
export function command(body: AgentCommand): ControllerMessage {
  return { kind: 'command', requestId: ++requestCount, token: 'verified', body };
}

/** An order to start a step; the ids differ by their first letter. */
export function startStepOf(letter = 'a', more: Partial<StartStep> = {}): StartStep {
  return {
    kind: 'StartStep',
    stepId: letter.repeat(22),
    orderId: `#${letter}`,
    jobName: 'job',
    workflowPath: '/folder/workflow',
    position: '0',
    script: 'echo hello',
    environment: {},
    graceTimeoutSeconds: 15,
    account: 'JOC/alice',
    ...more,
  };
}

/** An order to kill that step. */
export function killStepOf(letter = 'a', more: Partial<KillStep> = {}): KillStep {
  return {
    kind: 'KillStep',
    stepId: letter.repeat(22),
    orderId: `#${letter}`,
    jobName: 'job',
    immediately: false,
    account: 'JOC/bob',
    ...more,
  };
}

/** Lets everything run that is ready to run, until something is so. */
export async function until(what: string, isSo: () => boolean): Promise<void> {
  for (let turn = 0; turn < 2_000; turn++) {
    if (isSo()) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
  throw new Error(`it never came about: ${what}`);
}

/** Lets everything run that is ready to run. */
export async function quiet(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
}
