import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { ProcessIdentity } from '@interlock/workflow';
import type { ProcessTable } from '../process-table/process-table.ts';
import { killTrees, terminateTrees } from '../process-tree/end-trees.ts';
import type { SoughtTree } from '../process-tree/find-trees.ts';
import { makeFifos } from './fifos.ts';
import type {
  KeptEnd,
  LaunchCommand,
  LauncherCommand,
  LauncherReport,
  LeftTree,
} from './launcher-message.ts';
import { spawnShell } from './spawn-shell.ts';

/** How long the end of killed processes is waited for when the launcher closes. */
const closeWaitMs = 1_000;

/** The longest pause between two looks at the process table for steps that have ended. */
const sweepPauseMsMax = 20;

/** The work of the launcher process: spawns shells, ends trees, keeps the ends that nobody has confirmed. */
export interface Launcher {
  /** Carries out one command; its reports come later. */
  handle(command: LauncherCommand): void;
  /** Kills every tree. @returns the unconfirmed ends that are the steps' own and not of this killing. */
  close(): Promise<readonly KeptEnd[]>;
}

/** What the launcher works with. */
export interface LauncherOptions {
  readonly table: ProcessTable;
  /** Absolute path of the folder in which FIFOs are made. */
  readonly fifoFolder: string;
  readonly report: (report: LauncherReport) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

interface RunningStep {
  readonly stepId: string;
  readonly tree: SoughtTree;
  graceTimer?: NodeJS.Timeout;
}

/** Makes a launcher. Of a step's texts it sees the environment alone, and keeps none. */
export function createLauncher({ table, fifoFolder, report, now }: LauncherOptions): Launcher {
  const bootId = table.bootId();
  const running = new Map<string, RunningStep>();
  const unconfirmed = new Map<string, KeptEnd>();
  const enqueue = createQueue();
  let justEnded: { readonly step: RunningStep; readonly kept: KeptEnd }[] = [];
  const fifoPrefix = randomUUID();
  let fifoCount = 0;
  let pauseUntil = 0;

  function launch(command: LaunchCommand): void {
    const { stepId } = command;
    const fail = (error: unknown) => report({ kind: 'notLaunched', stepId, message: messageOf(error) });
    try {
      const child = spawnShell(command);
      // Once it has a pid, `error` tells of signals that could not be sent; none is sent this way.
      child.once('error', (error) => child.pid ?? fail(error));
      if (child.pid !== undefined) follow(command, child, identityOf(child.pid));
    } catch (error) {
      fail(error);
    }
  }

  // The child is not yet reaped: that happens in a later turn of the event loop. So it stands in the table.
  function identityOf(pid: number): ProcessIdentity {
    const startTime = table.find(pid)?.startTime;
    if (startTime === undefined) throw new Error(`process ${pid} is not in the process table`);
    return { bootId, pid, startTime };
  }

  function follow(
    { stepId, marker, folder }: LaunchCommand,
    child: ChildProcess,
    main: ProcessIdentity,
  ): void {
    const step: RunningStep = { stepId, tree: { marker, folder, main, justSeen: true } };
    running.set(stepId, step);
    child.once('exit', (code, signal) => {
      clearTimeout(step.graceTimer);
      const kept = { stepId, end: endOf(code, signal, now()) };
      unconfirmed.set(stepId, kept);
      justEnded.push({ step, kept });
      if (justEnded.length === 1) void sweepSoon();
    });
    report({ kind: 'launched', stepId, identity: main });
  }

  // Looks at the process table take at most half the time: what ends meanwhile shares the next one.
  async function sweepSoon(): Promise<void> {
    const pauseMs = pauseUntil - performance.now();
    if (pauseMs > 0) await delay(pauseMs);
    const startedAt = performance.now();
    await enqueue(sweepJustEnded);
    const endedAt = performance.now();
    pauseUntil = endedAt + Math.min(endedAt - startedAt, sweepPauseMsMax);
  }

  async function sweepJustEnded(): Promise<void> {
    const batch = justEnded;
    justEnded = [];
    const trees = batch.map(({ step }) => step.tree);
    await killTrees(table, trees);
    for (const { kept } of batch) {
      running.delete(kept.stepId);
      report({ kind: 'ended', ...kept });
    }
  }

  function kill(stepId: string, graceMs: number | undefined): void {
    const step = running.get(stepId);
    if (step === undefined) return;
    const killNow = () => void enqueue(() => killTrees(table, [step.tree]));
    clearTimeout(step.graceTimer);
    if (graceMs === undefined) killNow();
    else {
      step.graceTimer = setTimeout(killNow, graceMs);
      void enqueue(async () => terminateTrees(table, [step.tree]));
    }
  }

  async function sweep(requestId: number, left: readonly LeftTree[]): Promise<void> {
    const trees = left.map((tree) => ({ ...tree, justSeen: false }));
    const killedCount = await enqueue(() => killTrees(table, trees));
    report({ kind: 'swept', requestId, killedCount });
  }

  async function makeMoreFifos(count: number): Promise<void> {
    const paths = Array.from({ length: count }, () => join(fifoFolder, `${fifoPrefix}.${++fifoCount}`));
    await makeFifos(paths);
    report({ kind: 'fifosMade', paths });
  }

  async function close(): Promise<readonly KeptEnd[]> {
    const steps = [...running.values()];
    for (const { graceTimer } of steps) clearTimeout(graceTimer);
    const sinceMs = now();
    const trees = steps.map(({ tree }) => tree);
    await enqueue(() => killTrees(table, trees));
    const deadline = performance.now() + closeWaitMs;
    while (running.size > 0 && performance.now() < deadline) await delay(5);
    return [...unconfirmed.values()].filter(({ end }) => !isOfKilling(end, sinceMs));
  }

  return {
    handle(command) {
      if (command.kind === 'launch') launch(command);
      else if (command.kind === 'kill') kill(command.stepId, command.graceMs);
      else if (command.kind === 'forget') unconfirmed.delete(command.stepId);
      else if (command.kind === 'makeFifos') void makeMoreFifos(command.count);
      else void sweep(command.requestId, command.trees);
    },
    close,
  };
}

// One sweep at a time: two of them would stop and kill each other's finds.
function createQueue(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
}

function endOf(code: number | null, signal: string | null, atMs: number): KeptEnd['end'] {
  return code === null
    ? { kind: 'signaled', signal: signal ?? 'unknown', atMs }
    : { kind: 'exited', returnCode: code, atMs };
}

// Everything is stopped before it is killed, so what ends otherwise during a killing had ended before.
function isOfKilling(end: KeptEnd['end'], sinceMs: number): boolean {
  return end.kind === 'signaled' && end.signal === 'SIGKILL' && end.atMs >= sinceMs;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
