import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problem, refuse, succeed, unwrap } from '@interlock/base';
import type { StreamLine } from '@interlock/node-api';
import { fakeSigner, within } from '../loopback-fakes.ts';
import { hop2World } from './hop2.fakes.ts';

const never = new AbortController().signal;
const event = (id: number, text = ''): StreamLine => ({
  kind: 'event',
  id,
  atMs: 1,
  event: { TYPE: 'X', text },
});

async function* batches(
  list: readonly (readonly StreamLine[])[],
  end: Promise<void> = Promise.resolve(),
): AsyncGenerator<readonly StreamLine[]> {
  yield* list;
  await end;
}

async function collect(stream: AsyncIterable<readonly StreamLine[]>): Promise<readonly StreamLine[]> {
  const all: StreamLine[] = [];
  for await (const lines of stream) all.push(...lines);
  return all;
}

test('the lines come in order and as they were, after the event that was asked for', async (t) => {
  const asked: number[] = [];
  const lines = Array.from({ length: 3_000 }, (_, at) => event(at + 8, 'ü'.repeat(at % 50)));
  const world = await hop2World(t, {
    events: async (after) => {
      asked.push(after);
      return succeed(batches([lines.slice(0, 1), lines.slice(1, 2_999), lines.slice(2_999)]));
    },
  });
  const stream = unwrap(await world.client().events(7, never));
  assert.deepEqual(await collect(stream), lines);
  assert.deepEqual(asked, [7]);
});

test('heartbeats say up to which event the stream has given', async (t) => {
  const end = Promise.withResolvers<void>();
  const world = await hop2World(t, {
    heartbeatMs: 5,
    events: async () => succeed(batches([[event(4), event(5)]], end.promise)),
  });
  const stream = unwrap(await world.client().events(3, never));
  const seen: StreamLine[] = [];
  for await (const lines of stream) {
    seen.push(...lines);
    if (seen.some((line) => line.kind === 'heartbeat')) break;
  }
  end.resolve();
  assert.deepEqual(
    seen.find((line) => line.kind === 'heartbeat'),
    { kind: 'heartbeat', atMs: 1_000, lastEventId: 5 },
  );
});

test('a refused stream says why', async (t) => {
  const refusal = problem('UnknownObject', 'The events after 3 are no longer kept.');
  const world = await hop2World(t, { events: async () => refuse(refusal) });
  assert.deepEqual(await world.client().events(3, never), refuse(refusal));
});

test('the stream needs a token of its own, and no permission', async (t) => {
  const world = await hop2World(t);
  const other = fakeSigner(world.cockpit, (claims) => ({ ...claims, act: 'state' }));
  const tooMuch = fakeSigner(world.cockpit, (claims) => ({ ...claims, perm: 'sos:products' }));
  for (const [signToken, claim] of [
    [other, 'act'],
    [tooMuch, 'perm'],
  ] as const) {
    const answer = await world.client({ signToken }).events(0, never);
    assert.equal(answer.ok ? '' : answer.problem.field, claim);
  }
});

test('a silent stream ends, and so does the giver', async (t) => {
  const gone = Promise.withResolvers<void>();
  const world = await hop2World(t, {
    heartbeatMs: 3_600_000,
    events: async (_after, _caller, signal) => {
      signal.addEventListener('abort', () => gone.resolve());
      return succeed(batches([[event(1)]], gone.promise));
    },
  });
  const stream = unwrap(await world.client({ silenceMsMax: 50 }).events(0, never));
  assert.deepEqual(await within(collect(stream), 'the end'), [event(1)]);
  await within(gone.promise, 'the abort');
});

test('a stream whose reader is revoked meanwhile ends', async (t) => {
  const gone = Promise.withResolvers<void>();
  const world = await hop2World(t, {
    heartbeatMs: 5,
    events: async (_after, _caller, signal) => {
      signal.addEventListener('abort', () => gone.resolve());
      return succeed(batches([[event(1)]], gone.promise));
    },
  });
  const stream = unwrap(await world.client().events(0, never));
  for await (const lines of stream)
    if (lines.length > 0) world.serverCheck.revoked.add(world.cockpit.thumbprint);
  await within(gone.promise, 'the abort');
});

test('a reader that goes away ends the giver', async (t) => {
  const gone = Promise.withResolvers<void>();
  const world = await hop2World(t, {
    events: async (_after, _caller, signal) => {
      signal.addEventListener('abort', () => gone.resolve());
      return succeed(batches([[event(1)]], gone.promise));
    },
  });
  const stop = new AbortController();
  const stream = unwrap(await world.client().events(0, stop.signal));
  const reading = collect(stream);
  stop.abort();
  await within(reading, 'the end');
  await within(gone.promise, 'the abort');
});

test('a reader that takes nothing makes the giver wait', async (t) => {
  let given = 0;
  async function* endless(signal: AbortSignal): AsyncGenerator<readonly StreamLine[]> {
    while (!signal.aborted) {
      given++;
      yield [event(given, 'x'.repeat(500_000))];
    }
  }
  const world = await hop2World(t, { events: async (_after, _caller, signal) => succeed(endless(signal)) });
  const stream = unwrap(await world.client().events(0, never));
  const iterator = stream[Symbol.asyncIterator]();
  await iterator.next();
  // Two turns of the event loop without progress are enough: the giver stands still.
  for (let before = -1; before !== given; ) {
    before = given;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.ok(given < 100, `${given} batches of 500 kB were given`);
  await iterator.return?.(undefined);
});

test('a line that breaks the rules ends the stream', async (t) => {
  const bad = { kind: 'event', id: 2, atMs: 1, event: {}, admin: true } as unknown as StreamLine;
  const world = await hop2World(t, { events: async () => succeed(batches([[event(1)], [bad], [event(3)]])) });
  const seen = await collect(unwrap(await world.client().events(0, never)));
  assert.ok(!seen.some((line) => line.kind === 'event' && line.id !== 1));
});
