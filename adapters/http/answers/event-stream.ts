import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { StreamedEvent } from '@interlock/cockpit-api';

/** What an event stream needs of its surroundings. */
export interface EventStreamParts {
  readonly heartbeatMs: number;
  readonly slowReaderMs: number;
}

/**
 * Writes server-sent events until the source ends, the reader leaves, or the signal ends, as it does with the reader's
 * session. A reader who takes too little makes the source wait, and is cut when the socket stays full.
 */
export async function writeEventStream(
  response: ServerResponse,
  source: AsyncIterable<StreamedEvent<unknown>>,
  parts: EventStreamParts,
  end: AbortController,
): Promise<void> {
  response.once('close', () => end.abort());
  const heartbeat = setInterval(() => {
    if (!response.writableNeedDrain) response.write(':\n\n');
  }, parts.heartbeatMs);
  try {
    await writeAll(response, source, parts.slowReaderMs, end.signal);
  } finally {
    clearInterval(heartbeat);
    end.abort();
    response.end();
    // A reader who does not take the end either is not waited for.
    if (response.writableNeedDrain) response.destroy();
  }
}

async function writeAll(
  response: ServerResponse,
  source: AsyncIterable<StreamedEvent<unknown>>,
  slowReaderMs: number,
  signal: AbortSignal,
): Promise<void> {
  // The first bytes tell the reader that the stream stands, before anything happens.
  response.write(':\n\n');
  const iterator = source[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await untilAborted(iterator.next(), signal);
      if (next === undefined || next.done === true) return;
      if (!response.write(eventText(next.value)) && !(await drained(response, slowReaderMs, signal))) return;
    }
  } finally {
    // Not awaited: a source that is busy must not keep the socket open.
    iterator.return?.().catch(() => undefined);
  }
}

/** One event on the wire. JSON holds no line break, so each is one line. */
export function eventText({ id, event }: StreamedEvent<unknown>): string {
  if (id === undefined) return `data: ${JSON.stringify(event)}\n\n`;
  if (/[\r\n\0]/.test(id)) throw new Error('The id of an event holds a line break.');
  return `id: ${id}\ndata: ${JSON.stringify(event)}\n\n`;
}

async function drained(
  response: ServerResponse,
  slowReaderMs: number,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    await once(response, 'drain', { signal: AbortSignal.any([signal, AbortSignal.timeout(slowReaderMs)]) });
    return true;
  } catch {
    return false;
  }
}

/** The value, or undefined when the signal ends first. */
async function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  if (signal.aborted) {
    promise.catch(() => undefined);
    return undefined;
  }
  const { promise: ended, resolve } = Promise.withResolvers<undefined>();
  const onAbort = () => resolve(undefined);
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([promise, ended]);
  } finally {
    signal.removeEventListener('abort', onAbort);
    promise.catch(() => undefined);
  }
}
