import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type TestContext, test } from 'node:test';
import { type AccountName, unwrap } from '@interlock/base';
import { temporaryFolder } from '../../../testing/testkit/temporary-folder.ts';
import { openCockpitStore, openCockpitStoreBeside } from './cockpit-store.ts';

const onFault = () => assert.fail('no fault was expected');

async function cockpit(t: TestContext) {
  const path = join(temporaryFolder(t), 'cockpit.db');
  const store = unwrap(await openCockpitStore({ path, onFault }));
  return { path, store };
}

const blocked = (name: string) => ({ name: name as AccountName, comment: '', sinceMs: 1 });

test('one change from outside and the changes of the one who has it open take turns, and each sees the other’s', async (t) => {
  const { path, store } = await cockpit(t);
  const beside = unwrap(await openCockpitStoreBeside({ path, onFault }));
  const names = Array.from({ length: 20 }, (_, at) => `name${at}`);
  await Promise.all(
    names.map((name, at) =>
      (at % 2 ? store : beside).change(({ blocklist }) => blocklist.save(blocked(name))),
    ),
  );
  for (const { read } of [store, beside]) assert.equal((await read.blocklist.list()).length, names.length);
  await beside.close();
  await store.change(({ blocklist }) => blocklist.save(blocked('after')));
  await store.close();
});

test('what is not there is not made', async (t) => {
  const path = join(temporaryFolder(t), 'cockpit.db');
  const opened = await openCockpitStoreBeside({ path, onFault });
  assert.equal(!opened.ok && opened.problem.code, 'StorageUnavailable');
  assert.equal(existsSync(path), false);
});

test('what is of an older version is refused and not migrated', async (t) => {
  const { path, store } = await cockpit(t);
  await store.close();
  const database = new DatabaseSync(path);
  database.exec('PRAGMA user_version = 1');
  database.close();
  const opened = await openCockpitStoreBeside({ path, onFault });
  assert.match(opened.ok ? '' : opened.problem.message, /is older: start this version once/);
});
