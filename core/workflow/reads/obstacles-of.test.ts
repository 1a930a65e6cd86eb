import assert from 'node:assert/strict';
import { test } from 'node:test';
import { neverMs } from '../orders/order.ts';
import { execute, failNow, fork, type Json, job, retry, tryCatch } from '../testing/build.ts';
import { Rig } from '../testing/rig.ts';
import { nextDueMs } from './next-due.ts';
import { obstaclesOf } from './obstacles-of.ts';

function started(instructions: readonly Json[], scheduledForMs?: number): Rig {
  const rig = Rig.with(instructions, { jobs: { a: job({ parallelism: 9 }) } });
  rig.add('#1', {}, scheduledForMs);
  return rig;
}

const obstacles = (rig: Rig, orderId = '#1') => obstaclesOf(rig.state, orderId);

test('an order that runs, or is not there, has no obstacle', () => {
  assert.deepEqual(obstacles(started([execute('a')])), []);
  assert.deepEqual(obstacles(Rig.ready()), []);
});

test('an order that waits for time says until when, and the Controller knows when to look again', () => {
  const rig = started([tryCatch([execute('a')], [retry], { retryDelays: [60] })], 2_000_000);
  assert.deepEqual(obstacles(rig), [{ kind: 'scheduled', untilMs: 2_000_000 }]);
  assert.equal(nextDueMs(rig.state), 2_000_000);
  rig.wait(1_000_000);
  assert.equal(nextDueMs(rig.state), undefined);
  rig.fail('#1');
  assert.deepEqual(obstacles(rig), [{ kind: 'delayingRetry', untilMs: 2_060_000 }]);
  assert.equal(nextDueMs(rig.state), 2_060_000);
  rig.suspend(['#1']);
  assert.deepEqual(obstacles(rig), [{ kind: 'suspended' }, { kind: 'delayingRetry', untilMs: 2_060_000 }]);
  assert.equal(nextDueMs(rig.state), undefined, 'what is suspended waits for a person, not for time');
});

test('an order that is scheduled for never is pending', () => {
  const rig = started([execute('a')], neverMs);
  assert.deepEqual(obstacles(rig), [{ kind: 'pending' }]);
  assert.equal(nextDueMs(rig.state), undefined);
});

test('a parent waits for those children that are still on their way, and they for each other', () => {
  const rig = started([fork({ A: [execute('a')], B: [failNow()], C: [execute('a', { label: 'c' })] })]);
  rig.end('#1|A');
  assert.deepEqual(obstacles(rig), [{ kind: 'children', childIds: ['#1|B', '#1|C'] }]);
  assert.deepEqual(obstacles(rig, '#1|A'), [{ kind: 'siblings' }]);
  assert.deepEqual(obstacles(rig, '#1|B'), [{ kind: 'failed' }]);
});

test('a broken order says why', () => {
  const loop = (depth: number): Json =>
    depth === 0 ? failNow() : tryCatch([loop(depth - 1)], [retry], { maxTries: 9 });
  const [obstacle] = obstacles(started([loop(6)]));
  assert.equal(obstacle?.kind, 'broken');
});
