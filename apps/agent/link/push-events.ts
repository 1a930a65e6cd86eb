import { type ControllerConnection, eventsPerMessageMax } from '@interlock/node-api';
import type { StampedStepEvent } from '@interlock/workflow';
import type { JournalWriter } from '../journal/journal-writer.ts';

/** The most events read from the journal at once, so that memory stays flat however much has piled up. */
const readCountMax = 100;
/** The most text of one message, in UTF-16 code units of its JSON; in UTF-8 it is at most three times as long. */
const messageLengthMax = 300 * 1024;

/** Pushes events to one connection until it is over. */
export interface EventPusher {
  /** The last event handed to the connection. */
  sentEventId(): number;
  /** Resolves when the connection has been handed everything there is, or is over. */
  drained(): Promise<void>;
  /** Resolves when the connection is over. */
  readonly done: Promise<void>;
}

/** Sends everything after `afterEventId`, and what comes, in order. A connection that takes slowly is waited for. */
export function pushEvents(
  connection: ControllerConnection,
  journal: JournalWriter,
  afterEventId: number,
): EventPusher {
  let sentEventId = afterEventId;
  let wake = () => {};
  let isOver = false;
  const drains: (() => void)[] = [];
  const stopListening = journal.onWritten(() => wake());
  void connection.closed.then(() => {
    isOver = true;
    wake();
  });

  async function push(): Promise<void> {
    while (!isOver) {
      const news = new Promise<void>((resolve) => {
        wake = resolve;
      });
      if (await sendNext()) continue;
      for (const drained of drains.splice(0)) drained();
      await news;
    }
    stopListening();
    for (const drained of drains.splice(0)) drained();
  }

  async function sendNext(): Promise<boolean> {
    const read = await journal.eventsAfter(sentEventId, readCountMax);
    for (const events of messagesOf(read)) {
      if (!(await connection.send({ kind: 'events', events: [...events] }))) return false;
      sentEventId = events.at(-1)?.id ?? sentEventId;
    }
    return read.length > 0;
  }

  function drained(): Promise<void> {
    if (isOver) return Promise.resolve();
    return new Promise((resolve) => {
      drains.push(resolve);
      wake();
    });
  }

  return { sentEventId: () => sentEventId, drained, done: push() };
}

/** Packs events into messages of bounded size, in order; one event alone always fits. */
export function messagesOf(events: readonly StampedStepEvent[]): readonly (readonly StampedStepEvent[])[] {
  const messages: StampedStepEvent[][] = [];
  let length = Number.POSITIVE_INFINITY;
  for (const event of events) {
    const eventLength = JSON.stringify(event).length;
    const last = messages.at(-1);
    if (last === undefined || length + eventLength > messageLengthMax || last.length >= eventsPerMessageMax) {
      messages.push([event]);
      length = eventLength;
    } else {
      last.push(event);
      length += eventLength;
    }
  }
  return messages;
}
