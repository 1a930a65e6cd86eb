import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** The living children of a process. */
export function childrenOf(parent: number): readonly number[] {
  return allPids().filter((pid) => statOf(pid)?.parent === parent && isAlive(pid));
}

/** Whether a process runs; one that has ended and that nobody has taken note of does not. */
export function isAlive(pid: number): boolean {
  const state = statOf(pid)?.state;
  return state !== undefined && state !== 'Z' && state !== 'X';
}

/** Resolves with those that are still alive after a while: none, as soon as all have ended. */
export async function stillAlive(pids: readonly number[], milliseconds: number): Promise<readonly number[]> {
  const late = Date.now() + milliseconds;
  for (;;) {
    const alive = pids.filter(isAlive);
    if (alive.length === 0 || Date.now() > late) return alive;
    await delay(20);
  }
}

/** All processes that this user may see. */
export function allPids(): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

/** A file of /proc about a process; empty where it has ended. */
export function procFile(pid: number, name: 'cmdline' | 'environ' | 'stat'): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'latin1');
  } catch {
    return '';
  }
}

function statOf(pid: number): { readonly state: string; readonly parent: number } | undefined {
  const stat = procFile(pid, 'stat');
  // The name of the program stands in brackets and may hold anything.
  const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return state === undefined || state === '' ? undefined : { state, parent: Number(parent) };
}
