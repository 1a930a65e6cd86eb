import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from '../../apps/cli/up/preflight.ts';
import { RunningUp } from './running-up.ts';

const bin = join(import.meta.dirname, '../../apps/cli/bin/interlock.mjs');

/** How long one command may take, in milliseconds; the machine may be busy with other tests. */
const commandMilliseconds = 60_000;

/** What a command printed, and how it ended. */
export interface CommandEnd {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** An installation as a person has it: a data folder, free ports, and the command line. */
export interface RealInstallation {
  /** A folder of its own: `data` and `home` stand in it, and files that a test makes. */
  readonly folder: string;
  readonly dataFolder: string;
  readonly httpUrl: string;
  readonly httpsUrl: string;
  readonly ports: Readonly<Record<'http' | 'https' | 'controller' | 'agent', number>>;
  /** The environment of everything that is started here. */
  readonly env: Readonly<Record<string, string>>;
  /** Starts `interlock up`. */
  up(env?: Readonly<Record<string, string>>, options?: { readonly uid?: number }): RunningUp;
  /** Runs a command to its end, with lines for its standard input. */
  interlock(args: readonly string[], input?: readonly string[]): Promise<CommandEnd>;
  /** Runs a command whose printed result is JSON. */
  json(args: readonly string[]): Promise<unknown>;
  /** Ends what still runs, and removes the folder. */
  remove(): Promise<void>;
}

/** Makes an installation in which nothing has run yet. */
export async function realInstallation(): Promise<RealInstallation> {
  const folder = mkdtempSync(join(tmpdir(), 'interlock-real-'));
  const [http, https, controller, agent] = (await freePorts(4)) as [number, number, number, number];
  const dataFolder = join(folder, 'data');
  const home = join(folder, 'home');
  mkdirSync(home);
  const env = {
    PATH: process.env.PATH ?? '',
    HOME: home,
    LANG: 'C.UTF-8',
    INTERLOCK_DATA: dataFolder,
    INTERLOCK_URL: `http://127.0.0.1:${http}`,
    INTERLOCK_HTTP_BIND: `127.0.0.1:${http}`,
    INTERLOCK_HTTPS_PORT: String(https),
    INTERLOCK_CONTROLLER_BIND: `127.0.0.1:${controller}`,
    INTERLOCK_AGENT_BIND: `127.0.0.1:${agent}`,
  };
  const started: RunningUp[] = [];
  const interlock = (args: readonly string[], input: readonly string[] = []) =>
    endOf(spawn(process.execPath, [bin, ...args], { env, cwd: folder }), input);
  return {
    folder,
    dataFolder,
    httpUrl: `http://127.0.0.1:${http}`,
    httpsUrl: `https://localhost:${https}`,
    ports: { http, https, controller, agent },
    env,
    up: (more = {}, options = {}) => {
      const child = spawn(process.execPath, [bin, 'up'], {
        env: { ...env, ...more },
        cwd: folder,
        stdio: ['ignore', 'pipe', 'pipe'],
        ...options,
      });
      const running = new RunningUp(child);
      started.push(running);
      return running;
    },
    interlock,
    json: async (args) => {
      const { code, out, err } = await interlock([...args, '--json']);
      if (code !== 0) throw new Error(`interlock ${args.join(' ')} ended with ${code}: ${err}`);
      return JSON.parse(out);
    },
    remove: async () => {
      for (const running of started) await running.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function endOf(child: ChildProcess, input: readonly string[]): Promise<CommandEnd> {
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => err.push(chunk));
  // A command that reads no input may have ended before.
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(input.map((line) => `${line}\n`).join(''));
  const late = setTimeout(() => child.kill('SIGKILL'), commandMilliseconds);
  const [code] = await once(child, 'close');
  clearTimeout(late);
  return { code, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() };
}
