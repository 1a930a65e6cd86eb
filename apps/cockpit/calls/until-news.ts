import type { Result } from '@interlock/base';
import type { StreamEvent } from '@interlock/cockpit-api';
import type { CallPorts } from '../call-ports.ts';

/** What is waited for. */
export interface News<T> {
  /** Whether an event may have brought some. */
  isNews(event: StreamEvent): boolean;
  read(): Promise<Result<T>>;
  /** Whether what was read is worth an answer. */
  isEnough(value: T): boolean;
}

/**
 * Reads until there is something, at most for the time that the settings say; then it gives what there is. It listens
 * before it reads, so that nothing is missed in between.
 */
export async function untilNews<T>(ports: CallPorts, signal: AbortSignal, news: News<T>): Promise<Result<T>> {
  const patience = AbortSignal.any([signal, AbortSignal.timeout(ports.settings.logWaitMs)]);
  const events = ports.hub.subscribe(undefined, patience)[Symbol.asyncIterator]();
  try {
    for (;;) {
      const read = await news.read();
      if (!read.ok || news.isEnough(read.value) || patience.aborted) return read;
      await nextNews(events, news, patience);
    }
  } finally {
    await events.return?.();
  }
}

async function nextNews<T>(
  events: AsyncIterator<{ readonly event: StreamEvent } | { readonly lost: true }>,
  news: News<T>,
  patience: AbortSignal,
): Promise<void> {
  while (!patience.aborted) {
    const next = await events.next();
    if (next.done || 'lost' in next.value || news.isNews(next.value.event)) return;
  }
}
