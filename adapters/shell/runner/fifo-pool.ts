/** How many FIFOs are made at once; a `mkfifo` for each would cost as much as the job's own start. */
const batchSize = 64;
/** With fewer than this in stock, more are ordered. */
const lowMark = 16;

/** A stock of fresh FIFOs, of which each is used once. */
export interface FifoPool {
  /** Two FIFOs that nobody else has; waits until there are. Rejects when there will be none. */
  takePair(): Promise<readonly [string, string]>;
  /** Brings new ones. */
  add(paths: readonly string[]): void;
  /** Orders anew, when the one who was asked has died. */
  reorder(): void;
  /** There is nobody left who makes any. */
  close(): void;
}

/** Makes an empty pool, and orders its first FIFOs. */
export function createFifoPool(order: (count: number) => void): FifoPool {
  const stock: string[] = [];
  const waiting: PromiseWithResolvers<readonly [string, string]>[] = [];
  let isOrdered = false;
  let isClosed = false;

  function orderWhenLow(): void {
    if (isOrdered || stock.length - 2 * waiting.length >= lowMark) return;
    isOrdered = true;
    order(batchSize);
  }

  function serve(): void {
    while (stock.length >= 2 && waiting.length > 0)
      waiting.shift()?.resolve([stock.pop() ?? '', stock.pop() ?? '']);
    orderWhenLow();
  }

  return {
    takePair() {
      if (isClosed) return Promise.reject(new Error('there is no launcher'));
      const mine = Promise.withResolvers<readonly [string, string]>();
      waiting.push(mine);
      serve();
      return mine.promise;
    },
    add(paths) {
      isOrdered = false;
      stock.push(...paths);
      serve();
    },
    reorder() {
      isOrdered = false;
      orderWhenLow();
    },
    close() {
      isClosed = true;
      for (const { reject } of waiting.splice(0)) reject(new Error('there is no launcher'));
    },
  };
}
