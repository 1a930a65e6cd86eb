import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { unwrap } from '@interlock/base';
import type { ControllerSnapshot } from '@interlock/workflow';
import { journalSuite } from '../../../testing/conformance/journal.suite.ts';
import { temporaryFolder } from '../../../testing/testkit/temporary-folder.ts';
import { openControllerJournal } from './controller-journal.ts';

const open = (path: string, controllerId = 'controller') =>
  openControllerJournal({
    path,
    controllerId,
    randomBytes,
    onFault: () => assert.fail('no fault was expected'),
  });

journalSuite('SQLite', async (t) => {
  const path = join(temporaryFolder(t), 'journal.db');
  return { open: (controllerId) => open(path, controllerId) };
});

const snapshot = (eventId: number): ControllerSnapshot => ({
  format: 1,
  eventId,
  atMs: eventId,
  workflows: [],
  agents: [],
  orders: [],
  terminated: [],
});

const batch = (id: number) => ({
  events: [
    { id, atMs: id, event: { kind: 'WorkflowWithdrawn' as const, path: '/w', account: 'service/one' } },
  ],
  auditRecords: [],
  agentCursors: [],
});

test('a snapshot whose bytes have changed gives way to the one before it, with all events since', async (t) => {
  const path = join(temporaryFolder(t), 'journal.db');
  const journal = unwrap(await open(path));
  for (const id of [1, 2, 3]) await journal.append(batch(id));
  await journal.saveSnapshot(snapshot(2));
  await journal.saveSnapshot(snapshot(3));
  await journal.release(3);
  await journal.close();
  corrupt(path, `UPDATE snapshot SET state = replace(state, '"atMs":3', '"atMs":4') WHERE event_id = 3`);
  const again = unwrap(await open(path));
  t.after(again.close);
  assert.deepEqual(await again.loadSnapshot(), snapshot(2));
  assert.deepEqual(
    unwrap(await again.eventsAfter(2, 10)).map(({ id }) => id),
    [3],
  );
});

test('where no snapshot is as it was stored, none is made up', async (t) => {
  const path = join(temporaryFolder(t), 'journal.db');
  const journal = unwrap(await open(path));
  await journal.append(batch(1));
  await journal.saveSnapshot(snapshot(1));
  await journal.close();
  corrupt(path, `UPDATE snapshot SET state = '{}'`);
  const again = unwrap(await open(path));
  t.after(again.close);
  await assert.rejects(again.loadSnapshot(), /no snapshot/);
});

test('events are deleted in portions, and all that are spent', async (t) => {
  const path = join(temporaryFolder(t), 'journal.db');
  const journal = unwrap(await open(path));
  t.after(journal.close);
  const events = Array.from({ length: 25_000 }, (_, at) => batch(at + 1).events).flat();
  await journal.append({ events, auditRecords: [], agentCursors: [] });
  await journal.saveSnapshot(snapshot(24_000));
  await journal.saveSnapshot(snapshot(25_000));
  await journal.release(25_000);
  assert.equal((await journal.contents()).deletedUpToEventId, 24_000);
  assert.equal(unwrap(await journal.eventsAfter(24_000, 10_000)).length, 1_000);
});

function corrupt(path: string, sql: string): void {
  const database = new DatabaseSync(path);
  database.exec(sql);
  database.close();
}
