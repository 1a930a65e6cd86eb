import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { tryGate } from './try-gate.ts';

const never = new AbortController().signal;

test('a few at a time are let in, in order of arrival', async () => {
  const gate = tryGate({ inFlightMax: 2, queuedMax: 10, totalMax: 100 });
  const order: number[] = [];
  const leaves: (() => void)[] = [];
  const entries = [0, 1, 2, 3].map(async (index) => {
    const entered = await gate.enter('ada', never);
    assert.ok(entered.ok);
    order.push(index);
    leaves[index] = entered.value;
  });
  await turn();
  assert.deepEqual(order, [0, 1]);
  leaves[1]?.();
  await turn();
  assert.deepEqual(order, [0, 1, 2]);
  leaves[1]?.();
  await turn();
  assert.deepEqual(order, [0, 1, 2], 'leaving twice gives no second place');
  leaves[0]?.();
  await Promise.all(entries);
  assert.deepEqual(order, [0, 1, 2, 3]);
});

test('accounts do not wait for one another', async () => {
  const gate = tryGate({ inFlightMax: 1, queuedMax: 0, totalMax: 100 });
  const [ada, bob, again] = [
    await gate.enter('ada', never),
    await gate.enter('bob', never),
    await gate.enter('ada', never),
  ];
  assert.deepEqual([ada.ok, bob.ok, again.ok], [true, true, false]);
});

test('too many in line, or in all, are told to come again', async () => {
  const gate = tryGate({ inFlightMax: 1, queuedMax: 1, totalMax: 3 });
  await gate.enter('ada', never);
  const queued = gate.enter('ada', never);
  const third = await gate.enter('ada', never);
  assert.equal(!third.ok && third.problem.code, 'Throttled');
  const other = await gate.enter('bob', never);
  const tooMany = await gate.enter('eve', never);
  assert.deepEqual([other.ok, tooMany.ok], [true, false]);
  assert.ok(queued instanceof Promise);
});

test('who gives up in line leaves it', async () => {
  const gate = tryGate({ inFlightMax: 1, queuedMax: 1, totalMax: 100 });
  const first = await gate.enter('ada', never);
  const patience = new AbortController();
  const waiting = gate.enter('ada', patience.signal);
  patience.abort();
  assert.equal((await waiting).ok, false);
  const next = gate.enter('ada', never);
  assert.ok(first.ok);
  first.value();
  assert.equal((await next).ok, true);
  assert.equal((await gate.enter('ada', AbortSignal.abort())).ok, false);
});

test('so many may wait for their time, and the load says what else goes on', async () => {
  const gate = tryGate();
  const stops = [1, 2, 3, 4].map(() => gate.startWaiting('ada', 4));
  assert.ok(stops.every((stop) => stop !== undefined));
  assert.equal(gate.startWaiting('ada', 4), undefined);
  const entered = [await gate.enter('ada', never), await gate.enter('ada', never)];
  assert.deepEqual(gate.load('ada'), { waiting: 4, inFlight: 1 });
  for (const stop of stops) stop?.();
  for (const entry of entered) if (entry.ok) entry.value();
  assert.deepEqual(gate.load('ada'), { waiting: 0, inFlight: 0 });
});
