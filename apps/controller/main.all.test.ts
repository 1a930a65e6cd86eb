// The whole Controller and a whole Agent as processes, with a supervisor and a Cockpit that the test plays over real links.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Duplex } from 'node:stream';
import { type TestContext, test } from 'node:test';
import { connect } from 'node:tls';
import { type ProgramReport, type SupervisorOrder, unwrap } from '@interlock/base';
import { hopTokenSigner, joinDialler, openActClient } from '@interlock/link';
import type { ActResponse, ControllerClient, StreamLine } from '@interlock/node-api';
import * as trust from '@interlock/trust';

const patienceMs = 20_000;
const { randomBytes } = trust;
const never = new AbortController().signal;
const clock = { now: () => Date.now() };

interface Program {
  readonly child: ChildProcess;
  readonly reports: ProgramReport[];
  readonly log: () => string;
  tell(order: SupervisorOrder): void;
  hangUp(): void;
  readonly ended: Promise<number | null>;
}

interface Installation {
  readonly data: string;
  readonly ca: trust.Credential;
  readonly authority: trust.ProgramAuthority;
  readonly cockpit: trust.Credential;
  readonly controllerAddress: string;
  readonly agentAddress: string;
}

async function installation(t: TestContext, leafLifeMs = trust.programLeafLifeMs): Promise<Installation> {
  const data = mkdtempSync(join(tmpdir(), 'controller-'));
  t.after(() => rmSync(data, { recursive: true, force: true }));
  const id = trust.createInstallationId(randomBytes);
  const ca = await trust.createProgramAuthority(id, Date.now(), randomBytes);
  const authority = unwrap(trust.programAuthority(ca, { now: Date.now, randomBytes, leafLifeMs }));
  const privateKey = trust.createSigningKey();
  const csr = await trust.createCertificateRequest(privateKey);
  const certificate = unwrap(await authority.issue({ kind: 'cockpitClient', cockpitId: 'cockpit' }, csr));
  return {
    data,
    ca,
    authority,
    cockpit: { privateKey, certificate, authority: ca.certificate },
    controllerAddress: await freeAddress(),
    agentAddress: await freeAddress(),
  };
}

async function freeAddress(): Promise<string> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { readonly port: number };
  server.close();
  await once(server, 'close');
  return `127.0.0.1:${port}`;
}

function startProgram(t: TestContext, name: 'controller' | 'agent', world: Installation): Program {
  const child = spawn(process.execPath, [join(import.meta.dirname, '..', name, 'main.ts')], {
    env: {
      PATH: '/usr/bin:/bin',
      INTERLOCK_DATA: world.data,
      INTERLOCK_CONTROLLER_BIND: world.controllerAddress,
      INTERLOCK_AGENT_BIND: world.agentAddress,
      INTERLOCK_SUPERVISED: '1',
    },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (log += text));
  const pipe = child.stdio[3] as Duplex;
  pipe.on('error', () => undefined);
  const reports: ProgramReport[] = [];
  createInterface({ input: pipe }).on('line', (line) => reports.push(JSON.parse(line)));
  t.after(() => void child.kill('SIGKILL'));
  return {
    child,
    reports,
    log: () => log,
    tell: (order) => void pipe.write(`${JSON.stringify(order)}\n`),
    hangUp: () => void pipe.destroy(),
    ended: once(child, 'close').then(([code]) => code as number | null),
  };
}

async function until<T>(
  what: string,
  look: () => T | undefined | false | Promise<T | undefined | false>,
): Promise<T> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > deadline) throw new Error(`it never came about: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

function reported(program: Program, kind: ProgramReport['kind']): Promise<ProgramReport> {
  return until(`the report ${kind}; ${program.log()}`, () =>
    program.reports.find((report) => report.kind === kind),
  );
}

async function begin(program: Program): Promise<void> {
  await reported(program, 'checked');
  program.tell({ kind: 'begin' });
}

function clientOf({ authority, cockpit, controllerAddress }: Installation, t: TestContext): ControllerClient {
  const anchor = unwrap(trust.trustAnchor(authority.certificate));
  const { installation } = authority;
  const client = openActClient({
    controllerId: 'controller',
    address: controllerAddress,
    tls: () => trust.tlsMaterialOf(cockpit),
    peers: trust.programCheck({
      authority: () => anchor,
      identity: () => ({ role: 'controller', installation, id: 'controller' }),
      usage: 'server',
      now: Date.now,
      isRevoked: () => false,
    }),
    signToken: hopTokenSigner({ id: 'cockpit', key: () => trust.hopSigningKey(cockpit), clock, randomBytes }),
  });
  t.after(() => client.close());
  return client;
}

async function joinController(
  controller: Program,
  { authority, controllerAddress: address }: Installation,
): Promise<void> {
  const token = authority.joinToken({
    role: 'controller',
    id: 'controller',
    expiresAtMs: Date.now() + 60_000,
  });
  await begin(controller);
  controller.tell({ kind: 'join', token: token.reveal() });
  const dial = joinDialler(trust.tokenProofs(Date.now));
  const dialled = await until('the join of the Controller', async () => {
    const tried = await dial({ role: 'controller', id: 'controller', address, token }, never);
    return tried.ok && tried.value;
  });
  const certificates = await Promise.all(
    dialled.request.requests.map(async ({ csr, purpose }) => {
      const kind = purpose === 'server' ? 'controllerServer' : 'controllerClient';
      return {
        purpose,
        certificate: unwrap(await authority.issue({ kind, controllerId: 'controller' }, csr)),
      };
    }),
  );
  unwrap(await dialled.grant({ ca: authority.certificate, certificates, peerId: 'cockpit' }));
}

const administer = { account: 'JOC/root', permission: 'sos:products:joc:administration:controllers:manage' };
const everywhere = [{ folder: '/', recursive: true }];

async function joinAgent(agent: Program, client: ControllerClient, world: Installation): Promise<void> {
  const { agentAddress: address, authority } = world;
  const token = authority.joinToken({ role: 'agent', id: 'agent', expiresAtMs: Date.now() + 60_000 });
  await begin(agent);
  agent.tell({ kind: 'join', token: token.reveal() });
  const joining = await until('the join of the Agent', async () => {
    const request = { agentId: 'agent', address, token: token.reveal() };
    const tried = await client.call('join-agent', request, administer, never);
    return tried.ok && tried.value;
  });
  const owner = { kind: 'agentServer', controllerId: 'controller', agentId: 'agent' } as const;
  const certificate = unwrap(await authority.issue(owner, joining.csr));
  const granted = { joinId: joining.joinId, certificate, ca: authority.certificate };
  unwrap(await client.call('join-agent-certificate', granted, administer, never));
  unwrap(await client.call('register-agent', { agentId: 'agent', address }, administer, never));
}

async function deploy(client: ControllerClient, versionId: string, script: string): Promise<void> {
  const executable = { TYPE: 'ShellScriptExecutable', script };
  const definition = {
    instructions: [{ TYPE: 'Execute.Named', jobName: 'job', label: 'job' }],
    jobs: { job: { agentName: 'agent', executable } },
  };
  const onBehalf = {
    account: 'JOC/root',
    permission: 'sos:products:controller:deployment:deploy',
    folders: everywhere,
  };
  const request = { deploy: [{ path: '/samples/hello', versionId, definition }] };
  unwrap(await client.call('deploy-workflows', request, onBehalf, never));
}

function addOrder(client: ControllerClient, orderId: string, folders = everywhere) {
  const onBehalf = { account: 'JOC/alice', permission: 'sos:products:controller:orders:create', folders };
  return client.call(
    'add-orders',
    { orders: [{ orderId, workflowPath: '/samples/hello' }] },
    onBehalf,
    never,
  );
}

/** The events of an order from the beginning to its end, over as many streams as it takes. */
async function eventsToEnd(
  client: ControllerClient,
  orderId: string,
): Promise<readonly Record<string, unknown>[]> {
  const events: (StreamLine & { kind: 'event' })[] = [];
  const isEnd = ({ event }: { event: Record<string, unknown> }): boolean =>
    event.orderId === orderId && (event.kind === 'OrderFinished' || event.kind === 'OrderFailed');
  const deadline = performance.now() + patienceMs;
  while (performance.now() < deadline) {
    const stream = await client.events(events.at(-1)?.id ?? 0, AbortSignal.timeout(patienceMs));
    if (!stream.ok) continue;
    for await (const lines of stream.value) {
      events.push(...lines.filter((line) => line.kind === 'event'));
      if (events.some(isEnd)) {
        assert.deepEqual(
          events.map((event) => event.id),
          events.map((_, at) => at + 1),
        );
        return events.map((event) => event.event).filter((event) => event.orderId === orderId);
      }
    }
  }
  throw new Error(`the order ${orderId} came to no end`);
}

test('a Controller joins, joins its Agent, runs an order there, and all of it survives kills of both', async (t) => {
  const world = await installation(t);
  let controller = startProgram(t, 'controller', world);
  await joinController(controller, world);
  await reported(controller, 'ready');
  const client = clientOf(world, t);
  let agent = startProgram(t, 'agent', world);
  await joinAgent(agent, client, world);
  await reported(agent, 'ready');
  await deploy(client, '1', 'echo "hello from $INTERLOCK_JOB" | cut -c1-10');

  unwrap(await addOrder(client, 'first'));
  const events = await eventsToEnd(client, 'first');
  assert.ok(events.some((event) => event.kind === 'OrderOutputWritten' && event.text === 'hello from\n'));

  const refused = await addOrder(client, 'elsewhere', [{ folder: '/other', recursive: true }]);
  assert.equal(refused.ok ? '' : refused.problem.code, 'PermissionDenied');

  await deploy(client, '2', 'sleep 2; echo done');
  unwrap(await addOrder(client, 'second'));
  await until('the step runs', async () => (await kindsOf(client)).includes('OrderStepStarted second'));
  controller.child.kill('SIGKILL');
  await controller.ended;
  controller = startProgram(t, 'controller', world);
  await begin(controller);
  await reported(controller, 'ready');
  const second = await eventsToEnd(client, 'second');
  assert.equal(second.filter((event) => event.kind === 'OrderStepStarting').length, 1);
  assert.equal(second.filter((event) => event.kind === 'OrderStepEnded').length, 1);

  unwrap(await addOrder(client, 'third'));
  await until('the step runs', async () => (await kindsOf(client)).includes('OrderStepStarted third'));
  agent.child.kill('SIGKILL');
  await agent.ended;
  agent = startProgram(t, 'agent', world);
  await begin(agent);
  const third = await eventsToEnd(client, 'third');
  assert.equal(third.at(-1)?.kind, 'OrderFailed');
  const ended = third.find((event) => event.kind === 'OrderStepEnded');
  assert.partialDeepStrictEqual(ended, { outcome: { kind: 'lost' } });

  for (const program of [agent, controller]) program.tell({ kind: 'stop' });
  assert.deepEqual(await Promise.all([agent.ended, controller.ended]), [0, 0]);
  assert.match(readFileSync(join(world.data, 'controller', 'witness.jsonl'), 'utf8'), /"kind":"checkpoint"/);
});

async function kindsOf(client: ControllerClient): Promise<readonly string[]> {
  const stream = await client.events(0, AbortSignal.timeout(200));
  if (!stream.ok) return [];
  const kinds: string[] = [];
  for await (const lines of stream.value) {
    for (const line of lines)
      if (line.kind === 'event') kinds.push(`${line.event.kind} ${line.event.orderId}`);
  }
  return kinds;
}

type Due = ActResponse<'renew-certificates'>['requests'][number];

/** Issues what is asked for, as the Cockpit does. */
function issue(authority: trust.ProgramAuthority, { owner, csr }: Due, agentId?: string): Promise<string> {
  const whose =
    owner.kind === 'agentServer'
      ? { ...owner, controllerId: 'controller', agentId: agentId ?? owner.agentId }
      : { ...owner, controllerId: 'controller' };
  return authority.issue(whose, csr).then(unwrap);
}

async function dueAt(client: ControllerClient): Promise<readonly Due[]> {
  return unwrap(await client.call('renew-certificates', {}, {}, never)).requests;
}

async function dueOfAgent(client: ControllerClient): Promise<Due> {
  return until('the request of the Agent', async () =>
    (await dueAt(client)).find(({ owner }) => owner.kind === 'agentServer'),
  );
}

function certificateIn(world: Installation, file: string): string {
  const [certificate = ''] =
    /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/.exec(
      readFileSync(join(world.data, file), 'utf8'),
    ) ?? [];
  return certificate;
}

test('certificates that are due are renewed over both hops, and only by the right CA, name and key', async (t) => {
  // Certificates are back-dated by 5 minutes: of so short a life less than a third is left from the beginning.
  const world = await installation(t, 120_000);
  const controller = startProgram(t, 'controller', world);
  await joinController(controller, world);
  await reported(controller, 'ready');
  const client = clientOf(world, t);
  let agent = startProgram(t, 'agent', world);
  await joinAgent(agent, client, world);
  await reported(agent, 'ready');
  await deploy(client, '1', 'echo hello');
  const renewing = unwrap(trust.programAuthority(world.ca, { now: Date.now, randomBytes }));
  const ca = renewing.certificate;
  const installAtAgent = (certificate: string, given = ca) => {
    const owner = { kind: 'agentServer', agentId: 'agent' } as const;
    return client.call(
      'install-certificates',
      { ca: given, certificates: [{ owner, certificate }] },
      {},
      never,
    );
  };
  const first = certificateIn(world, 'agent/keys/agent.pem');

  // What does not fit leaves the old certificate where it is.
  const due = await dueOfAgent(client);
  assert.equal((await dueOfAgent(client)).csr, due.csr, 'asking again makes no other key');
  const strangeCa = await trust.createProgramAuthority(world.authority.installation, Date.now(), randomBytes);
  const strange = unwrap(trust.programAuthority(strangeCa, { now: Date.now, randomBytes }));
  const otherKey = { ...due, csr: await trust.createCertificateRequest(trust.createSigningKey()) };
  for (const [what, refused] of [
    ['another CA', await installAtAgent(await issue(strange, due), strange.certificate)],
    ['another CA under our name', await installAtAgent(await issue(strange, due))],
    ['another name', await installAtAgent(await issue(renewing, due, 'agent2'))],
    ['another key', await installAtAgent(await issue(renewing, otherKey))],
  ] as const) {
    assert.equal(refused.ok ? '' : refused.problem.code, 'CertificateRefused', what);
  }
  assert.equal(certificateIn(world, 'agent/keys/agent.pem'), first);

  // An Agent that dies in between comes back with the old one, and has forgotten the key.
  const late = await issue(renewing, due);
  agent.child.kill('SIGKILL');
  await agent.ended;
  agent = startProgram(t, 'agent', world);
  await begin(agent);
  await until('a new request', async () => (await dueOfAgent(client)).csr !== due.csr);
  assert.ok(!(await installAtAgent(late)).ok);

  // All of them, own and Agent's, in one renewal.
  const all = await until('all requests', async () => {
    const requests = await dueAt(client);
    return requests.length === 3 && requests;
  });
  const certificates = await Promise.all(
    all.map(async (one) => ({ owner: one.owner, certificate: await issue(renewing, one) })),
  );
  const installed = unwrap(await client.call('install-certificates', { ca, certificates }, {}, never));
  assert.deepEqual(installed.refused, []);
  assert.notEqual(certificateIn(world, 'agent/keys/agent.pem'), first);
  unwrap(await addOrder(client, 'after'));
  assert.equal((await eventsToEnd(client, 'after')).at(-1)?.kind, 'OrderFinished');
  assert.deepEqual(await dueAt(client), [], 'nothing is due any more');
  assert.equal(
    await shownBy(world.agentAddress),
    new X509Certificate(certificateIn(world, 'agent/keys/agent.pem')).fingerprint256,
  );

  for (const program of [agent, controller]) program.tell({ kind: 'stop' });
  assert.deepEqual(await Promise.all([agent.ended, controller.ended]), [0, 0]);
});

/** The fingerprint of the certificate that a listener shows. */
async function shownBy(address: string): Promise<string | undefined> {
  const [host, port] = address.split(':');
  const socket = connect({ host, port: Number(port), rejectUnauthorized: false, minVersion: 'TLSv1.3' });
  await once(socket, 'secureConnect');
  const shown = socket.getPeerX509Certificate()?.fingerprint256;
  socket.destroy();
  return shown;
}

test('a Controller whose supervisor is gone stops cleanly', async (t) => {
  const world = await installation(t);
  const controller = startProgram(t, 'controller', world);
  await joinController(controller, world);
  await reported(controller, 'ready');
  controller.hangUp();
  assert.equal(await controller.ended, 0);
});

test('a Controller that finds its journal to be that of another one ends with one clear line', async (t) => {
  const world = await installation(t);
  const first = startProgram(t, 'controller', world);
  await joinController(first, world);
  await reported(first, 'ready');
  first.tell({ kind: 'stop' });
  await first.ended;
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], {
    env: { PATH: '/usr/bin:/bin', INTERLOCK_DATA: world.data, INTERLOCK_CONTROLLER_ID: 'other' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let line = '';
  child.stderr.on('data', (text) => (line += text));
  const [code] = await once(child, 'close');
  assert.equal(code, 1);
  assert.match(line, /is the journal of Controller controller, and this is Controller other/);
});
