/** What the tests with real processes share. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { unwrap } from '@interlock/base';
import type { OutputPiece, ProcessEnd, ProcessStart, RunningProcess } from '@interlock/workflow';
import { openShell } from './open-shell.ts';
import type { ShellRunner } from './shell-runner.ts';

/** A real runner in a temporary folder. */
export interface TestShell {
  readonly runner: ShellRunner;
  readonly workFolder: string;
  /** What was reported of replaced launchers and faults. */
  readonly reports: readonly string[];
  /** Starts a script that has to start. */
  start(script: string, more?: Partial<ProcessStart>): Promise<StartedScript>;
  close(): Promise<void>;
}

/** A script that runs. */
export interface StartedScript extends RunningProcess {
  readonly stepId: string;
  readonly marker: string;
}

/** Everything that a script did. */
export interface ScriptOutcome {
  readonly end: ProcessEnd;
  readonly stdout: string;
  readonly stderr: string;
}

/** Opens a runner in a folder of its own, or in the one given. */
export async function openTestShell(parent = mkdtempSync(join(tmpdir(), 'shell-'))): Promise<TestShell> {
  const workFolder = join(parent, 'work');
  const reports: string[] = [];
  const runner = unwrap(
    await openShell({
      workFolder,
      onLauncherReplaced: (lastWords) => reports.push(`replaced ${lastWords}`),
      onFolderLeft: (why) => reports.push(`left ${why}`),
      onFault: (message) => reports.push(`fault ${message}`),
    }),
  );
  return {
    runner,
    workFolder,
    reports,
    async start(script, more = {}) {
      const request = startOf(script, more);
      const started = await runner.start(request);
      if (started.kind !== 'running')
        throw new Error(`the script was not started: ${JSON.stringify(started)}`);
      return { ...started.process, stepId: request.stepId, marker: request.marker };
    },
    async close() {
      await runner.close();
      rmSync(parent, { recursive: true, force: true });
    },
  };
}

/** A request with random ids. */
export function startOf(script: string, more: Partial<ProcessStart> = {}): ProcessStart {
  const stepId = randomBytes(16).toString('base64url');
  const marker = randomBytes(16).toString('hex');
  return { stepId, marker, script, environment: {}, outputBytesMax: 1_000_000, ...more };
}

/** Reads all output of a script and waits for its end. */
export async function outcomeOf(process: RunningProcess): Promise<ScriptOutcome> {
  const [stdout, stderr, end] = await Promise.all([
    textOf(process.stdout),
    textOf(process.stderr),
    process.ended,
  ]);
  return { end, stdout, stderr };
}

async function textOf(pieces: AsyncIterable<OutputPiece>): Promise<string> {
  let all = '';
  for await (const { text } of pieces) all += text;
  return all;
}

/** The next piece of a stream, which then is read no further. */
export async function firstPieceOf(pieces: AsyncIterable<OutputPiece>): Promise<string> {
  const next = await pieces[Symbol.asyncIterator]().next();
  return next.done === true ? '' : next.value.text;
}

/** The pids of living processes whose command line or environment holds a text; zombies have neither. */
export function processesWith(text: string): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^[0-9]+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) =>
      ['cmdline', 'environ'].some((file) => readOrEmpty(`/proc/${pid}/${file}`).includes(text)),
    )
    .map(Number);
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}

/** A number of seconds that stands in no other command line of this machine. */
export function uniqueSleepSeconds(): string {
  return `600.${randomBytes(4).readUInt32BE()}`;
}

/** Waits until something is so; fails after 10 s. */
export async function until(what: string, isSo: () => boolean): Promise<void> {
  const deadline = performance.now() + 10_000;
  while (!isSo()) {
    if (performance.now() > deadline) throw new Error(`it never came about: ${what}`);
    await delay(5);
  }
}
