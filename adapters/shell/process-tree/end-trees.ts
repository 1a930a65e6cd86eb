import { setTimeout as delay } from 'node:timers/promises';
import type { ProcessEntry, ProcessTable } from '../process-table/process-table.ts';
import { findTrees, type SoughtTree } from './find-trees.ts';

/** Looks after which a tree that keeps growing is killed as far as it is known, and looked for again. */
const stopRoundsMax = 100;
/** How often a tree is looked for again after it was killed. */
const killRoundsMax = 10;
/** How long to wait until killed processes are gone; one in an uninterruptible call may take longer. */
const deathWaitMs = 2_000;

/**
 * Kills trees whole: stops every process found until a look finds nothing new, so that none can start another one
 * meanwhile, then kills all, and waits until they are gone.
 *
 * @returns how many processes were killed.
 */
export async function killTrees(table: ProcessTable, trees: readonly SoughtTree[]): Promise<number> {
  let killedCount = 0;
  for (let round = 0; round < killRoundsMax; round++) {
    const found = stopTrees(table, trees);
    if (found.length === 0) break;
    for (const { pid } of found) signal(pid, 'SIGKILL');
    killedCount += found.length;
    if (!(await haveDied(table, found))) break;
  }
  return killedCount;
}

/** Asks every process of trees to end: TERM, and CONT behind it so that a stopped one can hear it. */
export function terminateTrees(table: ProcessTable, trees: readonly SoughtTree[]): void {
  for (const { pid } of findTrees(table, trees)) {
    signal(pid, 'SIGTERM');
    signal(pid, 'SIGCONT');
  }
}

function stopTrees(table: ProcessTable, trees: readonly SoughtTree[]): readonly ProcessEntry[] {
  const stopped = new Set<string>();
  let found = findTrees(table, trees);
  for (let round = 0; round < stopRoundsMax; round++) {
    const fresh = found.filter((entry) => !stopped.has(keyOf(entry)));
    if (fresh.length === 0) break;
    for (const entry of fresh) {
      signal(entry.pid, 'SIGSTOP');
      stopped.add(keyOf(entry));
    }
    found = findTrees(table, trees);
  }
  return found;
}

async function haveDied(table: ProcessTable, killed: readonly ProcessEntry[]): Promise<boolean> {
  const deadline = performance.now() + deathWaitMs;
  let living = killed;
  for (let waitMs = 1; performance.now() < deadline; waitMs = Math.min(waitMs * 2, 50)) {
    living = living.filter((entry) => stillLives(table, entry));
    if (living.length === 0) return true;
    await delay(waitMs);
  }
  return false;
}

function stillLives(table: ProcessTable, { pid, startTime }: ProcessEntry): boolean {
  const entry = table.find(pid);
  return entry !== undefined && entry.startTime === startTime && !entry.isZombie;
}

function keyOf({ pid, startTime }: ProcessEntry): string {
  return `${pid}:${startTime}`;
}

// It may have ended since it was seen.
function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && (error.code === 'ESRCH' || error.code === 'EPERM')))
      throw error;
  }
}
