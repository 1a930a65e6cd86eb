/** Something that changed, with its place in this hub's sequence. */
export interface HubEvent<Event> {
  /** Counted from 1 since the hub began. */
  readonly id: number;
  readonly event: Event;
}

/** How many events are kept for streams that come back. */
export const keptEventsMax = 5_000;

/** How many events may wait for one slow reader before it is told to read everything anew. */
export const waitingEventsMax = 1_000;

/** One place where everything that changes is told to every stream that listens. */
export interface EventHub<Event> {
  publish(event: Event): void;
  /**
   * What happens from here on; with `after` also what happened since that event. Where that is no longer kept, or a
   * reader falls too far behind, it gets `lost` in place of what it missed. It ends with the signal.
   */
  subscribe(
    after: string | undefined,
    signal: AbortSignal,
  ): AsyncIterable<HubEvent<Event> | { readonly lost: true }>;
  /** The mark of a hub: a stream of an earlier one can not go on here. */
  idOf(event: HubEvent<Event>): string;
}

/** Makes a hub. `epoch` tells this hub from those before it, which counted from 1 as well. */
export function createEventHub<Event>(epoch: string): EventHub<Event> {
  const kept: HubEvent<Event>[] = [];
  const readers = new Set<Reader<Event>>();
  let last = 0;
  return {
    publish: (event) => {
      last += 1;
      const stamped = { id: last, event };
      kept.push(stamped);
      if (kept.length > keptEventsMax) kept.shift();
      for (const reader of readers) reader.offer(stamped);
    },
    subscribe: (after, signal) => {
      const reader = new Reader<Event>(missedSince(after, epoch, kept, last), signal);
      readers.add(reader);
      signal.addEventListener('abort', () => readers.delete(reader), { once: true });
      return reader.events();
    },
    idOf: ({ id }) => `${epoch}-${id}`,
  };
}

type Item<Event> = HubEvent<Event> | { readonly lost: true };

function missedSince<Event>(
  after: string | undefined,
  epoch: string,
  kept: readonly HubEvent<Event>[],
  last: number,
): Item<Event>[] {
  if (after === undefined) return [];
  const [mark, number] = [
    after.slice(0, after.lastIndexOf('-')),
    Number(after.slice(after.lastIndexOf('-') + 1)),
  ];
  const first = kept[0]?.id ?? last + 1;
  const isKnown = mark === epoch && Number.isInteger(number) && number <= last && number >= first - 1;
  return isKnown ? kept.filter(({ id }) => id > number) : [{ lost: true }];
}

class Reader<Event> {
  #waiting: Item<Event>[];
  readonly #signal: AbortSignal;
  #wake: () => void = () => undefined;

  constructor(missed: Item<Event>[], signal: AbortSignal) {
    this.#waiting = missed;
    this.#signal = signal;
    signal.addEventListener('abort', () => this.#wake(), { once: true });
  }

  offer(event: HubEvent<Event>): void {
    if (this.#waiting.length >= waitingEventsMax) this.#waiting = [{ lost: true }];
    else this.#waiting.push(event);
    this.#wake();
  }

  async *events(): AsyncGenerator<Item<Event>> {
    while (!this.#signal.aborted) {
      const next = this.#waiting.shift();
      if (next !== undefined) yield next;
      else await this.#somethingNew();
    }
  }

  #somethingNew(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}
