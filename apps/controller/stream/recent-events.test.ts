import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { StampedEvent } from '@interlock/workflow';
import { recentEvents } from './recent-events.ts';

function events(from: number, to: number): readonly StampedEvent[] {
  return Array.from({ length: to - from + 1 }, (_, at) => ({
    id: from + at,
    atMs: 1,
    event: { kind: 'ControllerStarted', controllerId: 'controller' },
  }));
}

test('what is kept is given in order, from the one asked for on', () => {
  const recent = recentEvents(10);
  recent.add(events(5, 7));
  recent.add(events(8, 9));
  assert.deepEqual(recent.after(4, 10), events(5, 9));
  assert.deepEqual(recent.after(6, 2), events(7, 8));
  assert.deepEqual(recent.after(9, 10), []);
});

test('where an event is missing, nothing is given', () => {
  const recent = recentEvents(3);
  assert.equal(recent.after(0, 10), undefined);
  recent.add(events(1, 4));
  assert.equal(recent.after(0, 10), undefined);
  assert.deepEqual(recent.after(1, 10), events(2, 4));
  recent.add(events(5, 9));
  assert.equal(recent.after(5, 10), undefined);
  assert.deepEqual(recent.after(6, 10), events(7, 9));
});
