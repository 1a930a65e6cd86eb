import { type Problem, problem, type Result, refuse, succeed, unwrap } from '@interlock/base';
import type { AuditHead, EventStreamHandler, StreamLine } from '@interlock/node-api';
import type { Journal, StampedEvent } from '@interlock/workflow';
import type { CouplingBoard } from '../agents/coupling-board.ts';
import type { Engine } from '../engine/engine.ts';
import { recentEvents } from './recent-events.ts';
import { turnstile } from './turnstile.ts';

/** What the event stream needs. */
export interface EventStreamOptions {
  readonly engine: Pick<Engine, 'durable' | 'onDurable'>;
  readonly journal: Pick<Journal, 'eventsAfter'>;
  readonly board: CouplingBoard;
}

/** The event stream of hop 2, and what is told beside the events. */
export interface EventStream {
  readonly handler: EventStreamHandler;
  /** Tells the newest head of an audit chain. */
  tellHead(head: AuditHead): void;
}

/** How many events are read at once. */
const eventsPerBatch = 500;

/** How many of the newest events stay in memory, whoever reads. */
const recentMax = 128;

/** Makes the stream. It gives durable events alone, as they stand in the journal, and keeps none for a slow reader. */
export function eventStream({ board, engine, journal }: EventStreamOptions): EventStream {
  const news = turnstile();
  const recent = recentEvents(recentMax);
  /** The newest heads, by writer. */
  const heads = new Map<string, { readonly head: AuditHead; readonly turn: number }>();
  let boardTurn = 0;
  engine.onDurable(({ events }) => {
    recent.add(events);
    news.turn();
  });
  board.onChange(() => {
    boardTurn = news.turns() + 1;
    news.turn();
  });
  const beside = (seen: number): readonly StreamLine[] => [
    ...[...heads.values()]
      .filter(({ turn }) => turn > seen)
      .map(({ head }) => ({ kind: 'auditHead', head }) as const),
    ...(boardTurn > seen ? [{ kind: 'agentsChanged' } as const] : []),
  ];
  async function* lines(first: readonly StampedEvent[], after: number, signal: AbortSignal) {
    let events = first;
    let last = after;
    let seen = -1;
    while (!signal.aborted) {
      const turns = news.turns();
      const batch = [...events.map(lineOf), ...beside(seen)];
      seen = turns;
      if (batch.length > 0) yield batch;
      last = events.at(-1)?.id ?? last;
      if (events.length < eventsPerBatch && !(await news.passed(turns, signal))) return;
      events = recent.after(last, eventsPerBatch) ?? unwrap(await journal.eventsAfter(last, eventsPerBatch));
    }
  }
  return {
    handler: async (after, _caller, signal): Promise<Result<AsyncIterable<readonly StreamLine[]>>> => {
      const last = engine.durable().eventId;
      if (after > last) return refuse(ahead(after, last));
      const first = await journal.eventsAfter(after, eventsPerBatch);
      return first.ok ? succeed(lines(first.value, after, signal)) : refuse(first.problem);
    },
    tellHead: (head) => {
      heads.set(`${head.writer.role} ${head.writer.id}`, { head, turn: news.turns() + 1 });
      news.turn();
    },
  };
}

// Whoever has read more than there is has read another past: new events under old numbers must not look like its future.
function ahead(after: number, last: number): Problem {
  const message = `There is no event ${after}: the last one is ${last}. Was an older copy of the Controller put back?`;
  return problem('InvalidInput', message, { field: 'after' });
}

function lineOf({ atMs, event, id }: StampedEvent): StreamLine {
  return { kind: 'event', id, atMs, event };
}
