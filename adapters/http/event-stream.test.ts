import assert from 'node:assert/strict';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { describe, it } from 'node:test';
import { succeed } from '@interlock/base';
import { eventText } from './answers/event-stream.ts';
import { type FakeCockpit, fakeCockpit } from './testing/fake-cockpit.ts';

interface Opened {
  readonly answer: IncomingMessage;
  /** Resolves when the text so far holds a piece. */
  until(piece: string): Promise<string>;
  readonly ended: Promise<unknown>;
}

async function streamFrom(port: number, headers: Record<string, string> = {}): Promise<Opened> {
  const asked = get({
    host: '127.0.0.1',
    port,
    path: '/joc/api/interlock/events',
    headers: { 'x-access-token': 'good', ...headers },
    agent: false,
  });
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  let text = '';
  const waiting: { piece: string; done: (text: string) => void }[] = [];
  answer.setEncoding('utf8');
  answer.on('data', (piece: string) => {
    text += piece;
    for (const waiter of waiting) if (text.includes(waiter.piece)) waiter.done(text);
  });
  answer.on('error', () => undefined);
  answer.on('close', () => resolve());
  return {
    answer,
    ended,
    until: (piece) =>
      text.includes(piece) ? Promise.resolve(text) : new Promise((done) => waiting.push({ piece, done })),
  };
}

async function listening(
  limits: Parameters<typeof fakeCockpit>[0] = {},
): Promise<{ cockpit: FakeCockpit; port: number }> {
  const cockpit = await fakeCockpit({ http: { host: '127.0.0.1', port: 0 }, ...limits });
  const [open] = await cockpit.server.listen();
  return { cockpit, port: open?.port ?? 0 };
}

/** A source that gives what it is told to, and notes when it is left. */
function source() {
  const given: unknown[] = [];
  let wake: () => void = () => {};
  const state = { left: false, taken: 0 };
  return {
    state,
    give(event: unknown) {
      given.push(event);
      wake();
    },
    async *events() {
      try {
        for (;;) {
          const event = given.shift();
          if (event !== undefined) {
            state.taken += 1;
            yield { id: `e-${state.taken}`, event };
          } else
            await new Promise<void>((resolve) => {
              wake = resolve;
            });
        }
      } finally {
        state.left = true;
      }
    },
  };
}

describe('an event stream', () => {
  it('brings events with their ids, keeps the security headers, and passes the last id on', async () => {
    const { cockpit, port } = await listening();
    const events = source();
    let lastEventId: string | undefined;
    cockpit.handle('interlock.events', (call) => {
      lastEventId = call.lastEventId;
      return succeed(events.events());
    });
    const stream = await streamFrom(port, { 'last-event-id': 'e-7' });
    assert.equal(stream.answer.headers['content-type'], 'text/event-stream; charset=utf-8');
    assert.equal(stream.answer.headers['cache-control'], 'no-store');
    assert.match(String(stream.answer.headers['content-security-policy']), /frame-ancestors 'none'/);
    events.give({ kind: 'order', text: 'a\nb' });
    assert.match(await stream.until('"order"'), /id: e-1\ndata: \{"kind":"order","text":"a\\nb"\}\n\n/);
    assert.equal(lastEventId, 'e-7');
    assert.equal(cockpit.server.openStreams, 1);
    await cockpit.server.close();
    await stream.ended;
  });

  it('shows that it lives while nothing happens', async () => {
    const { cockpit, port } = await listening({ limits: { heartbeatMs: 5 } });
    cockpit.handle('interlock.events', () => succeed(source().events()));
    const stream = await streamFrom(port);
    await stream.until(':\n\n:\n\n:\n\n');
    await cockpit.server.close();
    await stream.ended;
  });

  it('is cut as soon as its session ends', async () => {
    const { cockpit, port } = await listening();
    const events = source();
    cockpit.handle('interlock.events', () => succeed(events.events()));
    const stream = await streamFrom(port);
    cockpit.endSession('good');
    await stream.ended;
    assert.equal(cockpit.server.openStreams, 0);
    await cockpit.server.close();
  });

  it('is not counted as activity, neither at its beginning nor by being watched', async () => {
    const { cockpit, port } = await listening({ limits: { heartbeatMs: 5 } });
    cockpit.handle('interlock.events', () => succeed(source().events()));
    const stream = await streamFrom(port);
    await stream.until(':\n\n:\n\n:\n\n');
    assert.deepEqual(cockpit.activities, [false]);
    await cockpit.server.close();
    await stream.ended;
  });

  it('gives its place back when its reader leaves', async () => {
    const { cockpit, port } = await listening({ limits: { streamsMax: 1, heartbeatMs: 2 } });
    cockpit.handle('interlock.events', () => succeed(source().events()));
    const stream = await streamFrom(port);
    const second = await streamFrom(port);
    assert.equal(second.answer.statusCode, 429);
    stream.answer.destroy();
    for (;;) {
      const next = await streamFrom(port);
      if (next.answer.statusCode === 200) break;
      await next.ended;
    }
    await cockpit.server.close();
  });

  it('makes its source wait for a reader who takes nothing, and cuts him in the end', async () => {
    const { cockpit, port } = await listening({ limits: { slowReaderMs: 20 } });
    const state = { taken: 0 };
    async function* endless() {
      for (;;) {
        state.taken += 1;
        yield { id: String(state.taken), event: 'x'.repeat(64_000) };
      }
    }
    cockpit.handle('interlock.events', () => succeed(endless()));
    const asked = get({
      host: '127.0.0.1',
      port,
      path: '/joc/api/interlock/events',
      headers: { 'x-access-token': 'good' },
      agent: false,
    });
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    answer.on('error', () => undefined);
    // Nothing is read from here on, until the server gives up.
    while (cockpit.server.openStreams > 0) await new Promise((resolve) => setImmediate(resolve));
    assert.ok(state.taken < 10_000, `${state.taken} events were made for a reader who took none`);
    answer.destroy();
    await cockpit.server.close();
  });

  it('ends with its source', async () => {
    const { cockpit, port } = await listening();
    cockpit.handle('interlock.events', () => succeed((async function* () {})()));
    const stream = await streamFrom(port);
    await stream.ended;
    await cockpit.server.close();
  });

  it('never lets an id break out of its line', () => {
    assert.throws(() => eventText({ id: 'a\ndata: x', event: {} }));
    assert.equal(eventText({ event: { kind: 'reset' } }), 'data: {"kind":"reset"}\n\n');
  });
});
