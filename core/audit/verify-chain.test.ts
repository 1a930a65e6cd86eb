import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  type AuditEntry,
  type AuditRecord,
  type AuditWriter,
  type ChainReport,
  type Checkpoint,
  checkpointAt,
  hashOfRecord,
  recordLine,
  type SignedStatement,
  sealRecord,
  sealRecords,
  signerOf,
  statementText,
  verifyChain,
  type WitnessStatement,
} from './index.ts';

const cockpit: AuditWriter = { role: 'cockpit', id: 'cockpit' };
const controller: AuditWriter = { role: 'controller', id: 'controller' };
const sha256 = (data: Uint8Array | string): Uint8Array => createHash('sha256').update(data).digest();

const entry: AuditEntry = {
  action: 'OrdersCancelled',
  actor: { kind: 'account', account: 'ada' },
  target: { kind: 'order', id: '#1', folder: '/finance', controllerId: 'controller' },
  outcome: 'succeeded',
};

function chainOf(length: number, writer = controller, comment = ''): readonly AuditRecord[] {
  let last: AuditRecord | undefined;
  return Array.from({ length }, (_, at) => {
    last = sealRecord(
      last,
      { ...entry, reason: { comment: `${comment}${at}` } },
      { writer, nowMs: 1_000 + at, sha256 },
    );
    return last;
  });
}

// Stands for Ed25519: whoever knows the key's name can sign, and a signature fits one text and one signer.
function signed(statement: WitnessStatement, key = `key of ${signerOf(statement).id}`): SignedStatement {
  const signature = createHash('sha256')
    .update(`${key}\n${statementText(statement)}`)
    .digest('base64url');
  return { statement, keyId: key, signature };
}

function verify(signer: AuditWriter, keyId: string, text: string, signature: string): boolean {
  const good = createHash('sha256').update(`${keyId}\n${text}`).digest('base64url');
  return keyId === `key of ${signer.id}` && good === signature;
}

function checkpoints(chain: readonly AuditRecord[], ...sequences: number[]): readonly SignedStatement[] {
  let last: Checkpoint | undefined;
  return sequences.map((sequence) => {
    const record = chain[sequence - 1];
    assert.ok(record);
    last = checkpointAt(record.writer, record, last, record.atMs);
    return signed(last);
  });
}

function report(
  chain: readonly AuditRecord[],
  witness: readonly SignedStatement[] = [],
  writer = controller,
): Promise<ChainReport> {
  return verifyChain({ writer, lines: chain.map(recordLine), witness, verify, sha256 });
}

function changed(record: AuditRecord | undefined): AuditRecord {
  assert.ok(record);
  return { ...record, actor: { ...record.actor, account: 'eve' } };
}

function rehashed(record: AuditRecord): AuditRecord {
  return { ...record, hash: hashOfRecord(record, sha256) };
}

/** A chain that was changed at one place and given valid hashes from there on. */
function rewritten(chain: readonly AuditRecord[], from: number): readonly AuditRecord[] {
  let last = chain[from - 2];
  return chain.map((record, at) => {
    if (at + 1 < from) return record;
    const inPlace = at + 1 === from ? changed(record) : record;
    last = rehashed({ ...inPlace, previous: last?.hash ?? inPlace.previous });
    return last;
  });
}

const chain = chainOf(10);

test('an untouched chain is sound; what no checkpoint covers is unwitnessed', async () => {
  const found = await report(chain, checkpoints(chain, 4, 8));
  assert.deepEqual(found, {
    writer: controller,
    isSound: true,
    records: 10,
    lastSequence: 10,
    cutThroughSequence: 0,
    witnessedThroughSequence: 8,
    unwitnessed: 2,
    badStatements: [],
    checkpointGaps: 0,
    clockSetBacks: 0,
  });
});

test('an empty chain without witnesses is sound', async () => {
  assert.equal((await report([])).isSound, true);
});

const tampered: readonly [
  what: string,
  make: () => readonly AuditRecord[],
  sequence: number,
  fault: string,
][] = [
  ['an edited record', () => chain.with(4, changed(chain[4])), 5, 'altered'],
  ['an edited record with a new hash', () => chain.with(4, rehashed(changed(chain[4]))), 5, 'altered'],
  ['an edited first record with a new hash', () => chain.with(0, rehashed(changed(chain[0]))), 1, 'altered'],
  ['an edited last record with a new hash', () => chain.with(9, rehashed(changed(chain[9]))), 9, 'rewritten'],
  [
    'an edited record at a checkpoint, with a new hash',
    () => chain.with(7, rehashed(changed(chain[7]))),
    8,
    'altered',
  ],
  ['a deleted record', () => chain.toSpliced(4, 1), 5, 'missing'],
  ['a deleted first record', () => chain.slice(1), 1, 'missing'],
  ['several deleted records', () => chain.toSpliced(2, 4), 3, 'missing'],
  [
    'a deleted record whose followers were renumbered',
    () => chain.toSpliced(4, 1).map((record, at) => ({ ...record, sequence: at + 1 })),
    5,
    'altered',
  ],
  [
    'two records in the wrong order',
    () => chain.with(4, chain[5] as AuditRecord).with(5, chain[4] as AuditRecord),
    5,
    'missing',
  ],
  ['a record that stands twice', () => chain.toSpliced(5, 0, chain[4] as AuditRecord), 6, 'repeated'],
  ['a cut tail', () => chain.slice(0, 6), 7, 'cutOff'],
  ['a chain that is gone', () => [], 1, 'cutOff'],
  ['a chain rewritten from its beginning, with valid hashes', () => rewritten(chain, 1), 1, 'rewritten'],
  ['a chain rewritten behind a checkpoint, with valid hashes', () => rewritten(chain, 6), 5, 'rewritten'],
  ['another chain of the same writer', () => chainOf(10, controller, 'other'), 1, 'rewritten'],
];

for (const [what, make, sequence, fault] of tampered) {
  test(`${what} is found, and named`, async () => {
    const found = await report(make(), checkpoints(chain, 4, 8, 10));
    assert.equal(found.isSound, false);
    assert.deepEqual([found.bad?.sequence, found.bad?.fault], [sequence, fault]);
    assert.ok((found.bad?.throughSequence ?? 0) >= sequence);
  });
}

test('records of another writer are found, although their hashes are valid', async () => {
  const foreign = chainOf(10, cockpit);
  assert.equal((await report(foreign)).bad?.fault, 'foreign');
});

test('an edit behind the last checkpoint is found where the hashes show it', async () => {
  const witness = checkpoints(chain, 4);
  assert.equal((await report(chain.with(6, changed(chain[6])), witness)).bad?.sequence, 7);
  assert.equal((await report(chain.with(6, rehashed(changed(chain[6]))), witness)).bad?.sequence, 7);
  assert.equal((await report(chain.with(4, rehashed(changed(chain[4]))), witness)).bad?.sequence, 5);
});

test('what no witness covers may have been cut or rewritten, and is therefore reported as unwitnessed', async () => {
  const found = await report(rewritten(chain, 7).slice(0, 9), checkpoints(chain, 4));
  assert.equal(found.isSound, true);
  assert.equal(found.unwitnessed, 5);
});

test("a head that the Cockpit countersigned covers a chain whose writer's own checkpoints were made anew", async () => {
  const forged = rewritten(chain, 3);
  const seen = chain[5] as AuditRecord;
  const countersigned = signed({
    kind: 'seenHead',
    writer: controller,
    sequence: 6,
    hash: seen.hash,
    by: cockpit,
    atMs: 7_000,
  });
  assert.equal((await report(chain, [countersigned])).witnessedThroughSequence, 6);
  assert.equal((await report(forged, checkpoints(forged, 4, 8))).isSound, true);
  const found = await report(forged, [...checkpoints(forged, 4, 8), countersigned]);
  assert.deepEqual([found.bad?.sequence, found.bad?.throughSequence, found.bad?.fault], [5, 6, 'rewritten']);
});

test('a statement that its signer has not signed counts for nothing and is reported', async () => {
  const record = chain[7] as AuditRecord;
  const forged = signed(checkpointAt(controller, record, undefined, 1), 'key of eve');
  const byCockpit = signed(checkpointAt(controller, record, undefined, 1), 'key of cockpit');
  const found = await report(chain, [...checkpoints(chain, 4), forged, byCockpit]);
  assert.equal(found.isSound, false);
  assert.deepEqual(found.badStatements, [1, 2]);
  assert.equal(found.witnessedThroughSequence, 4);
});

test('a statement whose words were changed after signing is reported', async () => {
  const [good] = checkpoints(chain, 8);
  assert.ok(good);
  const bent = { ...good, statement: { ...good.statement, sequence: 9 } };
  assert.deepEqual((await report(chain, [bent])).badStatements, [0]);
});

test('statements on other chains are passed over', async () => {
  const other = chainOf(20, cockpit);
  assert.equal((await report(chain, checkpoints(other, 20))).isSound, true);
});

test('a chain that was continued twice, after its store was put back, is found', async () => {
  const branch = [...chain.slice(0, 5), ...rewritten(chain, 6).slice(5)];
  const found = await report(branch, [...checkpoints(chain, 4, 8), ...checkpoints(branch, 8)]);
  assert.deepEqual([found.bad?.sequence, found.bad?.fault], [8, 'forked']);
});

test('a chain cut for its age is accepted where the checkpoint of the cut stands', async () => {
  const found = await report(chain.slice(4), checkpoints(chain, 4, 8));
  assert.equal(found.isSound, true);
  assert.deepEqual([found.cutThroughSequence, found.lastSequence, found.unwitnessed], [4, 10, 2]);
});

test('a chain cut where no checkpoint stands, or one of another chain, is not accepted', async () => {
  assert.equal((await report(chain.slice(4), checkpoints(chain, 3, 8))).bad?.fault, 'missing');
  const foreign = await report(chain.slice(4), checkpoints(chainOf(10, controller, 'other'), 4));
  assert.deepEqual([foreign.bad?.fault, foreign.bad?.throughSequence], ['missing', 4]);
});

test('a countersigned head is no licence for a cut', async () => {
  const seen = chain[3] as AuditRecord;
  const statement = {
    kind: 'seenHead',
    writer: controller,
    sequence: 4,
    hash: seen.hash,
    by: cockpit,
    atMs: 1,
  } as const;
  assert.equal((await report(chain.slice(4), [signed(statement)])).bad?.fault, 'missing');
});

test('missing checkpoints and a clock that went back are reported, and are not bad by themselves', async () => {
  const [first] = chain;
  const back = sealRecord(first, entry, { writer: controller, nowMs: 1, sha256 });
  const found = await report([first as AuditRecord, back]);
  assert.deepEqual([found.isSound, found.clockSetBacks], [true, 1]);
  const gappy = await report(chain, checkpoints(chain, 2, 4, 8).toSpliced(1, 1));
  assert.deepEqual([gappy.isSound, gappy.checkpointGaps], [true, 1]);
});

const lines = chain.map(recordLine);
const unreadable: readonly [what: string, line: string][] = [
  ['no JSON', 'x'],
  ['nothing', ''],
  ['a doubled member', (lines[2] ?? '').replace('{', '{"outcome":"refused",')],
  ['white space', ` ${lines[2]}`],
  ['another version', (lines[2] ?? '').replace('"version":1', '"version":2')],
  ['a lone surrogate', (lines[2] ?? '').replace('ada', '\\ud800')],
  ['a deep nest', `${'['.repeat(100_000)}`],
  ['ten megabytes', 'x'.repeat(10_000_000)],
];

for (const [what, line] of unreadable) {
  test(`a line with ${what} is the first bad record`, async () => {
    const found = await verifyChain({
      writer: controller,
      lines: lines.with(2, line),
      witness: [],
      verify,
      sha256,
    });
    assert.deepEqual([found.bad?.sequence, found.bad?.fault], [3, 'unreadable']);
  });
}

test('lines are taken from a stream, no further than the first bad one', async () => {
  let given = 0;
  async function* stream(): AsyncGenerator<string> {
    for (const line of lines.with(3, 'x')) {
      given++;
      yield line;
    }
  }
  const found = await verifyChain({ writer: controller, lines: stream(), witness: [], verify, sha256 });
  assert.equal(found.bad?.sequence, 4);
  assert.equal(given, 5);
});

test('any one change of a witnessed chain is found, at or before the changed record', async () => {
  const long = chainOf(25);
  const witness = checkpoints(long, 10, 20, 25);
  await fc.assert(
    fc.asyncProperty(
      fc.nat(24),
      fc.constantFrom('edit', 'rehash', 'rewrite', 'delete', 'repeat', 'cut'),
      async (at, how) => {
        const bent = bend(long, at, how);
        const found = await report(bent, witness);
        assert.equal(found.isSound, false);
        const { sequence, throughSequence } = found.bad ?? { sequence: 0, throughSequence: 0 };
        const place = how === 'repeat' ? at + 2 : at + 1;
        assert.ok(
          sequence <= place && place <= throughSequence,
          `${how} at ${place}: ${sequence}-${throughSequence}`,
        );
      },
    ),
  );
});

function bend(records: readonly AuditRecord[], at: number, how: string): readonly AuditRecord[] {
  if (how === 'edit') return records.with(at, changed(records[at]));
  if (how === 'rehash') return records.with(at, rehashed(changed(records[at])));
  if (how === 'rewrite') return rewritten(records, at + 1);
  if (how === 'delete') return records.toSpliced(at, 1);
  if (how === 'repeat') return records.toSpliced(at + 1, 0, records[at] as AuditRecord);
  return records.slice(0, at);
}

test('records sealed together follow each other as those sealed one by one', async () => {
  const together = sealRecords(chain.at(-1), [entry, entry], { writer: controller, nowMs: 5_000, sha256 });
  assert.equal((await report([...chain, ...together])).records, 12);
});
