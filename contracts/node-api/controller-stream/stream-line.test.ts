import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkShape } from '../check-shape.ts';
import { streamLine } from './stream-line.ts';

const head = { writer: { role: 'agent', id: 'agent' }, sequence: 1, hash: 'x' };

test('the stream gives events, heartbeats, audit heads and news of the Agents', () => {
  const lines = [
    { kind: 'event', id: 1, atMs: 1, event: { kind: 'OrderStarted', orderId: '#1' } },
    { kind: 'heartbeat', atMs: 1, lastEventId: 0 },
    { kind: 'auditHead', head },
    { kind: 'agentsChanged' },
  ];
  for (const line of lines) assert.deepEqual(checkShape(streamLine, line), { ok: true, value: line });
});

test('a line with anything else is refused', () => {
  const lines: readonly unknown[] = [
    { kind: 'event', id: 0, atMs: 1, event: {} },
    { kind: 'event', id: 1, atMs: 1, event: {}, more: 1 },
    { kind: 'event', id: 1, atMs: 1, event: [] },
    { kind: 'auditHead', head: { ...head, writer: { role: 'cockpit', id: 'c' } } },
    { kind: 'shutdown' },
    null,
    [],
  ];
  for (const line of lines) assert.ok(!checkShape(streamLine, line).ok, JSON.stringify(line));
});
