import { get, type IncomingMessage } from 'node:http';
import { createInterface } from 'node:readline';

/** Hears from the Cockpit how orders end. */
export interface OrderFollower {
  /**
   * Resolves when the Cockpit has told that all of these orders have finished; ask before they are added. Rejects when
   * one fails, and after a minute.
   */
  ended(orderIds: readonly string[]): Promise<void>;
}

const endMsMax = 60_000;

/** What became of an order, by the name of its event. */
const ends: Readonly<Record<string, 'good' | 'bad'>> = {
  OrderFinished: 'good',
  OrderFailed: 'bad',
  OrderBroken: 'bad',
  OrderCancelled: 'bad',
};

/** Opens the stream that the Cockpit's own page reads. */
export async function followOrders(
  cockpitUrl: string,
  token: string,
): Promise<OrderFollower & { close(): Promise<void> }> {
  const watches = new Set<Watch>();
  const stream = await openStream(cockpitUrl, token);
  const lines = createInterface({ input: stream });
  const failAll = (why: string) => {
    for (const watch of watches) watch.reject(new Error(why));
  };
  lines.on('line', (line) => {
    if (!line.startsWith('data: ')) return;
    const news = JSON.parse(line.slice('data: '.length)) as StreamNews;
    if (news.kind === 'reset') failAll('The stream has left out events.');
    else if (news.kind === 'order') for (const watch of watches) tell(watch, news);
  });
  lines.on('close', () => failAll('The stream has ended.'));
  return {
    async ended(orderIds) {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const watch: Watch = { waiting: new Set(orderIds), resolve, reject };
      const late = setTimeout(() => reject(new Error(`${watch.waiting.size} orders do not end.`)), endMsMax);
      watches.add(watch);
      await promise.finally(() => {
        clearTimeout(late);
        watches.delete(watch);
      });
    },
    async close() {
      stream.destroy();
    },
  };
}

/** As much of the stream's lines as is read here. */
interface StreamNews {
  readonly kind: string;
  readonly orderId?: string;
  readonly event?: string;
}

interface Watch {
  readonly waiting: Set<string>;
  resolve(): void;
  reject(error: Error): void;
}

function tell(watch: Watch, { orderId = '', event = '' }: StreamNews): void {
  const end = ends[event];
  if (end === undefined || !watch.waiting.delete(orderId)) return;
  if (end === 'bad') watch.reject(new Error(`Of the order ${orderId} came ${event}.`));
  else if (watch.waiting.size === 0) watch.resolve();
}

function openStream(cockpitUrl: string, token: string): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const asking = get(new URL('/joc/api/interlock/events', cockpitUrl), {
    agent: false,
    headers: { 'x-access-token': token, accept: 'text/event-stream' },
  });
  asking.once('error', reject);
  asking.once('response', (response) => {
    response.on('error', () => response.destroy());
    if (response.statusCode === 200) resolve(response);
    else reject(new Error(`The stream was answered with ${response.statusCode}.`));
  });
  return promise;
}
