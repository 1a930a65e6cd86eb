/**
 * Tells whoever holds a stream open that accounts, roles, sessions or tokens have changed, so that he looks again at
 * once instead of at his next look (semantics §2.10). It says that something changed, never what.
 */
export interface IdentityNews {
  /** To be called after each change, when it is durable. */
  tell(): void;
  /** How often it was told; another number than before means: look again. */
  count(): number;
  /** Resolves at the next change, or when the signal ends. */
  next(signal: AbortSignal): Promise<void>;
}

/** Makes the news of one Cockpit. */
export function identityNews(): IdentityNews {
  let told = 0;
  const waiting = new Set<() => void>();
  return {
    tell() {
      told += 1;
      const woken = [...waiting];
      waiting.clear();
      for (const wake of woken) wake();
    },
    count: () => told,
    next: (signal) =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve();
        const wake = () => {
          signal.removeEventListener('abort', wake);
          waiting.delete(wake);
          resolve();
        };
        waiting.add(wake);
        signal.addEventListener('abort', wake, { once: true });
      }),
  };
}
