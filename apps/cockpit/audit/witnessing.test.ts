import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ChainHead, Checkpoint, WitnessStatement } from '@interlock/audit';
import { silentLog } from '@interlock/base';
import { Witnessing, witnessLookMs } from './witnessing.ts';

const writer = { role: 'cockpit', id: 'cockpit' } as const;

/** A trail whose head and clock a test moves. */
function world(last?: Checkpoint) {
  const statements: WitnessStatement[] = [];
  const state = { nowMs: 1_000_000, head: undefined as ChainHead | undefined };
  const witnessing = new Witnessing({
    writer,
    audit: { head: async () => state.head },
    file: { lastCheckpoint: async () => last, append: async (statement) => void statements.push(statement) },
    clock: { now: () => state.nowMs },
    log: silentLog,
  });
  return { statements, state, witnessing };
}

const hash = (letter: string) => letter.repeat(64);

test('records are witnessed once the oldest of them is 60 s old (semantics §6.1)', async () => {
  const { statements, state, witnessing } = world();
  await witnessing.begin();
  state.head = { sequence: 3, hash: hash('a') };
  await witnessing.look();
  state.nowMs += 60_000 - witnessLookMs - 1;
  await witnessing.look();
  assert.deepEqual(statements, []);
  state.nowMs += 1;
  await witnessing.look();
  assert.deepEqual(statements, [
    { kind: 'checkpoint', writer, sequence: 3, hash: hash('a'), count: 3, atMs: state.nowMs },
  ]);
});

test('a thousand records are witnessed at once', async () => {
  const { statements, state, witnessing } = world();
  await witnessing.begin();
  state.head = { sequence: 1_000, hash: hash('b') };
  await witnessing.look();
  assert.equal(statements.length, 1);
});

test('after a restart the count goes on behind the last checkpoint in the file', async () => {
  const last: Checkpoint = { kind: 'checkpoint', writer, sequence: 7, hash: hash('a'), count: 7, atMs: 1 };
  const { statements, state, witnessing } = world(last);
  assert.equal(await witnessing.begin(), last);
  state.head = { sequence: 9, hash: hash('c') };
  await witnessing.end();
  await witnessing.end();
  assert.deepEqual(
    statements.map((statement) => [statement.sequence, 'count' in statement && statement.count]),
    [[9, 2]],
  );
});

test('what is witnessed already is not signed again', async () => {
  const last: Checkpoint = { kind: 'checkpoint', writer, sequence: 7, hash: hash('a'), count: 7, atMs: 1 };
  const { statements, state, witnessing } = world(last);
  await witnessing.begin();
  state.head = { sequence: 7, hash: hash('a') };
  await witnessing.look();
  await witnessing.end();
  assert.deepEqual(statements, []);
});

test('each head that another program reports is countersigned once', async () => {
  const { statements, state, witnessing } = world();
  await witnessing.begin();
  const agent = { role: 'agent', id: 'agent' } as const;
  await witnessing.seen({ writer: agent, sequence: 0, hash: hash('0') });
  await witnessing.seen({ writer: agent, sequence: 5, hash: hash('d') });
  await witnessing.seen({ writer: agent, sequence: 5, hash: hash('d') });
  await witnessing.seen({ writer: agent, sequence: 6, hash: hash('e') });
  assert.deepEqual(statements, [
    { kind: 'seenHead', writer: agent, sequence: 5, hash: hash('d'), by: writer, atMs: state.nowMs },
    { kind: 'seenHead', writer: agent, sequence: 6, hash: hash('e'), by: writer, atMs: state.nowMs },
  ]);
});
