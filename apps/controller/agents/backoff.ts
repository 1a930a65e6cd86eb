/** Pauses between tries: they double from `firstMs` to `lastMs`, and each is shortened by up to half at random. */
export interface Backoff {
  /** The next pause, in milliseconds. */
  next(): number;
  /** A try has succeeded: the next pause is the first again. */
  reset(): void;
}

/** The pauses between tries to reach an Agent. `random` gives 0 to 1. */
export function backoff(firstMs: number, lastMs: number, random: () => number): Backoff {
  let pauseMs = firstMs;
  return {
    next: () => {
      const pause = pauseMs * (1 - random() / 2);
      pauseMs = Math.min(pauseMs * 2, lastMs);
      return Math.round(pause);
    },
    reset: () => {
      pauseMs = firstMs;
    },
  };
}
