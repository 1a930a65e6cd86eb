/** What waits between a socket that gives and a reader that takes. */
export interface MessageQueue<T> extends AsyncIterable<T> {
  push(item: T): void;
  /** Nothing more comes; what is there is still given. */
  end(): void;
}

const lengthHigh = 64;
const lengthLow = 16;

/** Makes a queue that says when its giver has to stop, and when he may go on. It has one reader. */
export function messageQueue<T>(full: () => void, roomy: () => void): MessageQueue<T> {
  const items: T[] = [];
  let wake: (() => void) | undefined;
  let isEnded = false;
  let isFull = false;
  const roused = (): void => {
    wake?.();
    wake = undefined;
  };
  const push = (item: T): void => {
    items.push(item);
    if (!isFull && items.length >= lengthHigh) {
      isFull = true;
      full();
    }
    roused();
  };
  const end = (): void => {
    isEnded = true;
    roused();
  };
  const take = (): T | undefined => {
    const item = items.shift();
    if (isFull && items.length <= lengthLow) {
      isFull = false;
      roomy();
    }
    return item;
  };
  async function* iterate(): AsyncGenerator<T, void, void> {
    while (items.length > 0 || !isEnded) {
      const item = take();
      if (item !== undefined) yield item;
      else if (!isEnded) await new Promise<void>((resolve) => (wake = resolve));
    }
  }
  return { push, end, [Symbol.asyncIterator]: iterate };
}
