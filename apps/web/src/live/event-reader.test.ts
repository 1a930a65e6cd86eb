import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type EventReaderPorts, readEvents, retryDelayMs, type StreamState } from './event-reader.ts';

/** A server that answers each opening with the next of the given answers, and then ends the reading. */
function rig(answers: readonly (() => Response)[]) {
  const end = new AbortController();
  const opened: (string | undefined)[] = [];
  const states: StreamState['kind'][] = [];
  const data: string[] = [];
  const waits: number[] = [];
  const ports: EventReaderPorts = {
    open: async (lastEventId) => {
      opened.push(lastEventId);
      const answer = answers[opened.length - 1];
      if (answer === undefined) {
        end.abort();
        throw new Error('ended');
      }
      return answer();
    },
    onEvent: (event) => data.push(event.data),
    onState: (state) => states.push(state.kind),
    nowMs: () => 0,
    random: () => 0,
    wait: async (ms) => {
      waits.push(ms);
    },
    signal: end.signal,
  };
  return { ports, opened, states, data, waits };
}

const stream = (text: string) => () => new Response(text);

test('a stream that breaks is opened again after the last event that was read', async () => {
  const { ports, opened, data, states } = rig([stream('id: 4\ndata: a\n\n'), stream('id: 5\ndata: b\n\n')]);
  await readEvents(ports);
  assert.deepEqual(opened, [undefined, '4', '5']);
  assert.deepEqual(data, ['a', 'b']);
  assert.deepEqual(states.slice(0, 4), ['connecting', 'live', 'broken', 'connecting']);
});

test('the reading begins after the event that another tab had read', async () => {
  const { ports, opened } = rig([]);
  await readEvents(ports, '17');
  assert.deepEqual(opened, ['17']);
});

test('the waits grow while it fails and begin anew after a success', async () => {
  const failed = () => new Response(null, { status: 503 });
  const { ports, waits } = rig([failed, failed, stream('data: a\n\n'), failed]);
  await readEvents(ports);
  assert.deepEqual(waits, [2_000, 4_000, 1_000, 2_000]);
});

test('when the session is over the reading ends and nothing is tried again', async () => {
  const { ports, opened, waits } = rig([() => new Response(null, { status: 440 })]);
  await readEvents(ports);
  assert.deepEqual([opened.length, waits.length], [1, 0]);
});

test('a wait is never longer than half a minute and never zero', () => {
  for (const failures of [0, 1, 5, 10, 1_000])
    for (const random of [0, 0.5, 0.999]) {
      const delay = retryDelayMs(failures, random);
      assert.ok(delay >= 800 && delay <= 30_000, `${failures} ${random} ${delay}`);
    }
});
