import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { hashingQueue } from './hashing-queue.ts';

const never = new AbortController().signal;

/** Work that ends when it is told to. */
function held() {
  const { promise, resolve } = Promise.withResolvers<void>();
  let started = false;
  return {
    work: () => {
      started = true;
      return promise;
    },
    end: resolve,
    started: () => started,
  };
}

/** A timer that rings when the test says so. */
function handTimer() {
  const rings = new Set<() => void>();
  return {
    timer: (_ms: number, ring: () => void) => {
      rings.add(ring);
      return () => rings.delete(ring);
    },
    ring: () => {
      for (const ring of [...rings]) ring();
    },
    set: () => rings.size,
  };
}

test('at most so many run at once, the others in order of arrival', async () => {
  const queue = hashingQueue({ atOnce: 2, waitingMax: 10, waitMsMax: 5_000 }, handTimer().timer);
  const works = [held(), held(), held(), held()];
  const runs = works.map(({ work }) => queue.run(work, never));
  await turn();
  assert.deepEqual(
    works.map(({ started }) => started()),
    [true, true, false, false],
  );
  works[1]?.end();
  await runs[1];
  await turn();
  assert.deepEqual(
    works.map(({ started }) => started()),
    [true, true, true, false],
  );
  for (const { end } of works) end();
  assert.deepEqual(
    (await Promise.all(runs)).map(({ ok }) => ok),
    [true, true, true, true],
  );
});

test('a thousand at once: the bounded number waits, the rest is told at once when to come again', async () => {
  const clock = handTimer();
  const queue = hashingQueue({ atOnce: 2, waitingMax: 128, waitMsMax: 5_000 }, clock.timer);
  const gate = held();
  const runs = Array.from({ length: 1_000 }, () => queue.run(gate.work, never));
  await turn();
  assert.equal(clock.set(), 128);
  gate.end();
  const answers = await Promise.all(runs);
  assert.equal(answers.filter(({ ok }) => ok).length, 130);
  const refused = answers.find(({ ok }) => !ok);
  assert.deepEqual(refused?.ok === false && [refused.problem.code, refused.problem.retryAfterSeconds], [
    'Throttled',
    5,
  ]);
  assert.equal(clock.set(), 0);
});

test('who waits too long is told so, and holds no place', async () => {
  const clock = handTimer();
  const queue = hashingQueue({ atOnce: 1, waitingMax: 1, waitMsMax: 5_000 }, clock.timer);
  const [first, late, next] = [held(), held(), held()];
  const running = queue.run(first.work, never);
  const waiting = queue.run(late.work, never);
  await turn();
  clock.ring();
  assert.equal((await waiting).ok, false);
  const after = queue.run(next.work, never);
  first.end();
  next.end();
  assert.equal((await running).ok, true);
  assert.equal((await after).ok, true);
  assert.equal(late.started(), false);
});

test('who gives up leaves the line, and one who gave up before never enters it', async () => {
  const queue = hashingQueue({ atOnce: 1, waitingMax: 1, waitMsMax: 5_000 }, handTimer().timer);
  const first = held();
  const running = queue.run(first.work, never);
  const patience = new AbortController();
  const waiting = queue.run(held().work, patience.signal);
  await turn();
  patience.abort();
  assert.equal((await waiting).ok, false);
  assert.equal((await queue.run(held().work, AbortSignal.abort())).ok, false);
  first.end();
  await running;
});

test('work that fails gives its place back', async () => {
  const queue = hashingQueue({ atOnce: 1, waitingMax: 0, waitMsMax: 5_000 });
  await assert.rejects(
    queue.run(() => Promise.reject(new Error('broken')), never),
    /broken/,
  );
  assert.deepEqual(await queue.run(async () => 1, never), { ok: true, value: 1 });
});
