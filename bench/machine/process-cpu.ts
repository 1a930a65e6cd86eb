import { readFileSync } from 'node:fs';
import { processTicks } from './cpu-times.ts';

/** The processor time that one process has used by now, in milliseconds, to the 10 ms that /proc tells. Linux alone. */
export function processCpuMs(pid: number): number {
  const found = processTicks(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  if (found === undefined) throw new Error(`There is no process ${pid}.`);
  return found.ticks * 10;
}
