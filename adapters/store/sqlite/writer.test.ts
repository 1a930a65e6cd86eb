import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { type Problem, ProblemError } from '@interlock/base';
import { temporaryFolder } from '../../../testing/testkit/temporary-folder.ts';
import type { DatabaseKind } from './database-kind.ts';
import { createDatabase } from './migrate.ts';
import { openReader } from './reader.ts';
import type { Unit } from './statement.ts';
import { WriteConflict } from './write-fault.ts';
import type { WriteLimits } from './write-limits.ts';
import { openWriter } from './writer.ts';

const kind: DatabaseKind = {
  title: 'a test',
  applicationId: 1,
  migrations: [
    { number: 1, sql: 'CREATE TABLE item (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT' },
  ],
  secureDelete: false,
};

async function opened(t: TestContext, limits: Partial<WriteLimits> = {}) {
  const path = join(temporaryFolder(t), 'test.db');
  createDatabase(path, kind);
  const faults: Problem[] = [];
  const writer = await openWriter({
    path,
    secureDelete: false,
    limits,
    onFault: (fault) => faults.push(fault),
  });
  const reader = openReader(path);
  t.after(async () => {
    reader.close();
    await writer.close();
  });
  const ids = () => reader.query('SELECT id FROM item ORDER BY id', []).rows.map(({ id }) => id);
  return { writer, reader, faults, ids };
}

const insert = (id: number, text = `item ${id}`): Unit => [
  { sql: 'INSERT INTO item (id, text) VALUES (?, ?)', rows: [[id, text]] },
];

const isUnavailable = (error: unknown) =>
  error instanceof ProblemError && error.problem.code === 'StorageUnavailable';

test('an acknowledged unit is seen by a reader', async (t) => {
  const { writer, ids } = await opened(t);
  await writer.append(insert(1));
  assert.deepEqual(ids(), [1]);
});

test('a unit that fails leaves its neighbors in the same group alone', async (t) => {
  const { writer, ids } = await opened(t);
  const outcomes = await Promise.allSettled([
    writer.append(insert(1)),
    writer.append([...insert(2), ...insert(3, 'item 1')]),
    writer.append(insert(4)),
  ]);
  assert.deepEqual(
    outcomes.map(({ status }) => status),
    ['fulfilled', 'rejected', 'fulfilled'],
  );
  assert.ok(outcomes[1]?.status === 'rejected' && outcomes[1].reason instanceof WriteConflict);
  assert.deepEqual(ids(), [1, 4]);
});

test('a unit whose expectation does not hold writes nothing', async (t) => {
  const { writer, ids } = await opened(t);
  const unit: Unit = [
    ...insert(1),
    { sql: 'UPDATE item SET text = ? WHERE id = ?', rows: [['x', 7]], mustChange: 1 },
  ];
  await assert.rejects(writer.append(unit), WriteConflict);
  assert.deepEqual(ids(), []);
});

test('units are committed in the order of the calls', async (t) => {
  const { writer, reader } = await opened(t, { groupMax: 3 });
  const append = (id: number) =>
    writer.append([{ sql: 'INSERT INTO item SELECT ?, count(*) FROM item', rows: [[id]] }]);
  await Promise.all([7, 3, 9, 1, 5, 8, 2].map(append));
  const rows = reader.query('SELECT id FROM item ORDER BY CAST(text AS INTEGER)', []).rows;
  assert.deepEqual(
    rows.map(({ id }) => id),
    [7, 3, 9, 1, 5, 8, 2],
  );
});

test('a full disk refuses the whole group and is never taken for success', async (t) => {
  const { writer, ids, faults } = await opened(t);
  await writer.append(insert(1));
  const full: Unit = [
    { sql: 'PRAGMA max_page_count = 8', rows: [[]] },
    ...Array.from({ length: 20 }, (_, at) => insert(100 + at, `${at}${'x'.repeat(4_000)}`)[0] ?? never()),
  ];
  const outcomes = await Promise.allSettled([
    writer.append(insert(2)),
    writer.append(full),
    writer.append(insert(3)),
  ]);
  for (const outcome of outcomes) {
    assert.ok(outcome.status === 'rejected' && isUnavailable(outcome.reason));
  }
  assert.deepEqual(ids(), [1]);
  assert.deepEqual(faults, []);
});

test('after a full disk the writer goes on as soon as there is room', async (t) => {
  const { writer, ids } = await opened(t);
  const limit = (pages: number): Unit => [{ sql: `PRAGMA max_page_count = ${pages}`, rows: [[]] }];
  await writer.append(limit(4));
  await assert.rejects(writer.append(insert(1, 'x'.repeat(100_000))), isUnavailable);
  await writer.append(limit(10_000));
  await writer.append(insert(1, 'x'.repeat(100_000)));
  assert.deepEqual(ids(), [1]);
});

test('a transaction that met a full disk commits nothing, even where its work goes on', async (t) => {
  const { writer, ids } = await opened(t);
  const change = writer.transaction(async ({ query }) => {
    await query('PRAGMA max_page_count = 4', []);
    await query('INSERT INTO item VALUES (1, ?)', ['x'.repeat(100_000)]).catch(() => undefined);
    await query('INSERT INTO item VALUES (2, ?)', ['y']).catch(() => undefined);
  });
  await assert.rejects(change, isUnavailable);
  assert.deepEqual(ids(), []);
});

test('a wrong statement is a fault of the program and harms no neighbor', async (t) => {
  const { writer, ids, faults } = await opened(t);
  const wrong = writer.append([{ sql: 'INSERT INTO nowhere VALUES (1)', rows: [[]] }]);
  const right = writer.append(insert(1));
  await assert.rejects(wrong, /no such table/);
  await right;
  assert.deepEqual([ids(), faults], [[1], []]);
});

test('a transaction is committed when its work resolves and undone when it rejects', async (t) => {
  const { writer, ids } = await opened(t);
  const answer = await writer.transaction(async ({ query }) => {
    await query('INSERT INTO item VALUES (1, ?)', ['a']);
    return (await query('SELECT count(*) AS n FROM item', [])).rows;
  });
  assert.deepEqual(answer, [{ n: 1 }]);
  const undone = writer.transaction(async ({ query }) => {
    await query('INSERT INTO item VALUES (2, ?)', ['b']);
    throw new Error('no');
  });
  await assert.rejects(undone, /^Error: no$/);
  assert.deepEqual(ids(), [1]);
});

test('transactions and units take turns and never mix', async (t) => {
  const { writer, ids } = await opened(t);
  const { promise: gate, resolve: open } = Promise.withResolvers<void>();
  const first = writer.transaction(async ({ query }) => {
    await query('INSERT INTO item VALUES (1, ?)', ['a']);
    await gate;
    throw new Error('undone');
  });
  const unit = writer.append(insert(2));
  open();
  await assert.rejects(first, /undone/);
  await unit;
  assert.deepEqual(ids(), [2]);
});

test('a transaction that waits too long for its turn is refused and never runs', async (t) => {
  const { writer, ids } = await opened(t, { turnWaitMs: 1 });
  const { promise: gate, resolve: open } = Promise.withResolvers<void>();
  // The first one has its turn at once: it waits for nobody.
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
  const first = writer.transaction(async () => {
    begin();
    await gate;
  });
  await begun;
  const late = writer.transaction(({ query }) => query('INSERT INTO item VALUES (1, ?)', ['a']));
  await assert.rejects(late, isUnavailable);
  open();
  await first;
  await writer.append(insert(2));
  assert.deepEqual(ids(), [2]);
});

test('a transaction that takes too long is undone, and its connection is dead', async (t) => {
  const { writer, ids } = await opened(t, { transactionMs: 1 });
  const { promise: never, resolve: open } = Promise.withResolvers<void>();
  const { promise: afterwards, resolve: told } = Promise.withResolvers<unknown>();
  const slow = writer.transaction(async ({ query }) => {
    await never;
    await query('INSERT INTO item VALUES (1, ?)', ['a']).catch(told);
  });
  await assert.rejects(slow, isUnavailable);
  open();
  assert.match(String(await afterwards), /has ended/);
  await writer.append(insert(2));
  assert.deepEqual(ids(), [2]);
});

test('statements of one transaction asked for at once run in order', async (t) => {
  const { writer, ids } = await opened(t);
  await writer.transaction(({ query }) =>
    Promise.all([3, 1, 2].map((id) => query('INSERT INTO item VALUES (?, ?)', [id, `${id}`]))),
  );
  assert.deepEqual(ids(), [1, 2, 3]);
});

test('a queue that is full refuses at once', async (t) => {
  const { writer, ids } = await opened(t, { waitingMax: 2 });
  const outcomes = await Promise.allSettled([1, 2, 3].map((id) => writer.append(insert(id))));
  assert.deepEqual(
    outcomes.map(({ status }) => status),
    ['fulfilled', 'fulfilled', 'rejected'],
  );
  assert.deepEqual(ids(), [1, 2]);
});

test('a queue is bounded by the size of what waits, but one large unit is taken', async (t) => {
  const { writer, ids } = await opened(t, { waitingSizeMax: 100 });
  const large = (id: number) => insert(id, `${id}`.repeat(1_000));
  const outcomes = await Promise.allSettled([writer.append(large(1)), writer.append(large(2))]);
  assert.deepEqual(
    outcomes.map(({ status }) => status),
    ['fulfilled', 'rejected'],
  );
  assert.deepEqual(ids(), [1]);
});

test('what waits is written before the writer closes, and nothing is taken afterwards', async (t) => {
  const { writer, ids } = await opened(t);
  const pending = [1, 2, 3].map((id) => writer.append(insert(id)));
  await writer.close();
  await Promise.all(pending);
  await assert.rejects(writer.append(insert(4)), isUnavailable);
  assert.deepEqual(ids(), [1, 2, 3]);
});

test('a database that can not be opened rejects the start', async (t) => {
  const path = join(temporaryFolder(t), 'nowhere', 'test.db');
  const start = openWriter({ path, secureDelete: false, onFault: () => assert.fail('no fault') });
  await assert.rejects(start, isUnavailable);
});

function never(): never {
  throw new Error('unreachable');
}

test('what can not be sent to the thread is refused, and the writer goes on', async (t) => {
  const { writer, ids } = await opened(t);
  const unsendable = [{ sql: 'SELECT 1', rows: [[(() => 1) as unknown as string]] }];
  await assert.rejects(writer.append(unsendable), { name: 'DataCloneError' });
  await writer.append(insert(1));
  assert.deepEqual(ids(), [1]);
});
