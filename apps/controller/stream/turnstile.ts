/** Lets those who wait go on, each time that something has happened. */
export interface Turnstile {
  /** Something has happened. */
  turn(): void;
  /** Resolves at the next turn after `seen`, or at once where there was one; false when the signal ends the wait. */
  passed(seen: number, signal: AbortSignal): Promise<boolean>;
  /** How many turns there were. */
  turns(): number;
}

/** Makes a turnstile. */
export function turnstile(): Turnstile {
  let count = 0;
  let next = Promise.withResolvers<void>();
  return {
    turns: () => count,
    turn: () => {
      count++;
      next.resolve();
      next = Promise.withResolvers<void>();
    },
    passed: async (seen, signal) => {
      if (signal.aborted) return false;
      if (count > seen) return true;
      const { promise: ended, resolve: end } = Promise.withResolvers<void>();
      const aborted = (): void => end();
      signal.addEventListener('abort', aborted, { once: true });
      await Promise.race([next.promise, ended]);
      signal.removeEventListener('abort', aborted);
      return !signal.aborted;
    },
  };
}
