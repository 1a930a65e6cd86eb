import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { appendFileSync, cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, test } from 'node:test';
import { type AuditRecord, type ChainReport, parseRecord, recordLine, sealRecords } from '@interlock/audit';
import { unwrap } from '@interlock/base';
import { programPlaces } from '../../apps/cli/program-places.ts';
import { CockpitClient } from '../testkit/cockpit-client.ts';
import { type RealInstallation, realInstallation } from '../testkit/real-installation.ts';

// Everything that semantics §6.1 says of tampering, done to the databases of a real run by one who can write them.

type Role = 'cockpit' | 'controller' | 'agent';

let here: RealInstallation;
/** The newest record of each chain that a witness covers. */
let witnessed: Readonly<Record<Role, number>>;
/** Records of the Cockpit that are younger than its last checkpoint. */
let younger: number;

before(async () => {
  here = await realInstallation();
  const first = here.up({ INTERLOCK_ROOT_PASSWORD: 'the sea is warm in autumn' });
  await first.ready();
  await first.end();
  const killed = here.up();
  await killed.ready();
  const { status } = await new CockpitClient(here.httpUrl).login('root', 'the sea is warm in autumn');
  assert.equal(status, 200);
  await killed.powerCut();
  assert.equal((await here.interlock(['audit', 'keys', '-o', keysFile()])).code, 0);
  const reports = (await verified(here.dataFolder)).reports;
  witnessed = {
    cockpit: reports.cockpit.witnessedThroughSequence,
    controller: reports.controller.witnessedThroughSequence,
    agent: reports.agent.witnessedThroughSequence,
  };
  younger = reports.cockpit.unwitnessed;
});
after(() => here?.remove());

function keysFile(): string {
  return join(here.folder, 'keys.json');
}

interface Verdict {
  readonly code: number | null;
  readonly reports: Readonly<Record<Role, ChainReport>>;
  readonly misfiled: number | undefined;
}

/** Verifies a data folder with the keys that an auditor holds. */
async function verified(folder: string): Promise<Verdict> {
  const { code, out, err } = await here.interlock([
    'audit',
    'verify',
    '--json',
    '--data',
    folder,
    '--keys',
    keysFile(),
  ]);
  assert.ok(out.startsWith('{'), err);
  const chains = JSON.parse(out).chains as readonly { role: Role; report: ChainReport; misfiled?: number }[];
  return {
    code,
    reports: Object.fromEntries(chains.map(({ role, report }) => [role, report])) as Verdict['reports'],
    misfiled: chains.find(({ misfiled }) => misfiled !== undefined)?.misfiled,
  };
}

/** A copy of the data folder in which somebody has been at work. */
async function afterTampering(tamper: (folder: string) => void): Promise<Verdict> {
  const folder = join(here.folder, 'tampered');
  cpSync(here.dataFolder, folder, { recursive: true });
  try {
    tamper(folder);
    return await verified(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function databaseOf(folder: string, role: Role): string {
  return programPlaces(folder).find(({ program }) => program === role)?.database ?? '';
}

/** The column that holds the line of a record. */
const lineColumn = { cockpit: 'line', controller: 'record', agent: 'record' } as const;

function statement(folder: string, role: Role, sql: string, ...values: (string | number)[]): void {
  const database = new DatabaseSync(databaseOf(folder, role));
  const { changes } = database.prepare(sql).run(...values);
  database.close();
  assert.ok(Number(changes) > 0, 'the tampering has changed something');
}

function lineOf(folder: string, role: Role, sequence: number): string {
  const database = new DatabaseSync(databaseOf(folder, role));
  const row = database
    .prepare(`SELECT ${lineColumn[role]} AS line FROM audit_record WHERE sequence = ?`)
    .get(sequence);
  database.close();
  return String(row?.line);
}

function putLine(folder: string, role: Role, sequence: number, line: string): void {
  statement(
    folder,
    role,
    `UPDATE audit_record SET ${lineColumn[role]} = ? WHERE sequence = ?`,
    line,
    sequence,
  );
}

/** Makes the Cockpit's records from one on anew, as if somebody else had acted, with valid hashes and columns. */
function rewriteFrom(folder: string, first: number): void {
  const database = new DatabaseSync(databaseOf(folder, 'cockpit'));
  const rows = database.prepare('SELECT line FROM audit_record ORDER BY sequence').all();
  const records = rows.map(({ line }) => unwrap(parseRecord(String(line))));
  const kept = records.slice(0, first - 1);
  const forged = records
    .slice(first - 1)
    .map((record) => ({ ...record, actor: { ...record.actor, account: 'eve' } }));
  const sealed = sealRecords(kept.at(-1), forged, {
    writer: { role: 'cockpit', id: 'cockpit' },
    nowMs: records[first - 1]?.atMs ?? 0,
    sha256: (data) => createHash('sha256').update(data).digest(),
  });
  const put = database.prepare(
    'UPDATE audit_record SET line = ?, hash = ?, account = ?, at_ms = ?, category = ? WHERE sequence = ?',
  );
  for (const record of sealed) put.run(...columnsOf(record), record.sequence);
  database.close();
}

function columnsOf(record: AuditRecord): [string, string, string, number, string] {
  return [recordLine(record), record.hash, record.actor.account, record.atMs, record.category];
}

test('what the run has left is whole, and the records that no checkpoint covers are counted', async () => {
  const { code, reports } = await verified(here.dataFolder);
  assert.equal(code, 0);
  assert.ok(younger > 0, 'the last start and the login are younger than the last checkpoint');
  assert.equal(reports.cockpit.lastSequence, witnessed.cockpit + younger);
  assert.ok(Math.min(...Object.values(witnessed)) >= 3, JSON.stringify(witnessed));
});

for (const role of ['cockpit', 'controller', 'agent'] as const) {
  test(`an edited record of the ${role} is named`, async () => {
    const { code, reports } = await afterTampering((folder) => {
      putLine(folder, role, 2, lineOf(folder, role, 2).replace('"atMs":1', '"atMs":2'));
    });
    assert.equal(code, 1);
    assert.deepEqual([reports[role].bad?.sequence, reports[role].bad?.fault], [2, 'altered']);
  });

  test(`a tail of the ${role} that is cut below its witness is seen, and where it begins`, async () => {
    const first = witnessed[role] - 1;
    const { code, reports } = await afterTampering((folder) =>
      statement(folder, role, 'DELETE FROM audit_record WHERE sequence >= ?', first),
    );
    assert.equal(code, 1);
    const { bad } = reports[role];
    assert.deepEqual([bad?.sequence, bad?.throughSequence, bad?.fault], [first, witnessed[role], 'cutOff']);
  });
}

test('a deleted record is named', async () => {
  const { code, reports } = await afterTampering((folder) =>
    statement(folder, 'cockpit', 'DELETE FROM audit_record WHERE sequence = 3'),
  );
  assert.equal(code, 1);
  assert.deepEqual([reports.cockpit.bad?.sequence, reports.cockpit.bad?.fault], [3, 'missing']);
});

test('two records that changed places are named', async () => {
  const { code, reports } = await afterTampering((folder) => {
    const [third, fourth] = [lineOf(folder, 'cockpit', 3), lineOf(folder, 'cockpit', 4)];
    putLine(folder, 'cockpit', 3, fourth);
    putLine(folder, 'cockpit', 4, third);
  });
  assert.equal(code, 1);
  assert.equal(reports.cockpit.bad?.sequence, 3);
});

test('a chain that is made anew with valid hashes below a checkpoint is seen', async () => {
  const { code, reports } = await afterTampering((folder) => rewriteFrom(folder, 2));
  assert.equal(code, 1);
  assert.equal(reports.cockpit.bad?.fault, 'rewritten');
  assert.ok((reports.cockpit.bad?.throughSequence ?? 0) <= witnessed.cockpit);
});

test('records younger than the last checkpoint that are made anew pass, and are told to be unwitnessed', async () => {
  const { code, reports } = await afterTampering((folder) => rewriteFrom(folder, witnessed.cockpit + 1));
  assert.equal(code, 0);
  assert.equal(reports.cockpit.unwitnessed, younger);
  assert.equal(reports.cockpit.witnessedThroughSequence, witnessed.cockpit);
});

test('a younger record that is only edited is named all the same', async () => {
  const sequence = witnessed.cockpit + 1;
  const { code, reports } = await afterTampering((folder) => {
    putLine(folder, 'cockpit', sequence, lineOf(folder, 'cockpit', sequence).replace('"atMs":1', '"atMs":2'));
  });
  assert.equal(code, 1);
  assert.equal(reports.cockpit.bad?.sequence, sequence);
});

test('a record that is hidden from searches by its columns alone is named', async () => {
  const { code, misfiled } = await afterTampering((folder) =>
    statement(folder, 'cockpit', "UPDATE audit_record SET category = 'x' WHERE sequence = 4"),
  );
  assert.deepEqual([code, misfiled], [1, 4]);
});

test('a checkpoint that is edited is not believed', async () => {
  const { code, reports } = await afterTampering((folder) => {
    const file = join(folder, 'cockpit/witness.jsonl');
    const lines = readFileSync(file, 'utf8').replaceAll(/"sequence":\d+/g, '"sequence":1');
    writeFileSync(file, lines);
  });
  assert.equal(code, 1);
  assert.ok(reports.cockpit.badStatements.length > 0);
});

test('half a line at the end of a witness file, as a crash leaves it, is not held against anybody', async () => {
  const { code } = await afterTampering((folder) =>
    appendFileSync(join(folder, 'agent/witness.jsonl'), '{"keyId":"x","sig'),
  );
  assert.equal(code, 0);
});

test('heads that the Cockpit countersigned cover an Agent whose own witness file is gone', async () => {
  const { code, reports } = await afterTampering((folder) => {
    rmSync(join(folder, 'agent/witness.jsonl'));
    statement(folder, 'agent', 'DELETE FROM audit_record WHERE sequence >= 3');
  });
  assert.equal(code, 1);
  assert.equal(reports.agent.bad?.fault, 'cutOff');
});

test('a database that is gone while its key is known is not passed over', async () => {
  const { code, reports } = await afterTampering((folder) => {
    for (const end of ['', '-wal', '-shm']) rmSync(`${databaseOf(folder, 'agent')}${end}`, { force: true });
  });
  assert.equal(code, 1);
  assert.equal(reports.agent.bad?.fault, 'cutOff');
});

test('a folder without any trail answers 3', async () => {
  const { code, err } = await here.interlock(['audit', 'verify', '--data', join(here.folder, 'nothing')]);
  assert.equal(code, 3);
  assert.match(err, /no audit trail/);
});
