import assert from 'node:assert/strict';
import { test } from 'node:test';
import { room } from './room.ts';

test('so many may enter at once; the next wait in line, in order', async () => {
  const entered: string[] = [];
  const gate = room(2, 10);
  assert.deepEqual([gate.enter(), gate.enter()], [true, true]);
  const third = Promise.resolve(gate.enter()).then(() => entered.push('third'));
  const fourth = Promise.resolve(gate.enter()).then(() => entered.push('fourth'));
  assert.deepEqual(entered, []);
  gate.leave();
  await third;
  assert.deepEqual(entered, ['third']);
  gate.leave();
  await fourth;
  assert.deepEqual(entered, ['third', 'fourth']);
});

test('a full line turns people away at once, and places come back', () => {
  const gate = room(1, 1);
  assert.equal(gate.enter(), true);
  assert.ok(gate.enter() instanceof Promise);
  assert.equal(gate.enter(), false);
  gate.leave();
  gate.leave();
  assert.equal(gate.enter(), true);
});
