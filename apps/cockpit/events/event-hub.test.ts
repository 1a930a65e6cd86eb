import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createEventHub, keptEventsMax, waitingEventsMax } from './event-hub.ts';

/** Takes so many items of a stream. */
async function take<T>(items: AsyncIterable<T>, count: number): Promise<readonly T[]> {
  const taken: T[] = [];
  for await (const item of items) {
    taken.push(item);
    if (taken.length === count) break;
  }
  return taken;
}

test('a reader gets what happens after it came, in order', async () => {
  const hub = createEventHub<string>('e');
  hub.publish('before');
  const stop = new AbortController();
  const events = hub.subscribe(undefined, stop.signal);
  hub.publish('a');
  hub.publish('b');
  assert.deepEqual(await take(events, 2), [
    { id: 2, event: 'a' },
    { id: 3, event: 'b' },
  ]);
  stop.abort();
});

test('a reader that comes back gets what it missed, and nothing twice', async () => {
  const hub = createEventHub<string>('e');
  for (const event of ['a', 'b', 'c']) hub.publish(event);
  const stop = new AbortController();
  assert.deepEqual(await take(hub.subscribe('e-1', stop.signal), 2), [
    { id: 2, event: 'b' },
    { id: 3, event: 'c' },
  ]);
  stop.abort();
});

for (const [what, id] of [
  ['of an earlier hub', 'd-1'],
  ['from the future', 'e-99'],
  ['that is no number', 'e-x'],
  ['that is nothing', ''],
] as const) {
  test(`a reader that names an event ${what} is told that events were lost`, async () => {
    const hub = createEventHub<string>('e');
    hub.publish('a');
    const stop = new AbortController();
    assert.deepEqual(await take(hub.subscribe(id, stop.signal), 1), [{ lost: true }]);
    stop.abort();
  });
}

test('a reader that names an event no longer kept is told that events were lost', async () => {
  const hub = createEventHub<number>('e');
  for (let event = 0; event <= keptEventsMax + 1; event += 1) hub.publish(event);
  const stop = new AbortController();
  assert.deepEqual(await take(hub.subscribe('e-1', stop.signal), 1), [{ lost: true }]);
  stop.abort();
});

test('a reader that does not read fills no memory, and learns that it lost events', async () => {
  const hub = createEventHub<number>('e');
  const stop = new AbortController();
  const events = hub.subscribe(undefined, stop.signal);
  for (let event = 0; event <= waitingEventsMax; event += 1) hub.publish(event);
  assert.deepEqual(await take(events, 1), [{ lost: true }]);
  stop.abort();
});

test('a stream ends with its signal', async () => {
  const hub = createEventHub<string>('e');
  const stop = new AbortController();
  const all = take(hub.subscribe(undefined, stop.signal), 99);
  stop.abort();
  assert.deepEqual(await all, []);
});
