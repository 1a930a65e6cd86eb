import { type ChainHead, chainResumptionFault, parseRecord } from '@interlock/audit';
import {
  type Clock,
  type Log,
  ProblemError,
  type RandomBytes,
  type Secret,
  type Sha256,
  type Transactor,
} from '@interlock/base';
import type { CallGate, CallHandlers, StreamEvent } from '@interlock/cockpit-api';
import {
  type IdentityRevision,
  type IdentityService,
  type IdentityServiceSettings,
  type LeakedPasswords,
  type PasswordHasher,
  throttleDefaults,
  tidyUp,
  tryGate,
} from '@interlock/iam';
import type { ControllerClient, DialJoin } from '@interlock/node-api';
import type { FactStore, JoinTokenStore, MirrorStore } from '@interlock/workflow';
import { decisionLookMs } from './access/decision-trail.ts';
import { type CockpitAudit, cockpitAudit } from './audit/cockpit-audit.ts';
import { type WitnessFile, Witnessing, witnessLookMs } from './audit/witnessing.ts';
import type { CallStores } from './call-ports.ts';
import { type CallServer, createCallServer } from './call-server.ts';
import { RegisteredControllers } from './controllers/registered-controllers.ts';
import { createEventHub, type EventHub } from './events/event-hub.ts';
import { rescueLook, rescueLookMs } from './identity/rescue-look.ts';
import type { LogSwitches } from './logging/log-switches.ts';
import {
  ensureController,
  type JoinAtStartPorts,
  joinAgentAtStart,
  joinControllerAtStart,
} from './pki/join-at-start.ts';
import type { JoinWaiting } from './pki/join-tokens.ts';
import type { ProgramCa, Sealer } from './pki/program-ca.ts';
import { renewCertificates } from './pki/renew-certificates.ts';
import { renewalLook, renewalLookMs } from './pki/renewal-look.ts';
import type { Caller } from './sessions/caller.ts';
import { createRoot } from './setup/create-root.ts';
import { type FirstOrder, firstRun } from './setup/first-run.ts';
import type { MadeKey } from './start/cockpit-keys.ts';

/** All stores of the Cockpit's one database. */
export interface CockpitStores extends CallStores {
  readonly joinTokens: JoinTokenStore;
  readonly mirrors: MirrorStore;
  readonly facts: FactStore;
}

/** The programs that are started beside this Cockpit. */
export interface LocalPrograms {
  readonly controllerId: string;
  readonly controllerAddress: string;
  readonly agentId: string;
  readonly agentAddress: string;
}

/** What a Cockpit needs to work. */
export interface CockpitPorts {
  readonly id: string;
  readonly version: string;
  readonly store: Transactor<CockpitStores>;
  readonly identityRevision: IdentityRevision;
  readonly ca: ProgramCa;
  readonly sealer: Sealer;
  readonly witness: WitnessFile;
  /** Keys that were made at this start, for the audit trail. */
  readonly made: readonly MadeKey[];
  readonly hasher: PasswordHasher;
  readonly isLeaked: LeakedPasswords;
  /** Builds the Identity Service of stored settings; undefined where its type has no adapter. */
  readonly buildService: (settings: IdentityServiceSettings) => IdentityService | undefined;
  readonly openController: (controllerId: string, address: string) => ControllerClient;
  readonly dialJoin: DialJoin;
  /** Opens the listeners of hop 1. */
  readonly serve: (
    gate: CallGate<Caller>,
    handlers: CallHandlers<Caller>,
  ) => Promise<{ close(): Promise<void> }>;
  readonly handOver: (waiting: JoinWaiting) => void;
  readonly progress: (text: string) => void;
  readonly orderLog: (line: string) => void;
  /** Calls back again and again; @returns what ends it. */
  readonly every: (milliseconds: number, run: () => void) => () => void;
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly clock: Clock;
  readonly sha256: Sha256;
  readonly randomBytes: RandomBytes;
  readonly log: Log;
  /** Each step of a login; silent unless somebody wants it. */
  readonly authenticationLog: Log;
  readonly logSwitches: LogSwitches;
}

/** A Cockpit at work. */
export interface RunningCockpit {
  /** The first password of `root`, where one was made. */
  readonly oneTimePassword?: Secret;
  /** Joins the programs beside it and runs the first order, where that has not been done. */
  settle(programs: LocalPrograms, signal: AbortSignal): Promise<FirstOrder | undefined>;
  stop(): Promise<void>;
}

/** Brings the audit trail, the identities, the calls and the Controllers to life, in this order. */
export async function runCockpit(
  ports: CockpitPorts,
  rootPassword: Secret | undefined,
): Promise<RunningCockpit> {
  const audit = cockpitAudit(ports.id, ports.clock, ports.sha256);
  const witnessing = await resumeTrail(ports, audit);
  const root = await createRoot({ ...ports, audit }, rootPassword);
  const hub = createEventHub<StreamEvent>(Buffer.from(ports.randomBytes(9)).toString('base64url'));
  const controllers = new RegisteredControllers(ports.id, {
    ...ports,
    open: ports.openController,
    tell: (event) => hub.publish(event),
    witness: (head) => witnessing.seen(head),
    renew: (controllerId, client, signal) =>
      renewCertificates({ ...ports, audit }, controllerId, client, signal),
  });
  for (const entry of await ports.store.read.controllers.list()) controllers.add(entry);
  const server = callServer(ports, audit, hub, controllers);
  await server.identityServices.look();
  const border = await ports.serve(server.gate, server.handlers);
  const endLooks = startLooks(ports, witnessing, server, renewalLook({ ...ports, audit }, controllers));
  return {
    ...root,
    settle: (programs, signal) => settle(ports, audit, controllers, server, programs, signal),
    stop: async () => {
      endLooks();
      await border.close();
      await controllers.close();
      await server.refusals.end();
      await server.decisions.write();
      await ports.store.change((stores) =>
        audit.write(stores, [programEntry(ports.id, audit, 'ProgramStopped')]),
      );
      await witnessing.end();
    },
  };
}

/** Goes on behind the newest record, unless a witness has seen more than the database holds. */
async function resumeTrail(ports: CockpitPorts, audit: CockpitAudit): Promise<Witnessing> {
  const witnessing = new Witnessing({
    ...ports,
    writer: audit.writer,
    audit: ports.store.read.audit,
    file: ports.witness,
  });
  const last = await witnessing.begin();
  const head = await ports.store.read.audit.head(audit.writer);
  const fault = chainResumptionFault(head, last, await hashAt(ports, audit, last?.sequence));
  if (fault !== undefined) throw new ProblemError(fault);
  await ports.store.change((stores) =>
    audit.write(stores, [
      programEntry(ports.id, audit, 'ProgramStarted'),
      ...ports.made.map(
        ({ action, kind, id }) =>
          ({ action, actor: audit.itself, target: { kind, id }, outcome: 'succeeded' }) as const,
      ),
    ]),
  );
  return witnessing;
}

async function hashAt(
  ports: CockpitPorts,
  audit: CockpitAudit,
  sequence: number | undefined,
): Promise<ChainHead['hash'] | undefined> {
  if (sequence === undefined) return undefined;
  for await (const line of ports.store.read.audit.lines(audit.writer, sequence, sequence)) {
    const record = parseRecord(line);
    return record.ok ? record.value.hash : undefined;
  }
  return undefined;
}

function programEntry(id: string, audit: CockpitAudit, action: 'ProgramStarted' | 'ProgramStopped') {
  return { action, actor: audit.itself, target: { kind: 'program', id }, outcome: 'succeeded' } as const;
}

function callServer(
  ports: CockpitPorts,
  audit: CockpitAudit,
  hub: EventHub<StreamEvent>,
  controllers: RegisteredControllers,
): CallServer {
  return createCallServer({
    ...ports,
    data: ports.store,
    audit,
    hub,
    controllers,
    settings: {
      version: ports.version,
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      readYourWritesMs: 2_000,
      logWaitMs: 5_000,
    },
    login: {
      gate: tryGate(),
      wait: ports.pause,
      trace: ports.authenticationLog,
    },
  });
}

/** How often ended sessions, old counters and old logins are removed, in milliseconds. */
const tidyMs = 5 * 60_000;

async function removeEnded({ store, clock }: CockpitPorts): Promise<void> {
  await store.change((stores) => tidyUp(stores, clock.now(), throttleDefaults));
}

function startLooks(
  ports: CockpitPorts,
  witnessing: Witnessing,
  server: CallServer,
  lookAtCertificates: () => Promise<void>,
): () => void {
  const guarded = (what: string, look: () => Promise<void>) => () => {
    look().catch((fault: unknown) => ports.log.error(`${what} failed`, { fault: String(fault) }));
  };
  const lookForRescue = rescueLook({ ...ports, identityServices: server.identityServices });
  const ends = [
    ports.every(rescueLookMs, guarded('the look for what was changed by the console', lookForRescue)),
    ports.every(
      witnessLookMs,
      guarded('the look at the audit trail', () => witnessing.look()),
    ),
    ports.every(
      decisionLookMs,
      guarded('the writing of decisions', () => server.decisions.write()),
    ),
    ports.every(
      30_000,
      guarded('the look at counted refusals', () => server.refusals.look()),
    ),
    ports.every(
      tidyMs,
      guarded('the removal of what has ended', () => removeEnded(ports)),
    ),
    ports.every(renewalLookMs, guarded('the look at certificates that are due', lookAtCertificates)),
  ];
  return () => {
    for (const end of ends) end();
  };
}

async function settle(
  ports: CockpitPorts,
  audit: CockpitAudit,
  controllers: RegisteredControllers,
  server: CallServer,
  programs: LocalPrograms,
  signal: AbortSignal,
): Promise<FirstOrder | undefined> {
  const joining: JoinAtStartPorts = { ...ports, audit, dial: ports.dialJoin, cockpitId: ports.id };
  const { controllerId, agentId } = programs;
  const entry = await ensureController(joining, controllerId, programs.controllerAddress);
  const client = ports.openController(controllerId, programs.controllerAddress);
  await joinControllerAtStart(joining, entry, client, signal);
  if (!entry.isJoined) ports.progress(`issued the certificates of Controller ${controllerId} (90 days)`);
  if (!signal.aborted)
    await controllers.couple({ ...entry, address: programs.controllerAddress, isJoined: true });
  await untilCoupled(ports, controllers, controllerId, signal);
  const agent = { agentId, controllerId, address: programs.agentAddress };
  const hasJoined = await joinAgentAtStart(joining, agent, client, signal);
  await client.close();
  if (signal.aborted) return undefined;
  if (hasJoined) ports.progress(`issued the certificate of Agent ${agentId} (90 days)`);
  const follow = {
    history: ports.store.read.history,
    pause: (ms: number) => ports.pause(ms, signal),
    print: ports.orderLog,
  };
  return firstRun(
    { ...ports, audit, facts: ports.store.read.facts, handlers: server.handlers, follow },
    controllerId,
    agentId,
  );
}

/** Waits until the Controller is reached. */
async function untilCoupled(
  ports: CockpitPorts,
  controllers: RegisteredControllers,
  controllerId: string,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted && !controllers.find(controllerId)?.mirror().reachable)
    await ports.pause(50, signal);
}
