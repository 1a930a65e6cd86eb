import { readdirSync, readFileSync } from 'node:fs';

/** How much processor time was used since the machine began, in milliseconds. */
export interface CpuTimes {
  /** By everything on the machine; what a hypervisor took away counts as used. */
  readonly machineMs: number;
  /** By one process and all that descend from it, ended ones included. */
  readonly ownMs: number;
}

/** A tick of /proc is 10 ms on every Linux there is (USER_HZ). */
const msPerTick = 10;

/** Reads the processor times, `own` being those of this process; undefined where the system has no /proc to read. */
export function readCpuTimes(): CpuTimes | undefined {
  try {
    const machine = machineTicks(readFileSync('/proc/stat', 'utf8'));
    const processes = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((pid) => processTicks(statOf(pid)) ?? []);
    return { machineMs: machine * msPerTick, ownMs: treeTicks(process.pid, processes) * msPerTick };
  } catch {
    return undefined;
  }
}

// It may have ended since it was listed.
function statOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'latin1');
  } catch {
    return '';
  }
}

/** The ticks that all processors were at work, from the text of /proc/stat (proc(5)). */
export function machineTicks(text: string): number {
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, steal = 0] = (
    /^cpu +(.*)$/m.exec(text)?.[1] ?? ''
  )
    .split(' ')
    .map(Number);
  return user + nice + system + irq + softirq + steal;
}

/** What a process has used, its ended and awaited children included. */
export interface ProcessTicks {
  readonly pid: number;
  readonly parentPid: number;
  readonly ticks: number;
}

/** Reads the text of /proc/PID/stat (proc(5)); undefined where it is none. */
export function processTicks(text: string): ProcessTicks | undefined {
  const nameEnd = text.lastIndexOf(')');
  if (nameEnd < 0) return undefined;
  // The fields from the third on: a name may hold blanks and brackets.
  const fields = text.slice(nameEnd + 2).split(' ');
  const [utime = 0, stime = 0, cutime = 0, cstime = 0] = fields.slice(11, 15).map(Number);
  return {
    pid: Number.parseInt(text, 10),
    parentPid: Number(fields[1]),
    ticks: utime + stime + cutime + cstime,
  };
}

/** What a process and its living descendants have used together. */
export function treeTicks(rootPid: number, processes: readonly ProcessTicks[]): number {
  const children = Map.groupBy(processes, ({ parentPid }) => parentPid);
  const tree = processes.filter(({ pid }) => pid === rootPid);
  // The list grows while it is walked.
  for (const { pid } of tree) tree.push(...(children.get(pid) ?? []));
  return tree.reduce((sum, { ticks }) => sum + ticks, 0);
}
