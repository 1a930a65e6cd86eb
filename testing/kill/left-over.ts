import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** How long what was killed may take until it is gone, in milliseconds. */
const restMilliseconds = 5_000;

/** The living processes that have a text in their environment, once whatever was just killed is gone. */
export async function processesLeftOver(mark: string): Promise<readonly number[]> {
  const until = Date.now() + restMilliseconds;
  for (;;) {
    const left = marked(mark);
    if (left.length === 0 || Date.now() > until) return left;
    await delay(100);
  }
}

function marked(mark: string): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => pid !== process.pid && environmentOf(pid).includes(mark) && !isZombie(pid));
}

function environmentOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1');
  } catch {
    return '';
  }
}

function isZombie(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2).startsWith('Z');
  } catch {
    return true;
  }
}
