import { readFileSync } from 'node:fs';

/** The memory that a process holds, in megabytes. */
export function residentMegabytes(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  if (kilobytes === undefined) throw new Error(`The process ${pid} has no memory.`);
  return Number(kilobytes) / 1024;
}

/** Looks at the memory of a process while work goes on. @returns how far it grew at most, in megabytes. */
export async function growthWhile(pid: number, work: () => Promise<unknown>): Promise<number> {
  const before = residentMegabytes(pid);
  let most = before;
  const look = setInterval(() => {
    most = Math.max(most, residentMegabytes(pid));
  }, 10);
  try {
    await work();
  } finally {
    clearInterval(look);
  }
  return Math.max(most, residentMegabytes(pid)) - before;
}
