import { execFileSync } from 'node:child_process';
import type { ProcessEntry, ProcessTable } from './process-table.ts';

/** Runs a program and returns what it prints, or throws. */
export type RunProgram = (file: string, args: readonly string[]) => string;

/**
 * The process table as far as `ps` of macOS carries it: process groups stand for sessions, start times are known
 * to the second, environments are those of one's own processes, and where output leads is not told.
 */
export function psProcessTable(run: RunProgram = runProgram): ProcessTable {
  const commands = new WeakMap<ProcessEntry, string>();
  const list = (which: readonly string[]) =>
    listing(run, which).flatMap((line) => {
      const parsed = parseLine(line);
      if (parsed !== undefined) commands.set(parsed.entry, parsed.command);
      return parsed === undefined ? [] : [parsed.entry];
    });
  return {
    bootId: () => run('/usr/sbin/sysctl', ['-n', 'kern.bootsessionuuid']).trim(),
    list: () => list(['-A']),
    find: (pid) => list(['-p', String(pid)])[0],
    mayFollow: (entry, startTime) => Date.parse(entry.startTime) >= Date.parse(startTime),
    signsOf: (entry) => ({ markers: markersIn(commands.get(entry) ?? ''), outputs: [] }),
  };
}

function runProgram(file: string, args: readonly string[]): string {
  return execFileSync(file, args, {
    encoding: 'utf8',
    // In other locales `lstart` has other names for the months.
    env: { LC_ALL: 'C' },
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: 10_000,
    maxBuffer: 64 * 1024 * 1024,
  });
}

function listing(run: RunProgram, which: readonly string[]): readonly string[] {
  try {
    const columns = 'pid=,ppid=,pgid=,state=,lstart=,command=';
    return run('/bin/ps', ['-E', '-ww', ...which, '-o', columns]).split('\n');
  } catch {
    return []; // ps ends with 1 where it finds no such process
  }
}

/** Reads a line such as `501 1 501 Ss Sun Nov 22 16:04:10 2026 /bin/sh script PATH=/bin`. */
export function parseLine(line: string): { entry: ProcessEntry; command: string } | undefined {
  const match = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+((?:\S+\s+){4}\d{4})(?:\s(.*))?$/.exec(line);
  if (match === null) return undefined;
  const [, pid, parentPid, group, state = '', startTime = '', command = ''] = match;
  const kin = { pid: Number(pid), parentPid: Number(parentPid), sessionId: Number(group) };
  return { entry: { ...kin, startTime, isZombie: state.startsWith('Z') }, command };
}

// The environment follows the command on the same line. Who prints the marker as an argument knew its 128 bits.
function markersIn(command: string): readonly string[] {
  return command
    .split(' ')
    .filter((word) => word.startsWith('INTERLOCK_JOB='))
    .map((word) => word.slice('INTERLOCK_JOB='.length));
}
