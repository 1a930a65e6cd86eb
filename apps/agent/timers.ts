/** Calls back later. Handed in, so that tests turn the clock themselves. */
export interface Timers {
  /**
   * Calls `run` once, `delayMs` from now at the earliest.
   *
   * @param delayMs any non-negative number; a year is fine.
   * @returns what cancels it; harmless once it has run.
   */
  after(delayMs: number, run: () => void): () => void;
}

/** The longest delay that Node's own timers take; with a longer one they call back at once. */
const delayMsMax = 2 ** 31 - 1;

/** The timers of this process. */
export const systemTimers: Timers = {
  after(delayMs, run) {
    let cancel = () => {};
    const wait = (leftMs: number) => {
      const stepMs = Math.min(leftMs, delayMsMax);
      const timer = setTimeout(() => (leftMs > stepMs ? wait(leftMs - stepMs) : run()), stepMs);
      cancel = () => clearTimeout(timer);
    };
    wait(delayMs);
    return () => cancel();
  },
};
