/** The Controller: looks whether it may start, joins if it has to, and puts rooms and adapters together. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Problem, ProblemError, problem, type Result, Secret, succeed, unwrap } from '@interlock/base';
import { type ControllerSettings, printBindAddress, readControllerSettings } from '@interlock/config';
import {
  agentLinkDialler,
  hopTokenSigner,
  hopTokenVerifier,
  joinDialler,
  joinWaiter,
  type PeerCheck,
  serveActs,
} from '@interlock/link';
import { openLog } from '@interlock/log';
import type { JoinGrant } from '@interlock/node-api';
import { checkControllerJournal, hasAuditRecords, openControllerJournal } from '@interlock/store';
import { openSupervisorChannel, type ProgramStart, runProgram } from '@interlock/supervision';
import * as trust from '@interlock/trust';
import type { Journal } from '@interlock/workflow';
import { type OwnKind, ownCertificates, ownKinds, purposeOf } from './certificates/own-certificates.ts';
import { systemAlarm } from './engine/alarm.ts';
import { type ControllerPorts, type RunningController, runController } from './run-controller.ts';
import { type AskedCertificate, acceptJoin } from './start/accept-join.ts';
import { type ControllerFiles, controllerFiles } from './start/controller-files.ts';
import { installationOf } from './start/installation-of.ts';
import { joinCockpit } from './start/join-cockpit.ts';
import { pause } from './start/pause.ts';
import { keyMissing, notJoined, notOurs } from './start/start-problems.ts';

type Key = trust.Credential['privateKey'];
type Credentials = ReadonlyMap<OwnKind, trust.Credential>;

const clock = { now: () => Date.now() };
const channel = openSupervisorChannel(process.env);
const log = openLog({ program: 'controller' });

await runProgram({ channel, log, check, begin });

/** Looks whether anything forbids the start; changes nothing and locks nothing. */
async function check() {
  const settings = unwrapAll(readControllerSettings(process.env));
  const files = controllerFiles(settings.dataFolder);
  unwrap(checkControllerJournal(files.journal, settings.id));
  const held = await loadCredentials(files);
  const missing = ownKinds.find((kind) => !held.has(kind));
  const auditSigner = unwrap(await trust.loadAuditSigner(files.auditKey));
  // Its first record is written when it has joined.
  if (hasAuditRecords(files.journal)) {
    if (missing !== undefined) throw new ProblemError(keyMissing(files.credential(missing)));
    if (auditSigner === undefined) throw new ProblemError(keyMissing(files.auditKey));
  }
  if (missing !== undefined && !channel.supervised)
    throw new ProblemError(notJoined(settings.id, files.keys));
  const credentials = missing === undefined ? held : undefined;
  if (credentials !== undefined) installationNamed(settings.id, files, credentials);
  return { settings, files, credentials, auditSigner };
}

/** Starts the Controller. @returns how it is stopped. */
async function begin({
  checked: { settings, files, credentials, auditSigner },
  fault,
  signal,
}: ProgramStart<Awaited<ReturnType<typeof check>>>): Promise<() => Promise<void>> {
  const journal = await openJournal(settings, files, fault);
  log.openFiles({ folder: join(settings.dataFolder, 'logs'), alsoDestination: !channel.supervised });
  const joined = credentials ?? (await joinAndLoad(settings, files, signal));
  if (joined === undefined) return () => journal.close();
  const installation = installationNamed(settings.id, files, joined);
  unwrap(await journal.setInstallation(installation));
  const controller = unwrap(
    await runController({
      id: settings.id,
      journal,
      witness: await openWitness(settings, auditSigner ?? (await trust.createAuditSigner(files.auditKey))),
      clock,
      log,
      fault,
      pause,
      sha256: trust.sha256,
      randomBytes: trust.randomBytes,
      random: Math.random,
      alarm: systemAlarm(clock),
      dialJoin: joinDialler(trust.tokenProofs(clock.now)),
      ...borderOf(settings, files, installation, joined),
    }),
  );
  tellReady(settings, controller);
  return async () => {
    await controller.stop();
    await journal.close();
    log.info('stopped');
  };
}

function tellReady({ id }: ControllerSettings, { address }: RunningController): void {
  channel.report({ kind: 'listening', what: 'the Cockpit alone', address, tls: 'mutual TLS 1.3' });
  channel.report({ kind: 'ready', facts: [] });
  log.info('listening', { address, controllerId: id });
}

async function openJournal(
  { id: controllerId }: ControllerSettings,
  { journal: path }: ControllerFiles,
  fault: (error: unknown) => void,
): Promise<Journal> {
  const { randomBytes } = trust;
  const onFault = (why: Problem): void => fault(new ProblemError(why));
  return unwrap(await openControllerJournal({ path, controllerId, randomBytes, onFault }));
}

async function openWitness(
  { id, witnessFile }: ControllerSettings,
  signer: trust.AuditSigner,
): Promise<ControllerPorts['witness']> {
  const file = trust.witnessFile(witnessFile, signer);
  return { last: await file.lastCheckpoint({ role: 'controller', id }), append: file.append };
}

/** What is there of its credentials; none before it has joined. */
async function loadCredentials(files: ControllerFiles): Promise<Credentials> {
  const credentials = new Map<OwnKind, trust.Credential>();
  for (const kind of ownKinds) {
    const credential = unwrap(await trust.loadCredential(files.credential(kind)));
    if (credential !== undefined) credentials.set(kind, credential);
  }
  return credentials;
}

async function saveCredentials(files: ControllerFiles, credentials: Credentials): Promise<void> {
  for (const [kind, credential] of credentials)
    await trust.saveCredential(files.credential(kind), credential);
}

/** The installation that all certificates name, for this Controller. */
function installationNamed(id: string, files: ControllerFiles, credentials: Credentials): string {
  const named = [...credentials.values()].map(({ certificate }) => trust.identityOf(certificate));
  const installation = installationOf(id, named);
  if (installation === undefined) throw new ProblemError(notOurs(id, files.keys));
  return installation;
}

/** @returns undefined where the program was told to stop before anybody joined it. */
async function joinAndLoad(
  settings: ControllerSettings,
  files: ControllerFiles,
  signal: AbortSignal,
): Promise<Credentials | undefined> {
  const asked = await Promise.all(ownKinds.map(async (kind) => ({ kind, ...(await createRequest()) })));
  const joined = await joinCockpit(
    {
      controllerId: settings.id,
      address: printBindAddress(settings.bind),
      nextToken: async (until) => new Secret(await channel.joinToken(until)),
      readToken: trust.parseJoinToken,
      waitForJoin: joinWaiter({
        proofs: trust.tokenProofs(clock.now),
        selfSigned: () => trust.createJoinCertificate(clock.now(), trust.randomBytes),
        refused: (remoteAddress, wrongProofs) =>
          log.warn('a join was refused', { remoteAddress, wrongProofs }),
      }),
      requests: asked.map(({ csr, kind }) => ({ purpose: purposeOf(kind), csr })),
      store: (grant, fingerprint) => storeGrant(settings.id, files, asked, grant, fingerprint),
      listening: (address) => log.info('waiting to be joined', { address }),
      log,
    },
    signal,
  ).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
  if (signal.aborted || joined === undefined) return undefined;
  unwrap(joined);
  channel.report({ kind: 'progress', text: 'joined its Cockpit and got its certificates' });
  return loadCredentials(files);
}

async function createRequest() {
  const key = trust.createSigningKey();
  return { key, csr: await trust.createCertificateRequest(key) };
}

async function storeGrant(
  id: string,
  files: ControllerFiles,
  asked: readonly AskedCertificate<Key>[],
  grant: Omit<JoinGrant, 'kind'>,
  fingerprint: string,
): Promise<Result<void>> {
  const accepted = acceptJoin(asked, grant, ({ key: privateKey, kind }, certificate, authority) => {
    const expected = { fingerprint, role: 'controller', id, usage: purposeOf(kind) } as const;
    return trust.acceptGrant({ privateKey, certificate, authority, ...expected, nowMs: clock.now() });
  });
  if (!accepted.ok) return accepted;
  await trust.writeDurably(files.cockpitId, `${grant.peerId}\n`);
  await saveCredentials(files, accepted.value);
  return succeed(undefined);
}

/** Everything of the Controller that touches a socket, over credentials that a renewal replaces in place. */
function borderOf(
  settings: ControllerSettings,
  files: ControllerFiles,
  installation: string,
  joined: Credentials,
): Pick<ControllerPorts, 'certificates' | 'dialler' | 'serve'> {
  const { id } = settings;
  const credentials = new Map(joined);
  const current = (kind: OwnKind): trust.Credential => unwrapPresent(credentials.get(kind));
  const anchor = unwrap(trust.trustAnchor(current('controllerServer').authority ?? ''));
  const checkOf = (identity: trust.ProgramIdentity, usage: trust.CertificateUsage): PeerCheck =>
    trust.programCheck({
      authority: () => anchor,
      identity: () => identity,
      usage,
      now: clock.now,
      isRevoked: () => false,
    });
  let renew = (): void => undefined;
  const certificates = ownCertificates<Key, trust.Credential>({
    current,
    createRequest,
    isDue: ({ certificate }) => trust.needsRenewal(certificate, clock.now()),
    expiresAtMs: ({ certificate }) => trust.expiryMs(certificate),
    accept(kind, privateKey, certificate, authority) {
      const renewed = { privateKey, certificate, authority, usage: purposeOf(kind), nowMs: clock.now() };
      return trust.acceptRenewal(current(kind), renewed);
    },
    replace: async (renewed) => {
      await saveCredentials(files, renewed);
      for (const [kind, credential] of renewed) credentials.set(kind, credential);
      renew();
    },
  });
  const dialler = agentLinkDialler({
    tls: () => trust.tlsMaterialOf(current('controllerClient')),
    peersOf: (agentId) => checkOf({ role: 'agent', installation, id: agentId, controllerId: id }, 'server'),
    signToken: hopTokenSigner({
      id,
      key: () => trust.hopSigningKey(current('controllerClient')),
      clock,
      randomBytes: trust.randomBytes,
    }),
  });
  const serve: ControllerPorts['serve'] = async (handlers, events, refused) => {
    const server = await serveActs({
      address: printBindAddress(settings.bind),
      tls: () => trust.tlsMaterialOf(current('controllerServer')),
      peers: checkOf({ role: 'cockpit', installation, id: cockpitIdIn(files) }, 'client'),
      verifyToken: hopTokenVerifier({ id, clock }),
      handlers,
      events,
      clock,
      refused,
      tlsLog: log.channels.tls,
      fault: (error, act) =>
        log.error('a call failed', { act, error: error instanceof Error ? error.stack : error }),
    });
    if (server.ok) renew = server.value.renew;
    return server;
  };
  return { certificates, dialler, serve };
}

function cockpitIdIn(files: ControllerFiles): string {
  return readFileSync(files.cockpitId, 'utf8').trim();
}

function unwrapPresent<T>(value: T | undefined): T {
  if (value === undefined) throw new ProblemError(problem('KeyUnusable'));
  return value;
}

function unwrapAll<T>(read: Result<T, readonly Problem[]>): T {
  if (read.ok) return read.value;
  throw new ProblemError(problem('InvalidInput', read.problem.map((each) => each.message).join('\n')));
}
