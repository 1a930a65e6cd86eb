import type { Log } from '@interlock/base';
import { type ControllerState, type Journal, snapshotOf } from '@interlock/workflow';
import type { Engine } from './engine.ts';

/** What the snapshotter needs. */
export interface SnapshotterOptions {
  readonly engine: Pick<Engine, 'durable' | 'onDurable'>;
  readonly journal: Pick<Journal, 'saveSnapshot'>;
  readonly log: Log;
  /** The last event in the snapshot that is stored. */
  readonly snapshotEventId: number;
  /** How many events a recovery may have to read; default 20 000. */
  readonly eventsMax?: number;
}

/** Stores snapshots, so that recovery is short and released events can be deleted. */
export interface Snapshotter {
  /** Stores a last one where it is worth it, and ends. */
  stop(): Promise<void>;
}

/** At the end a snapshot is stored if it spares the next start so many events. */
const worthwhile = 1_000;

/** Starts the snapshotter. */
export function startSnapshotter({
  engine,
  eventsMax = 20_000,
  journal,
  log,
  snapshotEventId,
}: SnapshotterOptions): Snapshotter {
  let covered = snapshotEventId;
  let storing: Promise<void> | undefined;
  const store = async (state: ControllerState): Promise<void> => {
    try {
      await journal.saveSnapshot(snapshotOf(state));
      covered = state.eventId;
    } catch (error) {
      // Nothing is lost: the events are all there, and the next snapshot is tried after as many more.
      covered += eventsMax;
      log.error('the snapshot can not be stored', { error });
    }
  };
  engine.onDurable(({ state }) => {
    if (storing !== undefined || state.eventId - covered < eventsMax) return;
    storing = store(state).finally(() => {
      storing = undefined;
    });
  });
  return {
    stop: async () => {
      await storing;
      if (engine.durable().eventId - covered >= worthwhile) await store(engine.durable());
    },
  };
}
