/** The event streams that are open, so that they can be counted and ended with the server. */
export interface OpenStreams {
  /** Takes a place; undefined where all are taken. The signal ends when the server closes. */
  open(): { readonly signal: AbortSignal; release(): void } | undefined;
  readonly count: number;
  /** Ends all of them. */
  closeAll(): void;
}

/** @param streamsMax how many may be open at once. */
export function openStreams(streamsMax: number): OpenStreams {
  const open = new Set<AbortController>();
  return {
    open() {
      if (open.size >= streamsMax) return undefined;
      const controller = new AbortController();
      open.add(controller);
      return { signal: controller.signal, release: () => open.delete(controller) };
    },
    get count() {
      return open.size;
    },
    closeAll() {
      for (const controller of open) controller.abort();
      open.clear();
    },
  };
}
