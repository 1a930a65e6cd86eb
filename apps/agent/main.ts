/** The Agent: looks whether it may start, joins if it has to, and puts rooms and adapters together. */
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { type Log, type Problem, ProblemError, problem, Secret, unwrap } from '@interlock/base';
import { type AgentSettings, printBindAddress, readAgentSettings } from '@interlock/config';
import { type AgentLinkServer, hopTokenVerifier, joinWaiter, serveAgentLink } from '@interlock/link';
import { openLog } from '@interlock/log';
import { openShell } from '@interlock/shell';
import { agentHasJoined, checkAgentJournal, hasAuditRecords, openAgentJournal } from '@interlock/store';
import { openSupervisorChannel, type ProgramStart, runProgram } from '@interlock/supervision';
import * as trust from '@interlock/trust';
import type { AgentJournal, ProcessRunner } from '@interlock/workflow';
import { type Agent, startAgent } from './agent.ts';
import type { AuditWitness } from './audit/checkpoints.ts';
import { agentCertificate } from './certificate/agent-certificate.ts';
import { joinController } from './start/join-controller.ts';
import { startFacts } from './start/start-facts.ts';
import { keyMissing, notJoined, notOurs } from './start/start-problems.ts';
import { systemTimers } from './timers.ts';

type Key = trust.Credential['privateKey'];

const clock = { now: () => Date.now() };
const channel = openSupervisorChannel(process.env);
const log = openLog({ program: 'agent' });

await runProgram({ channel, log, check, begin });

/** Looks whether anything forbids the start, and changes nothing. */
async function check() {
  const settings = unwrapAll(readAgentSettings(process.env));
  unwrap(checkAgentJournal(journalFile(settings), settings.id));
  const credential = unwrap(await trust.loadCredential(credentialFile(settings)));
  if (credential === undefined && !channel.supervised)
    throw new ProblemError(notJoined(settings.id, credentialFile(settings)));
  if (credential === undefined && agentHasJoined(journalFile(settings)))
    throw new ProblemError(keyMissing(credentialFile(settings)));
  const auditSigner = unwrap(await trust.loadAuditSigner(auditKeyFile(settings)));
  if (auditSigner === undefined && hasAuditRecords(journalFile(settings)))
    throw new ProblemError(keyMissing(auditKeyFile(settings)));
  return { settings, credential, auditSigner };
}

/** Starts the Agent. @returns how it is stopped. */
async function begin({
  checked,
  fault,
  signal,
}: ProgramStart<Awaited<ReturnType<typeof check>>>): Promise<() => Promise<void>> {
  const { settings } = checked;
  // The journal's lock first: it keeps a second Agent out of the work folder. Then the launcher, while we are small.
  const journal = await openJournal(settings, fault);
  log.openFiles({ folder: join(settings.dataFolder, 'logs'), alsoDestination: !channel.supervised });
  const runner = await openRunner(settings, fault);
  const witness = await openWitness(settings, checked.auditSigner);
  const agent = unwrap(
    await startAgent({
      journal,
      runner,
      witness: witness.audit,
      clock,
      timers: systemTimers,
      sha256: trust.sha256,
      log,
      outputBytesMax: settings.logLimitBytes,
      onFault: fault,
    }),
  );
  if (witness.isNew) await agent.audit('KeyCreated', { use: 'audit checkpoints' });
  tellRecovered(agent, log);
  const credential = checked.credential ?? (await joinAndLoad(settings, agent, signal));
  const server = credential === undefined ? undefined : await listen(settings, credential, agent);
  return async () => {
    await agent.stop();
    await server?.close();
    log.info('stopped');
  };
}

function openJournal(settings: AgentSettings, fault: (error: unknown) => void): Promise<AgentJournal> {
  const { randomBytes } = trust;
  const onFault = (why: Problem) => fault(new ProblemError(why));
  return openAgentJournal({ path: journalFile(settings), agentId: settings.id, randomBytes, onFault }).then(
    unwrap,
  );
}

async function openRunner(
  { dataFolder }: AgentSettings,
  fault: (error: unknown) => void,
): Promise<ProcessRunner> {
  const opened = await openShell({
    workFolder: join(dataFolder, 'work'),
    onLauncherReplaced: (lastWords) =>
      log.error('the launcher has died; the steps that ran are lost', { lastWords }),
    onFolderLeft: (why) => log.warn('what a step left can not be removed', { why }),
    onFault: (message) => fault(new ProblemError(problem('Internal', message))),
  });
  return unwrap(opened);
}

async function openWitness(settings: AgentSettings, held: trust.AuditSigner | undefined) {
  const signer = held ?? (await trust.createAuditSigner(auditKeyFile(settings)));
  const file = trust.witnessFile(settings.witnessFile, signer);
  const last = await file.lastCheckpoint({ role: 'agent', id: settings.id });
  const audit: AuditWitness = { last, sign: (checkpoint) => file.append(checkpoint) };
  return { audit, isNew: held === undefined };
}

/** @returns undefined where the program was told to stop before anybody joined it. */
async function joinAndLoad(
  settings: AgentSettings,
  agent: Agent,
  signal: AbortSignal,
): Promise<trust.Credential | undefined> {
  const { key: privateKey, csr } = await createRequest();
  const selfSigned = () => trust.createJoinCertificate(clock.now(), trust.randomBytes);
  const joined = await joinController(
    {
      agentId: settings.id,
      address: printBindAddress(settings.bind),
      nextToken: async (until) => new Secret(await channel.joinToken(until)),
      readToken: trust.parseJoinToken,
      waitForJoin: joinWaiter({
        proofs: trust.tokenProofs(clock.now),
        selfSigned,
        refused: agent.joinRefused,
      }),
      createRequest: async () => csr,
      async store({ ca, certificates, peerId }, fingerprint) {
        const certificate = certificates.find(({ purpose }) => purpose === 'server')?.certificate ?? '';
        const { id } = settings;
        const granted = {
          privateKey,
          certificate,
          authority: ca,
          fingerprint,
          role: 'agent',
          id,
          usage: 'server',
        } as const;
        const accepted = trust.acceptGrant({ ...granted, nowMs: clock.now() });
        if (!accepted.ok) return accepted;
        await trust.saveCredential(credentialFile(settings), accepted.value);
        await agent.audit('AgentJoined', { controllerId: peerId });
        return { ok: true, value: undefined };
      },
      listening: (address) => log.info('waiting to be joined', { address }),
      log,
    },
    signal,
  ).catch((error) => {
    if (!signal.aborted) throw error;
  });
  if (signal.aborted || joined === undefined) return undefined;
  unwrap(joined);
  channel.report({ kind: 'progress', text: 'joined its Controller and got its certificate' });
  return unwrap(await trust.loadCredential(credentialFile(settings)));
}

async function createRequest() {
  const key = trust.createSigningKey();
  return { key, csr: await trust.createCertificateRequest(key) };
}

async function listen(
  settings: AgentSettings,
  credential: trust.Credential,
  agent: Agent,
): Promise<AgentLinkServer> {
  const own = trust.identityOf(credential.certificate);
  if (own?.role !== 'agent' || own.id !== settings.id || credential.authority === undefined)
    throw new ProblemError(notOurs(settings.id, credentialFile(settings), own?.id));
  const anchor = unwrap(trust.trustAnchor(credential.authority));
  const { installation, controllerId } = own;
  const peers = trust.programCheck({
    authority: () => anchor,
    identity: () => ({ role: 'controller', installation, id: controllerId }),
    usage: 'client',
    now: clock.now,
    isRevoked: () => false,
  });
  let current = credential;
  const certificate = agentCertificate<Key, trust.Credential>({
    current: () => current,
    isDue: (held) => trust.needsRenewal(held.certificate, clock.now()),
    expiresAtMs: (held) => trust.expiryMs(held.certificate),
    isOf: (given, held) => given.trim() === held.certificate.trim(),
    createRequest,
    accept(privateKey, renewed, authority) {
      const granted = { privateKey, certificate: renewed, authority, usage: 'server' } as const;
      return trust.acceptRenewal(current, { ...granted, nowMs: clock.now() });
    },
    async replace(renewed) {
      await trust.saveCredential(credentialFile(settings), renewed);
      current = renewed;
      server.renew();
      log.info('the certificate is renewed', { expiresAtMs: trust.expiryMs(renewed.certificate) });
    },
  });
  const server: AgentLinkServer = unwrap(
    await serveAgentLink({
      address: printBindAddress(settings.bind),
      tls: () => trust.tlsMaterialOf(current),
      peers,
      verifyToken: hopTokenVerifier({ id: settings.id, clock }),
      connected: (connection) => agent.connected(connection, certificate),
      refused: agent.refused,
      tlsLog: log.channels.tls,
    }),
  );
  channel.report({
    kind: 'listening',
    what: `Controller ${controllerId} alone`,
    address: server.address,
    tls: 'mutual TLS 1.3',
  });
  const facts = startFacts({
    userName: userInfo().username,
    expiresAtMs: trust.expiryMs(credential.certificate),
    needsRenewal: trust.needsRenewal(credential.certificate, clock.now()),
    nowMs: clock.now(),
  });
  channel.report({ kind: 'ready', facts });
  log.info('listening', { address: server.address, controllerId });
  return server;
}

function tellRecovered({ recovered }: Agent, log: Log): void {
  const { lostCount, endedCount } = recovered;
  if (lostCount + endedCount === 0) return;
  log.warn('steps of the Agent before were recovered', { ...recovered });
  channel.report({
    kind: 'progress',
    text: `${lostCount} steps of the last run are lost, ${endedCount} had ended`,
  });
}

function unwrapAll<T>(read: { ok: true; value: T } | { ok: false; problem: readonly Problem[] }): T {
  if (read.ok) return read.value;
  const message = read.problem.map((each) => each.message).join('\n');
  throw new ProblemError(problem('InvalidInput', message));
}

function auditKeyFile({ dataFolder }: AgentSettings): string {
  return join(dataFolder, 'keys', 'audit.key');
}

function journalFile({ dataFolder }: AgentSettings): string {
  return join(dataFolder, 'journal.db');
}

function credentialFile({ dataFolder }: AgentSettings): string {
  return join(dataFolder, 'keys', 'agent.pem');
}
