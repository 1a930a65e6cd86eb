import { type ServerSentEvent, sseParser } from './sse-parser.ts';

/** How the stream stands. */
export type StreamState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'live' }
  | { readonly kind: 'broken'; readonly retryAtMs: number };

/** What the reader needs of the world. */
export interface EventReaderPorts {
  /** Opens the stream after an event; any answer but 200 is a failure, and 440 ends the reading. */
  readonly open: (lastEventId: string | undefined, signal: AbortSignal) => Promise<Response>;
  readonly onEvent: (event: ServerSentEvent) => void;
  readonly onState: (state: StreamState) => void;
  readonly nowMs: () => number;
  /** Between 0 and 1. */
  readonly random: () => number;
  /** Resolves after the time, or at once when the signal ends. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly signal: AbortSignal;
}

/** Without a byte for this long, in milliseconds, the connection counts as dead; the server sends a sign more often. */
export const silenceMs = 60_000;

/** Waits between the tries, in milliseconds: 1, 2, 4 … 30 s, each shortened at random by up to a fifth. */
export function retryDelayMs(failures: number, random: number): number {
  return Math.min(30_000, 1_000 * 2 ** Math.min(failures, 10)) * (1 - random * 0.2);
}

/** Reads the stream until the signal ends, opening it anew whenever it breaks, from the last event that was read. */
export async function readEvents(ports: EventReaderPorts, after?: string): Promise<void> {
  let lastEventId = after;
  let failures = 0;
  while (!ports.signal.aborted) {
    ports.onState({ kind: 'connecting' });
    const ended = await readOnce(ports, lastEventId, (event) => {
      lastEventId = event.id ?? lastEventId;
      ports.onEvent(event);
    });
    if (ports.signal.aborted || ended === 'over') return;
    failures = ended === 'wasLive' ? 0 : failures + 1;
    const delay = retryDelayMs(failures, ports.random());
    ports.onState({ kind: 'broken', retryAtMs: ports.nowMs() + delay });
    await ports.wait(delay, ports.signal);
  }
}

async function readOnce(
  ports: EventReaderPorts,
  lastEventId: string | undefined,
  onEvent: (event: ServerSentEvent) => void,
): Promise<'over' | 'wasLive' | 'failed'> {
  const silence = new AbortController();
  const signal = AbortSignal.any([ports.signal, silence.signal]);
  let isLive = false;
  let timer = setTimeout(() => silence.abort(), silenceMs);
  try {
    const response = await ports.open(lastEventId, signal);
    if (response.status === 440) return 'over';
    if (!response.ok || response.body === null) return 'failed';
    isLive = true;
    ports.onState({ kind: 'live' });
    const parse = sseParser(onEvent);
    for await (const piece of textOf(response.body)) {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), silenceMs);
      parse(piece);
    }
  } catch {
    // Whatever cut it: the next try tells.
  } finally {
    clearTimeout(timer);
  }
  return isLive ? 'wasLive' : 'failed';
}

/** The text of a body. Not every browser can iterate a stream, so it is read by hand. */
async function* textOf(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield decoder.decode(value, { stream: true });
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}
