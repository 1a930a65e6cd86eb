import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { type Problem, ProblemError } from '@interlock/base';
import { temporaryFolder } from '../../../testing/testkit/temporary-folder.ts';
import { type WriteLane, writeLane } from './writer.ts';
import { startWriterThread } from './writer-thread.ts';

const isUnavailable = (error: unknown) =>
  error instanceof ProblemError && error.problem.code === 'StorageUnavailable';

/** A writer whose thread runs `onMessage` at the first request. */
async function writerOver(t: TestContext, onMessage: string) {
  const file = join(temporaryFolder(t), 'thread.mjs');
  writeFileSync(
    file,
    `import { parentPort } from 'node:worker_threads';
    parentPort.on('message', (request) => { ${onMessage} });
    parentPort.postMessage({ kind: 'opened' });`,
  );
  const { promise: fault, resolve: onFault } = Promise.withResolvers<Problem>();
  let lane: WriteLane | undefined;
  const thread = await startWriterThread(
    { path: '', secureDelete: false },
    (error) => lane?.fail(error),
    pathToFileURL(file),
  );
  lane = writeLane(thread, { onFault });
  t.after(() => lane?.close());
  return { writer: lane, fault };
}

const unit = [{ sql: 'SELECT 1', rows: [[]] }];

for (const [what, onMessage] of [
  ['throws', `throw new Error('gone')`],
  ['ends', 'process.exit(0)'],
] as const) {
  test(`a thread that ${what} rejects everything pending and is reported`, async (t) => {
    const { writer, fault } = await writerOver(t, onMessage);
    const pending = await Promise.allSettled([
      writer.append(unit),
      writer.transaction(({ query }) => query('SELECT 1', [])),
      writer.append(unit),
    ]);
    for (const outcome of pending) assert.ok(outcome.status === 'rejected' && isUnavailable(outcome.reason));
    assert.equal((await fault).code, 'StorageUnavailable');
    await assert.rejects(writer.append(unit), isUnavailable);
  });

  test(`a thread that ${what} inside a transaction rejects it and is reported`, async (t) => {
    const { writer, fault } = await writerOver(
      t,
      `if (request.sql === 'BEGIN IMMEDIATE') parentPort.postMessage({ kind: 'query', answer: { rows: [], changes: 0 } });
      else ${onMessage}`,
    );
    await assert.rejects(
      writer.transaction(({ query }) => query('SELECT 1', [])),
      isUnavailable,
    );
    assert.equal((await fault).code, 'StorageUnavailable');
  });
}

for (const kind of ['group', 'failed'] as const) {
  test(`an I/O error answered as ${kind} ends the writer: nothing is written after it`, async (t) => {
    const broken = `{ kind: 'broken', message: 'disk I/O error' }`;
    const answer =
      kind === 'group'
        ? `{ kind: 'group', outcomes: request.units.map(() => (${broken})) }`
        : `{ kind: 'failed', fault: ${broken} }`;
    const { writer, fault } = await writerOver(t, `parentPort.postMessage(${answer});`);
    await assert.rejects(writer.append(unit), isUnavailable);
    assert.match((await fault).message, /disk I\/O error/);
    await assert.rejects(writer.append(unit), isUnavailable);
  });
}

test('a thread that ends as it opens rejects the start', async (t) => {
  const file = join(temporaryFolder(t), 'thread.mjs');
  writeFileSync(file, 'process.exit(3)');
  const start = startWriterThread(
    { path: '', secureDelete: false },
    () => assert.fail('the start itself says it'),
    pathToFileURL(file),
  );
  await assert.rejects(start, isUnavailable);
});
