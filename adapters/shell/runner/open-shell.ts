import { chmod, mkdir, realpath, rm } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { problem, type Result, refuse, succeed } from '@interlock/base';
import { readLauncherIdentity } from '../launcher/launcher-file.ts';
import { openProcessTable } from '../process-table/open-process-table.ts';
import type { ProcessTable } from '../process-table/process-table.ts';
import type { BaseEnvironment } from '../step-folder/environment.ts';
import { createShellRunner, type ShellRunner } from './shell-runner.ts';

/** How long the launcher of an earlier Agent may take to end its work before it is killed. */
const earlierLauncherWaitMs = 10_000;

/** How a shell is opened. */
export interface ShellOptions {
  /** The folder in which each step gets one of its own; it is made where it is missing, and belongs to one Agent. */
  readonly workFolder: string;
  /** A launcher has died and was replaced; the steps that it ran end as lost. Gets what it last said on stderr. */
  readonly onLauncherReplaced: (lastWords: string) => void;
  /** What a script left could not be removed; it is tried again at the next start. */
  readonly onFolderLeft: (why: string) => void;
  /** No launcher can be kept alive: the Agent has to end. */
  readonly onFault: (message: string) => void;
  /** Default: this system's. */
  readonly platform?: NodeJS.Platform;
}

/**
 * Starts the launcher and returns the runner above it. To be called early, while this process is small. Waits for the
 * launcher of an Agent that has died until it has killed what that Agent left.
 *
 * @returns a refusal on systems that have no shell and no process table to read, such as Windows.
 */
export async function openShell(options: ShellOptions): Promise<Result<ShellRunner>> {
  const { platform = process.platform, onLauncherReplaced, onFolderLeft, onFault } = options;
  const table = openProcessTable(platform);
  if (table === undefined)
    return refuse(problem('Internal', `Agents run on Linux and macOS; this system is ${platform}.`));
  await mkdir(options.workFolder, { recursive: true, mode: 0o700 });
  // The process table shows real paths, by which a step's output is told.
  const workFolder = await realpath(options.workFolder);
  await chmod(workFolder, 0o700);
  await outliveEarlierLauncher(table, workFolder);
  const fifoFolder = join(workFolder, '.fifos');
  await rm(fifoFolder, { recursive: true, force: true });
  await mkdir(fifoFolder, { mode: 0o700 });
  const baseEnvironment = baseEnvironmentOf(platform);
  return succeed(
    createShellRunner({ workFolder, baseEnvironment, onLauncherReplaced, onFolderLeft, onFault }),
  );
}

async function outliveEarlierLauncher(table: ProcessTable, workFolder: string): Promise<void> {
  const earlier = readLauncherIdentity(workFolder);
  if (earlier === undefined || earlier.bootId !== table.bootId()) return;
  const lives = () => {
    const entry = table.find(earlier.pid);
    return entry !== undefined && entry.startTime === earlier.startTime && !entry.isZombie;
  };
  const deadline = performance.now() + earlierLauncherWaitMs;
  while (lives() && performance.now() < deadline) await delay(10);
  if (lives()) process.kill(earlier.pid, 'SIGKILL');
}

// Nothing is taken from this process's own environment.
function baseEnvironmentOf(platform: NodeJS.Platform): BaseEnvironment {
  return {
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    HOME: userInfo().homedir,
    LANG: platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8',
  };
}
