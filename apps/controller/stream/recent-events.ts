import type { StampedEvent } from '@interlock/workflow';

/** The newest durable events in memory: a reader that keeps up gets them without a look at the disk. */
export interface RecentEvents {
  /** Takes the next events; their ids follow those before without gap. */
  add(events: readonly StampedEvent[]): void;
  /** The events after this id, at most so many; undefined where the first of them is not kept any more. */
  after(eventId: number, countMax: number): readonly StampedEvent[] | undefined;
}

/** Keeps up to `keptMax` events. */
export function recentEvents(keptMax: number): RecentEvents {
  const kept: StampedEvent[] = [];
  return {
    add: (events) => {
      kept.push(...events.slice(-keptMax));
      kept.splice(0, kept.length - keptMax);
    },
    after: (eventId, countMax) => {
      const at = eventId + 1 - (kept[0]?.id ?? Number.POSITIVE_INFINITY);
      return at < 0 ? undefined : kept.slice(at, at + countMax);
    },
  };
}
