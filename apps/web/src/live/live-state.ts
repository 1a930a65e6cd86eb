import { useSyncExternalStore } from 'react';
import type { StreamState } from './event-reader.ts';

let state: StreamState = { kind: 'connecting' };
const listeners = new Set<() => void>();

/** Keeps how the stream stands. */
export function setStreamState(next: StreamState): void {
  state = next;
  for (const listener of listeners) listener();
}

/** How the stream stands. */
export function useStreamState(): StreamState {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state,
  );
}
