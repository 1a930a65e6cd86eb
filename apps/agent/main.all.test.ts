// The whole Agent as a process, with a supervisor and a Controller that the test plays over the real link.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes as random } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Duplex } from 'node:stream';
import { test as anyTest, type TestContext } from 'node:test';
import { type ProgramReport, Secret, type SupervisorOrder, unwrap } from '@interlock/base';
import { agentLinkDialler, hopTokenSigner, joinDialler } from '@interlock/link';
import type { AgentConnection, AgentMessage, StampedAgentEvent, StartStep } from '@interlock/node-api';
import * as trust from '@interlock/trust';

// They look into /proc.
const test = process.platform === 'linux' ? anyTest : anyTest.skip;

const patienceMs = 15_000;
const { randomBytes } = trust;

interface Installation {
  readonly data: string;
  readonly authority: trust.ProgramAuthority;
  readonly controller: trust.Credential;
}

async function installation(t: TestContext): Promise<Installation> {
  const data = mkdtempSync(join(tmpdir(), 'agent-'));
  t.after(() => rmSync(data, { recursive: true, force: true }));
  const ca = await trust.createProgramAuthority(
    trust.createInstallationId(randomBytes),
    Date.now(),
    randomBytes,
  );
  const authority = unwrap(trust.programAuthority(ca, { now: Date.now, randomBytes }));
  const privateKey = trust.createSigningKey();
  const csr = await trust.createCertificateRequest(privateKey);
  const owner = { kind: 'controllerClient', controllerId: 'controller' } as const;
  const certificate = unwrap(await authority.issue(owner, csr));
  return { data, authority, controller: { privateKey, certificate, authority: ca.certificate } };
}

interface AgentProcess {
  readonly child: ChildProcess;
  readonly reports: ProgramReport[];
  readonly log: () => string;
  readonly errors: () => string;
  tell(order: SupervisorOrder): void;
  /** The pipe ends, as when the supervisor dies. */
  hangUp(): void;
  readonly ended: Promise<number | null>;
}

function textOf(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

function startAgent(
  t: TestContext,
  data: string,
  env: Record<string, string> = {},
  supervised = true,
): AgentProcess {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], {
    env: {
      PATH: '/usr/bin:/bin',
      INTERLOCK_DATA: data,
      INTERLOCK_AGENT_BIND: '127.0.0.1:0',
      CANARY: 'canary-of-the-agent',
      ...(supervised ? { INTERLOCK_SUPERVISED: '1' } : {}),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  // Beside a supervisor it says what it does in its file alone.
  const logFile = join(data, 'agent/logs/agent.log');
  const before = textOf(logFile).length;
  let log = '';
  let errors = '';
  child.stdout?.on('data', (text) => (log += text));
  child.stderr?.on('data', (text) => (errors += text));
  const pipe = child.stdio[3] as Duplex;
  const reports: ProgramReport[] = [];
  pipe.on('error', () => {});
  createInterface({ input: pipe }).on('line', (line) => reports.push(JSON.parse(line)));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  t.after(() => void child.kill('SIGKILL'));
  const tell = (order: SupervisorOrder) => void pipe.write(`${JSON.stringify(order)}\n`);
  return {
    child,
    reports,
    log: () => log + textOf(logFile).slice(before),
    errors: () => errors,
    tell,
    hangUp: () => void pipe.destroy(),
    ended,
  };
}

async function until<T>(what: string, look: () => T | undefined | false): Promise<T> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const found = look();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > deadline) throw new Error(`it never came about: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

function reportOf<K extends ProgramReport['kind']>({ reports }: AgentProcess, kind: K) {
  return reports.find((report): report is Extract<ProgramReport, { kind: K }> => report.kind === kind);
}

async function begin(agent: AgentProcess): Promise<void> {
  await until('checked', () => reportOf(agent, 'checked') ?? reportOf(agent, 'fault'));
  agent.tell({ kind: 'begin' });
}

/** Lets a fresh Agent join as `up` and the Cockpit would. */
async function joinAgent(agent: AgentProcess, { authority }: Installation): Promise<void> {
  const token = authority.joinToken({ role: 'agent', id: 'agent', expiresAtMs: Date.now() + 60_000 });
  await begin(agent);
  agent.tell({ kind: 'join', token: token.reveal() });
  const address = await until(
    'it waits',
    () => /"event":"waiting to be joined","address":"([^"]+)"/.exec(agent.log())?.[1],
  );
  const dial = joinDialler(trust.tokenProofs(Date.now));
  const dialled = unwrap(
    await dial({ role: 'agent', id: 'agent', address, token }, AbortSignal.timeout(patienceMs)),
  );
  const owner = { kind: 'agentServer', controllerId: 'controller', agentId: 'agent' } as const;
  const certificate = unwrap(await authority.issue(owner, dialled.request.requests[0]?.csr ?? ''));
  const certificates = [{ purpose: 'server' as const, certificate }];
  unwrap(await dialled.grant({ ca: authority.certificate, certificates, peerId: 'controller' }));
}

/** A Controller as far as the test needs one. */
interface TestController {
  readonly connection: AgentConnection;
  readonly events: StampedAgentEvent[];
  readonly messages: AgentMessage[];
  start(script: string, more?: Partial<StartStep>): string;
  resend(stepId: string): void;
  kill(stepId: string): void;
  outputOf(stepId: string): string;
  endOf(stepId: string): Promise<Extract<StampedAgentEvent['event'], { kind: 'ProcessEnded' }>>;
}

async function couple(
  agent: AgentProcess,
  { authority, controller }: Installation,
  afterEventId = 0,
  journalId?: string,
): Promise<TestController> {
  await until('it listens', () => reportOf(agent, 'ready'));
  const { address } = await until('its address', () => reportOf(agent, 'listening'));
  const anchor = unwrap(trust.trustAnchor(authority.certificate));
  const identity = {
    role: 'agent',
    installation: authority.installation,
    id: 'agent',
    controllerId: 'controller',
  } as const;
  const clock = { now: () => Date.now() };
  const key = () => trust.hopSigningKey(controller);
  const dialler = agentLinkDialler({
    tls: () => trust.tlsMaterialOf(controller),
    peersOf: () =>
      trust.programCheck({
        authority: () => anchor,
        identity: () => identity,
        usage: 'server',
        now: clock.now,
        isRevoked: () => false,
      }),
    signToken: hopTokenSigner({ id: 'controller', key, clock, randomBytes }),
  });
  const connection = unwrap(
    await dialler.dial({ agentId: 'agent', address }, AbortSignal.timeout(patienceMs)),
  );
  const events: StampedAgentEvent[] = [];
  const messages: AgentMessage[] = [];
  const steps = new Map<string, StartStep>();
  let requestId = 0;
  const listen = async () => {
    for await (const message of connection.received) {
      messages.push(message);
      if (message.kind === 'events') events.push(...message.events);
    }
  };
  void listen();
  const journal = journalId === undefined ? {} : { journalId };
  await connection.send({ kind: 'hello', version: 1, controllerId: 'controller', afterEventId, ...journal });
  await until('the welcome', () => messages.length > 0);
  const order = (body: Parameters<typeof dialler.commandToken>[1]) => {
    const token = unwrap(dialler.commandToken('agent', body));
    void connection.send({ kind: 'command', requestId: ++requestId, token, body });
  };
  const eventsOf = (stepId: string) =>
    events.map(({ event }) => event).filter((event) => event.stepId === stepId);
  return {
    connection,
    events,
    messages,
    start(script, more = {}) {
      const stepId = random(16).toString('base64url');
      const step: StartStep = {
        kind: 'StartStep',
        stepId,
        orderId: '#1',
        jobName: 'job',
        workflowPath: '/w',
        position: '0',
        script,
        environment: {},
        graceTimeoutSeconds: 1,
        account: 'JOC/alice',
        ...more,
      };
      steps.set(stepId, step);
      order(step);
      return stepId;
    },
    resend: (stepId) => order(steps.get(stepId) ?? assert.fail()),
    kill: (stepId) =>
      order({
        kind: 'KillStep',
        stepId,
        orderId: '#1',
        jobName: 'job',
        immediately: true,
        account: 'JOC/bob',
      }),
    outputOf: (stepId) =>
      eventsOf(stepId)
        .map((event) => (event.kind === 'OutputWritten' ? event.text : ''))
        .join(''),
    endOf: (stepId) =>
      until('its end', () => {
        const end = eventsOf(stepId).at(-1);
        return end?.kind === 'ProcessEnded' && end;
      }),
  };
}

/** Processes with a text in their command line or environment. */
function processesWith(text: string): readonly string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) =>
      [`/proc/${pid}/cmdline`, `/proc/${pid}/environ`].some((path) => readOrEmpty(path).includes(text)),
    );
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}

const sleepForEver = () => `sleep 600.${random(4).readUInt32BE()}`;

test('an Agent joins, runs steps for its Controller, and stops cleanly', async (t) => {
  const world = await installation(t);
  const agent = startAgent(t, world.data);
  await until('checked', () => reportOf(agent, 'checked'));
  assert.deepEqual(readdirSync(world.data), [], 'the check made something');
  await joinAgent(agent, world);
  const controller = await couple(agent, world);

  const first = controller.start(
    'echo "hello $NAME"; echo oops >&2; echo x=42 >> "$JS7_RETURN_VALUES"; env | grep -c canary',
    {
      environment: { NAME: 'wörld' },
    },
  );
  assert.partialDeepStrictEqual(await controller.endOf(first), {
    outcome: 'failed',
    returnCode: 1,
    returnValues: { x: '42' },
  });
  assert.match(controller.outputOf(first), /hello wörld/);
  assert.match(controller.outputOf(first), /oops/);

  const second = controller.start('exit 0');
  assert.equal((await controller.endOf(second)).outcome, 'succeeded');
  const timed = controller.start('sleep 600', { timeoutSeconds: 0.2, graceTimeoutSeconds: 0 });
  assert.equal((await controller.endOf(timed)).outcome, 'timedOut');
  const killed = controller.start(`echo ready; ${sleepForEver()}`);
  await until('it runs', () => controller.outputOf(killed) === 'ready\n');
  controller.kill(killed);
  assert.partialDeepStrictEqual(await controller.endOf(killed), { outcome: 'killed', signal: 'SIGKILL' });

  assert.deepEqual(
    controller.events.map(({ id }) => id),
    controller.events.map((_, index) => index + 1),
  );
  const sleeping = sleepForEver();
  const last = controller.start(`trap '' TERM; echo ready; ${sleeping}`);
  await until('it runs', () => controller.outputOf(last) === 'ready\n');
  agent.tell({ kind: 'stop' });
  assert.equal(await agent.ended, 0);
  assert.equal((await controller.endOf(last)).outcome, 'killed');
  assert.deepEqual(processesWith(sleeping.split(' ')[1] ?? ''), []);
  assert.ok(readFileSync(join(world.data, 'agent', 'witness.jsonl'), 'utf8').includes('checkpoint'));
  assert.equal(agent.errors(), '');
  assert.ok(!agent.log().includes('interlock-join-1.'), 'the join token stands in the log');
});

test('after kill -9 of the Agent nothing of its steps runs, they are told as lost once, and none is started again', async (t) => {
  const world = await installation(t);
  const agent = startAgent(t, world.data);
  await joinAgent(agent, world);
  const controller = await couple(agent, world);
  const sleeping = sleepForEver();
  const file = join(world.data, 'started');
  const lost = controller.start(`echo x >> ${file}; setsid ${sleeping} & ${sleeping} & echo ready; wait`);
  await until('it runs', () => controller.outputOf(lost) === 'ready\n');
  const ended = controller.start('echo x; exit 3');
  await controller.endOf(ended);
  agent.child.kill('SIGKILL');
  await agent.ended;
  await until('its tree is dead', () => processesWith(sleeping.split(' ')[1] ?? '').length === 0);
  const lastSeen = controller.events.at(-1)?.id ?? 0;

  const again = startAgent(t, world.data);
  await begin(again);
  const welcome = controller.messages.find((message) => message.kind === 'welcome');
  const resumed = await couple(again, world, lastSeen, welcome?.journalId);
  assert.equal((await resumed.endOf(lost)).outcome, 'lost');
  assert.equal(resumed.events[0]?.id, lastSeen + 1);
  assert.equal(resumed.events.length, 1);
  await controller.connection.closed;
  const refusedAgain = resumed.events.length;
  // The Controller may ask for the same step again after a reconnection.
  const same = { stepId: lost };
  resumed.start(`echo x >> ${file}`, same);
  await until('the reply', () => resumed.messages.some((message) => message.kind === 'reply'));
  assert.equal(resumed.events.length, refusedAgain);
  assert.equal(readFileSync(file, 'utf8'), 'x\n');
  again.tell({ kind: 'stop' });
  assert.equal(await again.ended, 0);
});

test('when the supervisor is gone the Agent stops cleanly, and SIGTERM does the same', async (t) => {
  const world = await installation(t);
  const agent = startAgent(t, world.data);
  await joinAgent(agent, world);
  const controller = await couple(agent, world);
  const sleeping = sleepForEver();
  const step = controller.start(`echo ready; ${sleeping}`);
  await until('it runs', () => controller.outputOf(step) === 'ready\n');
  agent.hangUp();
  assert.equal(await agent.ended, 0);
  assert.deepEqual(processesWith(sleeping.split(' ')[1] ?? ''), []);

  // Started by hand it works from the files that are there.
  const byHand = startAgent(t, world.data, {}, false);
  await until('it listens', () => byHand.log().includes('"event":"listening"'));
  byHand.child.kill('SIGTERM');
  assert.equal(await byHand.ended, 0);
});

test('a Controller of another installation, and one without certificate, are not let in', async (t) => {
  const world = await installation(t);
  const agent = startAgent(t, world.data);
  await joinAgent(agent, world);
  await until('it listens', () => reportOf(agent, 'ready'));
  const stranger = await installation(t);
  await assert.rejects(
    couple(agent, { ...stranger, authority: world.authority, controller: stranger.controller }),
  );
  await until('it is logged', () => agent.log().includes('refused at the border'));
  agent.tell({ kind: 'stop' });
  assert.equal(await agent.ended, 0);
});

const faults: readonly [
  what: string,
  arrange: (data: string) => Promise<{ readonly env?: Record<string, string>; readonly undo?: () => void }>,
  line: RegExp,
][] = [
  ['without certificate and without supervisor', async () => ({}), /has not joined a Controller yet/],
  ['bad settings', async () => ({ env: { INTERLOCK_AGENT_ID: 'a b' } }), /INTERLOCK_AGENT_ID/],
  [
    'a data folder that is a file',
    async (data) => {
      rmSync(data, { recursive: true });
      writeFileSync(data, '');
      return {};
    },
    /./,
  ],
  [
    'a key that others may read',
    async (data) => {
      mkdirSync(join(data, 'agent', 'keys'), { recursive: true });
      writeFileSync(join(data, 'agent', 'keys', 'agent.pem'), 'x');
      chmodSync(join(data, 'agent', 'keys', 'agent.pem'), 0o644);
      return {};
    },
    /open to others than its owner/,
  ],
];
for (const [what, arrange, line] of faults) {
  test(`${what}: exit code 1 and one clear line`, async (t) => {
    const data = mkdtempSync(join(tmpdir(), 'agent-'));
    t.after(() => rmSync(data, { recursive: true, force: true }));
    const { env = {} } = await arrange(data);
    const agent = startAgent(t, data, env, false);
    assert.equal(await agent.ended, 1);
    assert.match(agent.errors(), line);
    assert.equal(agent.errors().trim().split('\n').length, 1);
  });
}

test('a port in use, and a journal of another id, are told to the supervisor in one line', async (t) => {
  const world = await installation(t);
  const agent = startAgent(t, world.data);
  await joinAgent(agent, world);
  await until('it listens', () => reportOf(agent, 'ready'));
  agent.tell({ kind: 'stop' });
  assert.equal(await agent.ended, 0);

  const taken = createServer().listen(0, '127.0.0.1');
  t.after(() => taken.close());
  await once(taken, 'listening');
  const address = taken.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const second = startAgent(t, world.data, { INTERLOCK_AGENT_BIND: `127.0.0.1:${port}` });
  await begin(second);
  assert.equal(await second.ended, 1);
  assert.match(reportOf(second, 'fault')?.message ?? '', new RegExp(`127.0.0.1:${port} can not be used`));

  const other = startAgent(t, world.data, { INTERLOCK_AGENT_ID: 'other' });
  assert.equal(await other.ended, 1);
  assert.match(reportOf(other, 'fault')?.message ?? '', /journal of Agent agent, and this is Agent other/);
  assert.equal(reportOf(other, 'checked'), undefined);
  assert.ok(!existsSync(join(world.data, 'agent', 'work', 'other')));
});

test('a join token that is wrong is refused with a line', async (t) => {
  const world = await installation(t);
  const agent = startAgent(t, world.data);
  await begin(agent);
  const token = new Secret('nonsense');
  agent.tell({ kind: 'join', token: token.reveal() });
  assert.equal(await agent.ended, 1);
  assert.match(reportOf(agent, 'fault')?.message ?? '', /join token/);
});
