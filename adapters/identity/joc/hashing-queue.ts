import { type Problem, problem, type Result, refuse, succeed } from '@interlock/base';

/** How much is hashed at once and how much may wait (semantics §1.9). */
export interface HashingQueueLimits {
  /** At once: as many as there are cores, since more only slows all of them down. */
  readonly atOnce: number;
  /** How many may wait. */
  readonly waitingMax: number;
  /** How long one waits, in milliseconds. */
  readonly waitMsMax: number;
}

/** Calls back after a time unless it is cancelled before. */
export type Timer = (ms: number, ring: () => void) => () => void;

/** Work that is done a few at a time, in order of arrival. */
export interface HashingQueue {
  /** Does the work in its turn; `Throttled` where too many wait, the wait is too long or the signal aborts before. */
  run<T>(work: () => Promise<T>, signal: AbortSignal): Promise<Result<T>>;
}

/** Makes a queue. */
export function hashingQueue(limits: HashingQueueLimits, timer: Timer = nodeTimer): HashingQueue {
  const waiting: (() => void)[] = [];
  let running = 0;

  async function turn(signal: AbortSignal): Promise<boolean> {
    if (signal.aborted) return false;
    if (running < limits.atOnce) {
      running += 1;
      return true;
    }
    return waiting.length < limits.waitingMax && waitInLine(waiting, limits.waitMsMax, timer, signal);
  }

  function leave(): void {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  }

  return {
    async run(work, signal) {
      if (!(await turn(signal))) return refuse(busy(limits));
      try {
        return succeed(await work());
      } finally {
        leave();
      }
    },
  };
}

/** Resolves to true when a place is handed over, to false when time or patience is over before. */
function waitInLine(
  waiting: (() => void)[],
  waitMsMax: number,
  timer: Timer,
  signal: AbortSignal,
): Promise<boolean> {
  return new Promise((resolve) => {
    const settle = (got: boolean) => {
      cancel();
      signal.removeEventListener('abort', giveUp);
      resolve(got);
    };
    const place = () => settle(true);
    const giveUp = () => {
      waiting.splice(waiting.indexOf(place), 1);
      settle(false);
    };
    waiting.push(place);
    const cancel = timer(waitMsMax, giveUp);
    signal.addEventListener('abort', giveUp, { once: true });
  });
}

function busy({ waitMsMax }: HashingQueueLimits): Problem {
  return problem('Throttled', undefined, { retryAfterSeconds: Math.max(1, Math.ceil(waitMsMax / 1000)) });
}

const nodeTimer: Timer = (ms, ring) => {
  const timeout = setTimeout(ring, ms);
  return () => clearTimeout(timeout);
};
