import type { StreamEvent } from '@interlock/cockpit-api';
import { callHeaders } from '../api/ask.ts';
import { readEvents, type StreamState } from './event-reader.ts';

/** What the tabs say to each other about the stream. */
type StreamMessage =
  | { readonly kind: 'event'; readonly id: string | undefined; readonly event: StreamEvent }
  | { readonly kind: 'state'; readonly state: StreamState }
  | { readonly kind: 'whatState' };

const name = 'interlock.events';

/** What a tab hears. */
export interface StreamListener {
  readonly onEvent: (event: StreamEvent) => void;
  readonly onState: (state: StreamState) => void;
  readonly sessionOver: () => void;
}

/**
 * Listens to the one stream of this browser: the tab that holds the lock reads it and tells the others, because
 * HTTP/1.1 gives all tabs together six connections. When that tab goes, the next one reads on from the same event.
 */
export function listenToStream(listener: StreamListener, signal: AbortSignal): void {
  const channel = new BroadcastChannel(name);
  let state: StreamState = { kind: 'connecting' };
  let lastEventId: string | undefined;
  let isLeader = false;
  const tell = (message: StreamMessage) => {
    if (!signal.aborted) channel.postMessage(message);
  };
  const hear = (message: StreamMessage) => {
    if (message.kind === 'event') {
      lastEventId = message.id ?? lastEventId;
      listener.onEvent(message.event);
    } else if (message.kind === 'state') {
      state = message.state;
      listener.onState(state);
    } else if (isLeader) tell({ kind: 'state', state });
  };
  channel.onmessage = ({ data }) => hear(data as StreamMessage);
  tell({ kind: 'whatState' });

  const lead = () => {
    isLeader = true;
    const both = (message: StreamMessage) => {
      hear(message);
      tell(message);
    };
    return readEvents(
      {
        open: openStream(listener.sessionOver),
        onEvent: ({ id, data }) => {
          const event = streamEvent(data);
          if (event !== undefined) both({ kind: 'event', id, event });
        },
        onState: (now) => both({ kind: 'state', state: now }),
        nowMs: Date.now,
        random: Math.random,
        wait,
        signal,
      },
      lastEventId,
    );
  };
  navigator.locks.request(name, { signal }, lead).catch(() => {});
  signal.addEventListener('abort', () => channel.close(), { once: true });
}

function openStream(sessionOver: () => void) {
  return async (lastEventId: string | undefined, signal: AbortSignal): Promise<Response> => {
    const response = await fetch('/joc/api/interlock/events', {
      headers: {
        accept: 'text/event-stream',
        ...callHeaders(true),
        ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
      },
      signal,
      cache: 'no-store',
      credentials: 'same-origin',
      redirect: 'error',
    });
    if (response.status === 440) sessionOver();
    return response;
  };
}

function streamEvent(data: string): StreamEvent | undefined {
  try {
    return JSON.parse(data) as StreamEvent;
  } catch {
    return undefined;
  }
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const goOn = () => {
      clearTimeout(timer);
      removeEventListener('online', goOn);
      resolve();
    };
    const timer = setTimeout(goOn, ms);
    signal.addEventListener('abort', goOn, { once: true });
    // A person who comes back on line should not wait for the timer.
    addEventListener('online', goOn, { once: true });
  });
}
