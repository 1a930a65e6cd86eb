import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type TestContext, test } from 'node:test';
import { type AuditRecord, type AuditWriter, recordLine, sealRecords } from '@interlock/audit';
import { unwrap } from '@interlock/base';
import { temporaryFolder } from '../../../testing/testkit/temporary-folder.ts';
import { openAgentJournal, openCockpitStore, openControllerJournal } from '../index.ts';
import { inspectDatabase } from './inspect-database.ts';
import { readAuditChain } from './read-audit-chain.ts';

const onFault = () => assert.fail('no fault was expected');
const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest();

interface Written {
  readonly path: string;
  readonly records: readonly AuditRecord[];
  close(): Promise<void>;
}

/** Databases of each role with three audit records, still open. */
const writers: Readonly<Record<AuditWriter['role'], (t: TestContext) => Promise<Written>>> = {
  cockpit: async (t) => {
    const path = join(temporaryFolder(t), 'cockpit.db');
    const records = sealed({ role: 'cockpit', id: 'cockpit' });
    const store = unwrap(await openCockpitStore({ path, onFault }));
    t.after(store.close);
    await store.change(({ audit }) => audit.append(records));
    return { path, records, close: store.close };
  },
  controller: async (t) => {
    const path = join(temporaryFolder(t), 'journal.db');
    const records = sealed({ role: 'controller', id: 'night' });
    const journal = unwrap(
      await openControllerJournal({ path, controllerId: 'night', randomBytes, onFault }),
    );
    t.after(() => journal.close());
    await journal.append({ events: [], auditRecords: texts(records), agentCursors: [] });
    return { path, records, close: () => journal.close() };
  },
  agent: async (t) => {
    const path = join(temporaryFolder(t), 'journal.db');
    const records = sealed({ role: 'agent', id: 'north' });
    const journal = unwrap(await openAgentJournal({ path, agentId: 'north', randomBytes, onFault }));
    t.after(() => journal.close());
    await journal.append({ events: [], steps: [], auditRecords: texts(records) });
    return { path, records, close: () => journal.close() };
  },
};
const roles = ['cockpit', 'controller', 'agent'] as const;

function sealed(writer: AuditWriter): readonly AuditRecord[] {
  const entry = {
    action: 'OrdersAdded',
    actor: { kind: 'account', account: 'ada' },
    target: { kind: 'order', id: '#1', folder: '/a' },
    outcome: 'succeeded',
  } as const;
  return sealRecords(undefined, [entry, entry, entry], { writer, nowMs: 7, sha256 });
}

function texts(records: readonly AuditRecord[]) {
  return records.map((record) => ({ sequence: record.sequence, text: recordLine(record) }));
}

function read(path: string, role: AuditWriter['role']) {
  const chain = unwrap(readAuditChain(path, role, 'cockpit'));
  assert.ok(chain);
  const lines = [...chain.lines()];
  const { writer } = chain;
  const answer = { writer, lines, misfiled: chain.misfiled(), newestAtMs: chain.newestAtMs() };
  chain.close();
  return answer;
}

for (const role of roles) {
  test(`the chain of one ${role} is read while it is written and afterwards, and looking makes no file`, async (t) => {
    const { path, records, close } = await writers[role](t);
    const expected = {
      writer: records[0]?.writer,
      lines: records.map(recordLine),
      misfiled: undefined,
      newestAtMs: 7,
    };
    assert.deepEqual(read(path, role), expected);
    await close();
    const files = readdirSync(dirname(path));
    assert.deepEqual(read(path, role), expected);
    assert.deepEqual(readdirSync(dirname(path)), files);
  });

  test(`the database of one ${role} is told to be in use by its pid, and no longer when it is closed`, async (t) => {
    const { path, close } = await writers[role](t);
    assert.match(inspectDatabase(path, role, 'cockpit').inUse ?? '', new RegExp(`pid ${process.pid}`));
    await close();
    assert.deepEqual(inspectDatabase(path, role, 'cockpit'), {
      state: { ok: true, value: 'current' },
      newestRecordAtMs: 7,
    });
  });
}

test('where no database is, there is no chain, and none is made', (t) => {
  const folder = temporaryFolder(t);
  for (const role of roles) {
    assert.deepEqual(readAuditChain(join(folder, 'x.db'), role, 'cockpit'), { ok: true, value: undefined });
    assert.deepEqual(inspectDatabase(join(folder, 'x.db'), role, 'cockpit').state, {
      ok: true,
      value: 'absent',
    });
  }
  assert.deepEqual(readdirSync(folder), []);
});

test('what is no database of that program is refused with its path', async (t) => {
  const { path, close } = await writers.agent(t);
  await close();
  const text = join(temporaryFolder(t), 'text.db');
  writeFileSync(text, 'no database at all, only text that is long enough to be looked at');
  for (const [file, role] of [
    [path, 'controller'],
    [path, 'cockpit'],
    [text, 'agent'],
  ] as const) {
    const refused = readAuditChain(file, role, 'cockpit');
    assert.ok(!refused.ok && refused.problem.message.includes(file));
  }
});

for (const [column, value] of [
  ['category', "'none'"],
  ['account', "'somebody'"],
  ['target_folder', 'NULL'],
  ['at_ms', '1'],
] as const) {
  test(`a record that a search by ${column} would miss is found, although its line is whole`, async (t) => {
    const { path, records, close } = await writers.cockpit(t);
    await close();
    const database = new DatabaseSync(path);
    database.exec(`UPDATE audit_record SET ${column} = ${value} WHERE sequence = 2`);
    database.close();
    const { lines, misfiled } = read(path, 'cockpit');
    assert.deepEqual(lines, records.map(recordLine));
    assert.equal(misfiled, 2);
  });
}

test('a line that is none is given as it stands: to judge it is the work of the verifier', async (t) => {
  const { path, close } = await writers.cockpit(t);
  await close();
  const database = new DatabaseSync(path);
  database.exec(`UPDATE audit_record SET line = '{' WHERE sequence = 2`);
  database.close();
  assert.equal(read(path, 'cockpit').lines[1], '{');
});
