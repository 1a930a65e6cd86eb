import type { ControllerSnapshot } from '../state/snapshot.ts';

/** Keeps the Cockpit's mirror of each Controller, so that a restart goes on from there. Fulfilled by `@interlock/store`. */
export interface MirrorStore {
  /** What was saved last, to be read with `restoreState`; undefined before the first. */
  load(controllerId: string): Promise<unknown>;
  /** Stores it in place of the one before. */
  save(controllerId: string, snapshot: ControllerSnapshot): Promise<void>;
}
