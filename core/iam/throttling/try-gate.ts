import { problem, type Result, refuse, succeed } from '@interlock/base';
import type { TryLoad } from './decide-try.ts';

/** Limits of one node. */
export interface TryGateLimits {
  /** How many tries of one account are verified at once, so that failures are seen before the next is decided. */
  readonly inFlightMax: number;
  /** How many more stand in line for that, per account; beyond, 429. */
  readonly queuedMax: number;
  /** How many tries wait or are verified in all; beyond, 429. */
  readonly totalMax: number;
}

/** The limits where nothing else is said. */
export const tryGateDefaults: TryGateLimits = { inFlightMax: 4, queuedMax: 64, totalMax: 4096 };

/** Lets tries of one account through a few at a time. Holds no thread and no timer. */
export interface TryGate {
  /** Gets a place among those in flight, in order of arrival; refused with `Throttled` where too many stand in line. */
  enter(account: string, signal: AbortSignal): Promise<Result<() => void>>;
  /**
   * Notes that a try of this account waits for its time; call the answer when it does no more.
   * Undefined where `waitingMax` wait already.
   */
  startWaiting(account: string, waitingMax: number): (() => void) | undefined;
  /** What else this account is busy with, for one that is in flight itself. */
  load(account: string): TryLoad;
}

interface Line {
  inFlight: number;
  waiting: number;
  readonly queue: (() => void)[];
}

/** Makes a gate. One per program. */
export function tryGate(limits: TryGateLimits = tryGateDefaults): TryGate {
  const lines = new Map<string, Line>();
  let total = 0;

  function lineOf(account: string): Line {
    const line = lines.get(account) ?? { inFlight: 0, waiting: 0, queue: [] };
    lines.set(account, line);
    return line;
  }

  function forget(account: string, line: Line): void {
    total -= 1;
    if (line.inFlight + line.waiting + line.queue.length === 0) lines.delete(account);
  }

  function leave(account: string, line: Line): () => void {
    return once(() => {
      const next = line.queue.shift();
      if (next === undefined) line.inFlight -= 1;
      else next();
      forget(account, line);
    });
  }

  return {
    async enter(account, signal) {
      const line = lineOf(account);
      const full = line.inFlight >= limits.inFlightMax;
      total += 1;
      if (signal.aborted || total > limits.totalMax || (full && line.queue.length >= limits.queuedMax)) {
        forget(account, line);
        return refuse(busy);
      }
      if (!full) line.inFlight += 1;
      else if (!(await inLine(line, signal))) {
        forget(account, line);
        return refuse(busy);
      }
      return succeed(leave(account, line));
    },
    startWaiting(account, waitingMax) {
      if ((lines.get(account)?.waiting ?? 0) >= waitingMax) return undefined;
      const line = lineOf(account);
      total += 1;
      line.waiting += 1;
      return once(() => {
        line.waiting -= 1;
        forget(account, line);
      });
    },
    load(account) {
      const line = lines.get(account);
      return { waiting: line?.waiting ?? 0, inFlight: Math.max(0, (line?.inFlight ?? 0) - 1) };
    },
  };
}

const busy = problem('Throttled', undefined, { retryAfterSeconds: 5 });

/** Resolves to true with the place of one who left, to false when the caller gave up. */
function inLine(line: Line, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const turn = () => {
      signal.removeEventListener('abort', giveUp);
      resolve(true);
    };
    const giveUp = () => {
      line.queue.splice(line.queue.indexOf(turn), 1);
      resolve(false);
    };
    line.queue.push(turn);
    signal.addEventListener('abort', giveUp, { once: true });
  });
}

function once(work: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    work();
  };
}
