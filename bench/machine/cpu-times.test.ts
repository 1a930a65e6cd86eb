import assert from 'node:assert/strict';
import { test } from 'node:test';
import { machineTicks, processTicks, treeTicks } from './cpu-times.ts';

test('what the machine used is all but idling and waiting for a medium', () => {
  assert.equal(machineTicks('cpu  100 1 20 9000 300 4 5 6 7 8\ncpu0 1 1 1 1 1 1 1 1 0 0\n'), 136);
});

test('a process is read whatever its name holds, and counts the children that it awaited', () => {
  const text = '42 (a) b (c) S 7 42 42 0 -1 4194560 1 2 3 4 100 20 3 4 20 0 1 0 99 5 6';
  assert.deepEqual(processTicks(text), { pid: 42, parentPid: 7, ticks: 127 });
  assert.equal(processTicks(''), undefined);
});

test('a tree is the process and its descendants, and nobody else', () => {
  const processes = [
    { pid: 1, parentPid: 0, ticks: 1_000 },
    { pid: 10, parentPid: 1, ticks: 1 },
    { pid: 12, parentPid: 11, ticks: 4 },
    { pid: 11, parentPid: 10, ticks: 2 },
    { pid: 13, parentPid: 1, ticks: 500 },
  ];
  assert.equal(treeTicks(10, processes), 7);
});
