/** One turn of a reader: an item, or only the word that something beside the items has changed. */
export type Turn<T> = { readonly item: T } | { readonly changed: true };

/**
 * Reads items, and is woken by changes beside them, so that whoever waits for an item that never comes still hears of
 * a change. Several changes between two turns are one.
 *
 * @param onChange is given what is to be called at each change.
 */
export async function* itemsAndChanges<T>(
  items: AsyncIterator<T>,
  onChange: (changed: () => void) => void,
): AsyncGenerator<Turn<T>> {
  let wake: () => void = () => undefined;
  let isChanged = false;
  let arrived: IteratorResult<T> | { readonly fault: unknown } | undefined;
  onChange(() => {
    isChanged = true;
    wake();
  });
  const ask = () => {
    arrived = undefined;
    items.next().then(
      (result) => {
        arrived = result;
        wake();
      },
      (fault: unknown) => {
        arrived = { fault };
        wake();
      },
    );
  };
  try {
    ask();
    for (;;) {
      if (!isChanged && arrived === undefined)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      if (isChanged) {
        isChanged = false;
        yield { changed: true };
        continue;
      }
      const next = arrived as IteratorResult<T> | { readonly fault: unknown } | undefined;
      if (next === undefined) continue;
      if ('fault' in next) throw next.fault;
      if (next.done) return;
      ask();
      yield { item: next.value };
    }
  } finally {
    items.return?.().catch(() => undefined);
  }
}
