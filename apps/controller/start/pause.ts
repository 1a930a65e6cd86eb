/** Waits so many milliseconds, or until the signal, whichever comes first. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  if (signal.aborted) return Promise.resolve();
  const over = (): void => {
    clearTimeout(timer);
    signal.removeEventListener('abort', over);
    resolve();
  };
  const timer = setTimeout(over, ms);
  signal.addEventListener('abort', over, { once: true });
  return promise;
}
