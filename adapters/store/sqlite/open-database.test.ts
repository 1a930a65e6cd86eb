import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type TestContext, test } from 'node:test';
import { type Result, unwrap } from '@interlock/base';
import { temporaryFolder } from '../../../testing/testkit/temporary-folder.ts';
import { checkDatabase } from './check-database.ts';
import type { DatabaseKind } from './database-kind.ts';
import { createDatabase } from './migrate.ts';
import { openDatabase } from './open-database.ts';

const first = { number: 1, sql: 'CREATE TABLE item (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT' };
const second = { number: 2, sql: `ALTER TABLE item ADD COLUMN color TEXT NOT NULL DEFAULT 'red'` };
const kind: DatabaseKind = { title: 'a test', applicationId: 77, migrations: [first], secureDelete: false };
const newer: DatabaseKind = { ...kind, migrations: [first, second] };

const options = (path: string) => ({ path, onFault: () => assert.fail('no fault was expected') });
const newPath = (t: TestContext) => join(temporaryFolder(t), 'data', 'test.db');

async function filled(t: TestContext, of: DatabaseKind = kind): Promise<string> {
  const path = newPath(t);
  const database = unwrap(await openDatabase(of, options(path)));
  await database.writer.append([
    { sql: 'INSERT INTO item (id, text) VALUES (?, ?)', rows: [[1, 'x'.repeat(9_000)]] },
  ]);
  await database.close();
  return path;
}

function refusalOf(result: Result<unknown>): string {
  assert.ok(!result.ok, 'a refusal was expected');
  assert.equal(result.problem.code, 'StorageUnavailable');
  assert.ok(!result.problem.message.includes('\n'));
  return result.problem.message;
}

test('a database is made with access for its owner alone', async (t) => {
  const path = await filled(t);
  assert.equal(statSync(path).mode & 0o777, 0o600);
  assert.equal(statSync(join(path, '..')).mode & 0o777, 0o700);
});

test('an open database leaves access to its log for its owner alone', async (t) => {
  const path = newPath(t);
  const database = unwrap(await openDatabase(kind, options(path)));
  t.after(database.close);
  for (const file of readdirSync(join(path, '..')))
    assert.equal(statSync(join(path, '..', file)).mode & 0o777, 0o600, file);
});

test('looking at a database changes no file and makes none', async (t) => {
  const path = await filled(t);
  const folder = join(path, '..');
  const before = readdirSync(folder).map((file) => [file, readFileSync(join(folder, file))]);
  assert.equal(unwrap(checkDatabase(path, kind)), 'current');
  assert.equal(unwrap(checkDatabase(path, newer)), 'older');
  assert.equal(unwrap(checkDatabase(join(folder, 'absent.db'), kind)), 'absent');
  assert.deepEqual(
    readdirSync(folder).map((file) => [file, readFileSync(join(folder, file))]),
    before,
  );
});

test('an older database is brought to the newest version with its rows', async (t) => {
  const path = await filled(t);
  const database = unwrap(await openDatabase(newer, options(path)));
  t.after(database.close);
  assert.deepEqual(database.reader.query('SELECT id, color FROM item', []).rows, [{ id: 1, color: 'red' }]);
});

test('a migration that fails leaves the version before it whole', async (t) => {
  const path = await filled(t);
  const failing = {
    number: 2,
    sql: 'CREATE TABLE other (id INTEGER) STRICT; INSERT INTO nowhere VALUES (1)',
  };
  await assert.rejects(openDatabase({ ...kind, migrations: [first, failing] }, options(path)), /nowhere/);
  assert.equal(unwrap(checkDatabase(path, kind)), 'current');
  unwrap(await openDatabase(kind, options(path))).close();
});

test('a database from the future is refused with one line and not changed', async (t) => {
  const path = await filled(t, newer);
  const before = readFileSync(path);
  assert.match(refusalOf(await openDatabase(kind, options(path))), /of version 2.*up to 1/);
  assert.deepEqual(readFileSync(path), before);
});

test('a database from the future is known by its write-ahead log too', async (t) => {
  const path = await filled(t);
  const writer = new DatabaseSync(path);
  writer.exec('PRAGMA wal_autocheckpoint = 0; PRAGMA user_version = 9');
  assert.match(refusalOf(checkDatabase(path, kind)), /of version 9/);
  writer.close();
});

test('a database of another kind is refused', async (t) => {
  const path = await filled(t);
  const other = { ...kind, applicationId: 78, title: 'another test' };
  assert.match(
    refusalOf(await openDatabase(other, options(path))),
    /as another test: it was made for something else/,
  );
});

const damages: readonly [what: string, damage: (path: string) => void, message: RegExp][] = [
  ['a file that is no database', (path) => writeFileSync(path, 'hello '.repeat(1_000)), /not a database/],
  ['an empty file', (path) => truncateSync(path, 0), /empty/],
  ['a file cut short', (path) => truncateSync(path, 8_192), /malformed|damaged/],
  ['overwritten pages', (path) => overwrite(path, 4_096, 4_096), /malformed|damaged/],
  ['a folder', (path) => asFolder(path), /can not be/],
  ['a log without its database', orphanLog, /missing/],
];

function overwrite(path: string, from: number, count: number): void {
  const bytes = readFileSync(path);
  bytes.fill(0xff, from, from + count);
  writeFileSync(path, bytes);
}

function asFolder(path: string): void {
  rmSync(path);
  execFileSync('mkdir', [path]);
}

function orphanLog(path: string): void {
  copyFileSync(path, `${path}-wal`);
  rmSync(path);
}

for (const [what, damage, message] of damages) {
  test(`a damaged database is refused and never repaired or made anew: ${what}`, async (t) => {
    const path = await filled(t);
    damage(path);
    assert.match(refusalOf(checkDatabase(path, kind)), message);
    assert.match(refusalOf(await openDatabase(kind, options(path))), message);
    assert.equal(existsSync(path), damage !== orphanLog);
  });
}

test('a database that was half made is made anew', async (t) => {
  const path = newPath(t);
  createDatabase(path, kind);
  const other = join(path, '..', 'other.db');
  copyFileSync(path, `${other}.new`);
  writeFileSync(`${other}.new-journal`, 'left');
  const database = unwrap(await openDatabase(kind, options(other)));
  t.after(database.close);
  assert.deepEqual(database.reader.query('SELECT * FROM item', []).rows, []);
});

test('a second opening in the same process is refused until the first has closed', async (t) => {
  const path = newPath(t);
  const database = unwrap(await openDatabase(kind, options(path)));
  t.after(database.close);
  assert.match(
    refusalOf(await openDatabase(kind, options(path))),
    new RegExp(`in use by .*pid ${process.pid}`),
  );
  await database.close();
  await unwrap(await openDatabase(kind, options(path))).close();
});

test('a database in use by another process is refused, and free as soon as that process is killed', async (t) => {
  const path = await filled(t);
  const holder = spawn(
    process.execPath,
    [
      '--input-type=module',
      '--eval',
      `const { lockForProcess } = await import(${JSON.stringify(new URL('./process-lock.ts', import.meta.url).href)});
      if (lockForProcess(${JSON.stringify(path)}).ok) console.log('held');
      setInterval(() => {}, 1000);`,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  t.after(() => holder.kill('SIGKILL'));
  await once(holder.stdout, 'data');
  assert.match(
    refusalOf(await openDatabase(kind, options(path))),
    new RegExp(`in use by .*pid ${holder.pid}`),
  );
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  await unwrap(await openDatabase(kind, options(path))).close();
});

test('an open database is closed with nothing left of its log', async (t) => {
  const path = await filled(t);
  assert.deepEqual(readdirSync(join(path, '..')).sort(), ['test.db', 'test.db.lock']);
});

test('a reader waits for no writer and makes none wait', async (t) => {
  const path = await filled(t);
  const { writer, reader, close } = unwrap(await openDatabase(kind, options(path)));
  t.after(close);
  const other = new DatabaseSync(path, { readOnly: true });
  t.after(() => other.close());
  other.exec('BEGIN');
  const count = () => other.prepare('SELECT count(*) AS n FROM item').get()?.n;
  assert.equal(count(), 1);
  await writer.append([{ sql: `INSERT INTO item (id, text) VALUES (2, 'b')`, rows: [[]] }]);
  assert.equal(count(), 1, 'an open reading transaction keeps its view');
  assert.deepEqual(reader.query('SELECT count(*) AS n FROM item', []).rows, [{ n: 2 }]);
  await writer.transaction(async ({ query }) => {
    await query('DELETE FROM item', []);
    assert.deepEqual(reader.query('SELECT count(*) AS n FROM item', []).rows, [{ n: 2 }]);
  });
  assert.deepEqual(reader.query('SELECT count(*) AS n FROM item', []).rows, [{ n: 0 }]);
});

test('a reader can not write', async (t) => {
  const path = await filled(t);
  const database = unwrap(await openDatabase(kind, options(path)));
  t.after(database.close);
  assert.throws(() => database.reader.query('DELETE FROM item', []), /outside of a change/);
});

test('closing leaves no thread, timer or file open', async (t) => {
  const path = newPath(t);
  const before = process.getActiveResourcesInfo().sort();
  const database = unwrap(await openDatabase(kind, options(path)));
  await database.writer.append([{ sql: `INSERT INTO item (id, text) VALUES (1, 'a')`, rows: [[]] }]);
  assert.notDeepEqual(process.getActiveResourcesInfo().sort(), before);
  await database.close();
  assert.deepEqual(process.getActiveResourcesInfo().sort(), before);
});
