import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from '../../apps/cli/up/preflight.ts';
import { type ProgramEvent, type ProgramName, programNames } from '../../apps/cli/up/program.ts';
import { type ProgramProcess, startProgram } from '../../apps/cli/up/program-process.ts';
import { Supervisor } from '../../apps/cli/up/supervisor.ts';
import { type Relay, startRelay } from './relay.ts';

/** The password that `root` has in a world. */
export const rootPassword = 'a password for trial worlds only';

const home = join(import.meta.dirname, '../..');

/** Three real programs with a relay on each hop between them, in a folder of their own. */
export interface World {
  readonly dataRoot: string;
  readonly cockpitUrl: string;
  readonly hop2: Relay;
  readonly hop3: Relay;
  /** The process of a program that runs; undefined while it does not. */
  pidOf(program: ProgramName): number | undefined;
  /** Kills a program as a power cut would; the supervisor starts it again. @returns whether it ran. */
  kill(program: ProgramName): boolean;
  /** Faults that programs reported, and ends that nobody asked for. */
  readonly incidents: readonly string[];
  /** Stops the programs cleanly; what they have written stays. */
  stop(): Promise<void>;
  /** Stops the programs and removes the folder. */
  close(): Promise<void>;
}

/** How a world is started. */
export interface WorldOptions {
  /** Lets the programs speak to each other without the relays, as for measuring; they then withhold nothing. */
  readonly isDirect?: boolean;
}

/** Starts a world; resolves when all three programs are ready and the first order has run. */
export async function startWorld({ isDirect = false }: WorldOptions = {}): Promise<World> {
  const dataRoot = mkdtempSync(join(tmpdir(), 'interlock-world-'));
  const [http, https, controllerPort, agentPort] = (await freePorts(4)) as [number, number, number, number];
  const [hop2, hop3] = await Promise.all([startRelay(controllerPort), startRelay(agentPort)]);
  const env: Environments = {
    cockpit: {
      INTERLOCK_HTTP_BIND: `127.0.0.1:${http}`,
      INTERLOCK_HTTPS_PORT: String(https),
      INTERLOCK_CONTROLLER_BIND: `127.0.0.1:${isDirect ? controllerPort : hop2.port}`,
      INTERLOCK_AGENT_BIND: `127.0.0.1:${isDirect ? agentPort : hop3.port}`,
    },
    controller: { INTERLOCK_CONTROLLER_BIND: `127.0.0.1:${controllerPort}` },
    agent: { INTERLOCK_AGENT_BIND: `127.0.0.1:${agentPort}` },
  };
  const incidents: string[] = [];
  const running = new Map<ProgramName, ProgramProcess>();
  const supervisor = superviseIn(dataRoot, env, running, (event) => incidents.push(...incidentsIn(event)));
  const stop = async () => {
    await supervisor.stop();
    await Promise.all([hop2.close(), hop3.close()]);
  };
  const outcome = await supervisor.start();
  if (outcome.kind === 'refused') {
    await stop();
    throw new Error(`The world did not start: ${outcome.message} (kept in ${dataRoot})`);
  }
  return {
    dataRoot,
    cockpitUrl: `http://127.0.0.1:${http}`,
    hop2,
    hop3,
    pidOf: (program) => running.get(program)?.pid,
    kill: (program) => {
      const victim = running.get(program);
      victim?.kill();
      return running.delete(program);
    },
    incidents,
    stop,
    close: async () => {
      await stop();
      rmSync(dataRoot, { recursive: true, force: true });
    },
  };
}

type Environments = Readonly<Record<ProgramName, Readonly<Record<string, string>>>>;

function superviseIn(
  dataRoot: string,
  env: Environments,
  running: Map<ProgramName, ProgramProcess>,
  hear: (event: ProgramEvent) => void,
): Supervisor {
  const start = (program: ProgramName, onEvent: (event: ProgramEvent) => void) => {
    const launch = {
      program,
      main: join(home, 'apps', program, 'main.ts'),
      env: { ...commonEnvironment(dataRoot), ...env[program] },
      dataFolder: join(dataRoot, program),
    };
    const started = startProgram(launch, onEvent);
    running.set(program, started);
    return started;
  };
  const after = (milliseconds: number, run: () => void) => {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  };
  return new Supervisor({ start, after, show: hear }, rootPassword);
}

function incidentsIn(event: ProgramEvent): readonly string[] {
  if (event.kind === 'report')
    return event.report.kind === 'fault' ? [`${event.program}: ${event.report.message}`] : [];
  const { program, code, signal, lastWords } = event;
  const wasAsked = signal === 'SIGKILL' || code === 0;
  return wasAsked ? [] : [`${program} ended with ${signal ?? code}: ${lastWords ?? 'without a word'}`];
}

function commonEnvironment(dataRoot: string): Readonly<Record<string, string>> {
  return {
    PATH: process.env.PATH ?? '',
    HOME: process.env.HOME ?? '',
    LANG: process.env.LANG ?? 'C.UTF-8',
    INTERLOCK_DATA: dataRoot,
    INTERLOCK_SUPERVISED: '1',
    NODE_COMPILE_CACHE: join(home, 'node_modules/.cache/interlock-compiled'),
  };
}

/** The programs of a world. */
export const programs: readonly ProgramName[] = programNames;
