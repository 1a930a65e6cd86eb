import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Checkpoint, WitnessStatement } from '@interlock/audit';
import { silentLog } from '@interlock/base';
import { initialState } from '@interlock/workflow';
import type { DurableChange } from '../engine/engine.ts';
import { startCheckpointer } from './checkpointer.ts';

const writer = { role: 'controller', id: 'controller' } as const;

function world(last?: Checkpoint, head?: { sequence: number; hash: string }) {
  const statements: WitnessStatement[] = [];
  const witnessed: number[] = [];
  const listeners: ((change: DurableChange) => void)[] = [];
  const state = { isBroken: false };
  const checkpointer = startCheckpointer({
    engine: { onDurable: (listener) => void listeners.push(listener) },
    writer,
    witness: {
      append: async (statement) => {
        if (state.isBroken) throw new Error('no medium');
        statements.push(statement);
      },
    },
    clock: { now: () => 1_000 },
    log: silentLog,
    last,
    head,
    witnessed: ({ sequence }) => witnessed.push(sequence),
  });
  const records = (from: number, to: number): void => {
    const auditRecords = Array.from({ length: to - from + 1 }, (_, at) => ({
      sequence: from + at,
      hash: 'f'.repeat(64),
    }));
    const change = { events: [], state: initialState, auditRecords } as unknown as DurableChange;
    for (const listener of listeners) listener(change);
  };
  return { checkpointer, records, state, statements, witnessed };
}

test('at the end a checkpoint covers the newest record, and none is written where nothing is new', async () => {
  const { checkpointer, records, statements, witnessed } = world();
  records(1, 3);
  await checkpointer.stop();
  await checkpointer.stop();
  assert.deepEqual(statements, [
    { kind: 'checkpoint', writer, sequence: 3, hash: 'f'.repeat(64), count: 3, atMs: 1_000 },
  ]);
  assert.deepEqual(witnessed, [3]);
});

test('after a thousand records a checkpoint is written at once', async () => {
  const { checkpointer, records, statements } = world();
  records(1, 1_000);
  while (statements.length === 0) await new Promise((resolve) => setImmediate(resolve));
  assert.partialDeepStrictEqual(statements[0], { sequence: 1_000, count: 1_000 });
  await checkpointer.stop();
  assert.equal(statements.length, 1);
});

test('records that an earlier run has left unwitnessed are covered, counted from the last checkpoint', async () => {
  const last: Checkpoint = {
    kind: 'checkpoint',
    writer,
    sequence: 5,
    hash: 'a'.repeat(64),
    count: 5,
    atMs: 1,
  };
  const { checkpointer, statements } = world(last, { sequence: 8, hash: 'b'.repeat(64) });
  await checkpointer.stop();
  assert.partialDeepStrictEqual(statements[0], { sequence: 8, count: 3 });
});

test('a witness that can not be written stops nothing, and the next checkpoint covers all', async () => {
  const { checkpointer, records, state, statements } = world();
  records(1, 2);
  state.isBroken = true;
  await checkpointer.stop();
  state.isBroken = false;
  records(3, 4);
  await checkpointer.stop();
  assert.partialDeepStrictEqual(statements, [{ sequence: 4, count: 4 }]);
});
