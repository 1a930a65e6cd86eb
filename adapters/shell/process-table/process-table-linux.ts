import { closeSync, openSync, readdirSync, readFileSync, readlinkSync, readSync } from 'node:fs';
import type { ProcessEntry, ProcessTable } from './process-table.ts';

/** The process table of Linux, read from /proc (proc(5)). Times are clock ticks since boot. */
export function linuxProcessTable(root = '/proc'): ProcessTable {
  return {
    bootId: () => readFileSync(`${root}/sys/kernel/random/boot_id`, 'utf8').trim(),
    list: () => list(root),
    find: (pid) => find(root, pid),
    mayFollow: (entry, startTime) => Number(entry.startTime) >= Number(startTime),
    signsOf: ({ pid }) => ({ markers: markersOf(root, pid), outputs: outputsOf(root, pid) }),
  };
}

function list(root: string): readonly ProcessEntry[] {
  return readdirSync(root)
    .filter((name) => /^[0-9]+$/.test(name))
    .flatMap((name) => find(root, Number(name)) ?? []);
}

function find(root: string, pid: number): ProcessEntry | undefined {
  const stat = attempt(() => readStat(`${root}/${pid}/stat`));
  return stat === undefined ? undefined : parseStat(stat);
}

// Hundreds are read whenever a step ends: without readFile's questions about the size it takes half the time.
const statBuffer = Buffer.alloc(4_096);

function readStat(path: string): string {
  const fd = openSync(path, 'r');
  try {
    return statBuffer.toString('latin1', 0, readSync(fd, statBuffer));
  } finally {
    closeSync(fd);
  }
}

/** Reads a line of /proc/PID/stat. */
export function parseStat(stat: string): ProcessEntry | undefined {
  // The command's own name stands in brackets and may hold any character, brackets and line ends too.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, parentPid, , sessionId] = fields;
  const startTime = fields[19];
  if (startTime === undefined) return undefined;
  return {
    pid: Number.parseInt(stat, 10),
    parentPid: Number(parentPid),
    sessionId: Number(sessionId),
    startTime,
    isZombie: state === 'Z' || state === 'X',
  };
}

function markersOf(root: string, pid: number): readonly string[] {
  const environment = attempt(() => readFileSync(`${root}/${pid}/environ`, 'latin1')) ?? '';
  return environment
    .split('\0')
    .filter((entry) => entry.startsWith('INTERLOCK_JOB='))
    .map((entry) => entry.slice('INTERLOCK_JOB='.length));
}

function outputsOf(root: string, pid: number): readonly string[] {
  return [1, 2].flatMap((fd) => attempt(() => readlinkSync(`${root}/${pid}/fd/${fd}`)) ?? []);
}

// A process may end between two looks at it, and those of others may not be read.
function attempt<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}
