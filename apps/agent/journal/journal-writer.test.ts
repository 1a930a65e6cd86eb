import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { StepEvent } from '@interlock/workflow';
import { type FakeJournal, fakeJournal, fakeTime, sha256 } from '../agent.fakes.ts';
import { openJournalWriter } from './journal-writer.ts';

async function world(journal: FakeJournal = fakeJournal()) {
  const time = fakeTime();
  const faults: unknown[] = [];
  let reads = 0;
  const counted: FakeJournal = Object.assign(Object.create(journal), {
    eventsAfter: (eventId: number, countMax: number) => {
      reads++;
      return journal.eventsAfter(eventId, countMax);
    },
  });
  const writer = await openJournalWriter({
    journal: counted,
    clock: time,
    timers: time,
    sha256,
    onFault: (fault) => faults.push(fault),
  });
  return { journal, time, faults, writer, reads: () => reads };
}

function starting(stepId: string): StepEvent {
  return { kind: 'ProcessStarting', stepId, orderId: '#2026-01-01#T1-x' };
}

function idsIn(journal: FakeJournal): readonly number[] {
  return journal.events.map(({ id }) => id);
}

test('what nobody waits for is written with the next change, in its place before it', async () => {
  const { journal, time, writer } = await world();
  writer.writeSoon({ events: [starting('a'), starting('b')] });
  assert.deepEqual(idsIn(journal), []);
  await writer.write({ events: [starting('c')] });
  assert.deepEqual(idsIn(journal), [1, 2, 3]);
  assert.deepEqual(
    journal.events.map(({ event }) => event.stepId),
    ['a', 'b', 'c'],
  );
  assert.equal(time.waiting(), 0);
});

test('what nobody waits for is written after a moment, where no change comes', async () => {
  const { journal, time, writer } = await world();
  const { promise: written, resolve } = Promise.withResolvers<void>();
  writer.onWritten(resolve);
  writer.writeSoon({ events: [starting('a')] });
  time.pass(19);
  assert.deepEqual(idsIn(journal), []);
  time.pass(1);
  await written;
  assert.deepEqual(idsIn(journal), [1]);
  assert.equal(writer.lastEventId(), 1);
});

test('a journal that can not take what nobody waits for is told as a fault', async () => {
  const { faults, journal, time, writer } = await world();
  journal.disk = 'fails';
  writer.writeSoon({ events: [starting('a')] });
  time.pass(20);
  while (faults.length === 0) await new Promise((resolve) => setImmediate(resolve));
  await assert.rejects(writer.write({}), /disk is full/);
  writer.writeSoon({ events: [starting('b')] });
  assert.equal(time.waiting(), 0);
});

test('the newest events come from memory, all others from the journal, and none twice or left out', async () => {
  const { journal, reads, writer } = await world();
  for (let count = 0; count < 100; count++) await writer.write({ events: [starting(`step ${count}`)] });
  assert.deepEqual(
    (await writer.eventsAfter(90, 5)).map(({ id }) => id),
    [91, 92, 93, 94, 95],
  );
  assert.deepEqual(await writer.eventsAfter(100, 5), []);
  assert.equal(reads(), 0);
  assert.deepEqual(await writer.eventsAfter(0, 1_000), journal.events);
  assert.equal(reads(), 1);
});

test('what is released is not given any more', async () => {
  const { writer } = await world();
  for (const step of ['a', 'b', 'c']) await writer.write({ events: [starting(step)] });
  await writer.release(2, []);
  assert.deepEqual(
    (await writer.eventsAfter(0, 10)).map(({ id }) => id),
    [3],
  );
});
