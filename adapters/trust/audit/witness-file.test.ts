import assert from 'node:assert/strict';
import { appendFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import {
  type AuditWriter,
  type Checkpoint,
  checkpointAt,
  recordLine,
  sealRecords,
  verifyChain,
  witnessLine,
} from '@interlock/audit';
import { sha256 } from '../digests.ts';
import { createAuditSigner, statementVerifier } from './audit-signer.ts';
import { readWitnessFile, witnessFile } from './witness-file.ts';

const root = await mkdtemp(join(tmpdir(), 'interlock-witness-'));
after(() => rm(root, { recursive: true }));
let file: string;
beforeEach(async () => {
  file = join(await mkdtemp(join(root, 'x-')), 'inside', 'witness.jsonl');
});

const writer: AuditWriter = { role: 'controller', id: 'controller' };
const signer = await createAuditSigner(join(root, 'audit.pem'));
const other = await createAuditSigner(join(root, 'other.pem'));

function checkpoint(sequence: number): Checkpoint {
  return checkpointAt(writer, { sequence, hash: sha256hex(sequence) }, undefined, sequence);
}

function sha256hex(value: number): string {
  return Buffer.from(sha256(String(value))).toString('hex');
}

test('statements are appended, one in each line, and the highest checkpoint is found again', async () => {
  const witness = witnessFile(file, signer);
  assert.equal(await witness.lastCheckpoint(writer), undefined);
  await Promise.all([1, 2, 3].map((sequence) => witness.append(checkpoint(sequence))));
  assert.deepEqual(await witness.lastCheckpoint(writer), checkpoint(3));
  assert.equal((await readFile(file, 'utf8')).split('\n').length, 4);
  assert.equal((await stat(file)).mode & 0o077, 0);
});

test('half a line that a crash left is passed over, and the next one stands by itself', async () => {
  const witness = witnessFile(file, signer);
  await witness.append(checkpoint(1));
  await appendFile(file, witnessLine(signer.sign(checkpoint(2))).slice(0, 40));
  assert.deepEqual(await witness.lastCheckpoint(writer), checkpoint(1));
  await witnessFile(file, signer).append(checkpoint(3));
  const content = await readWitnessFile(file);
  assert.deepEqual(
    content.statements.map(({ statement }) => statement.sequence),
    [1, 3],
  );
  assert.deepEqual(content.unreadableLines, [2]);
});

test('a checkpoint of another key, or of another chain, is not the last one', async () => {
  await witnessFile(file, signer).append(checkpoint(1));
  await witnessFile(file, other).append(checkpoint(9));
  await witnessFile(file, signer).append({ ...checkpoint(8), writer: { role: 'agent', id: 'controller' } });
  await appendFile(file, `${witnessLine({ ...signer.sign(checkpoint(2)), statement: checkpoint(7) })}\n`);
  assert.deepEqual(await witnessFile(file, signer).lastCheckpoint(writer), checkpoint(1));
});

test('the last checkpoint of a writer is found at the end of a great file, and far before it', async () => {
  const agent: AuditWriter = { role: 'agent', id: 'agent' };
  await witnessFile(file, signer).append(
    checkpointAt(agent, { sequence: 4, hash: sha256hex(4) }, undefined, 1),
  );
  const lines = Array.from({ length: 1_500 }, (_, at) => `${witnessLine(signer.sign(checkpoint(at + 1)))}\n`);
  await appendFile(file, lines.join(''));
  assert.ok((await stat(file)).size > 400_000);
  assert.equal((await witnessFile(file, signer).lastCheckpoint(writer))?.sequence, 1_500);
  assert.equal((await witnessFile(file, signer).lastCheckpoint(agent))?.sequence, 4);
  const absent = await witnessFile(file, signer).lastCheckpoint({ role: 'agent', id: 'other' });
  assert.equal(absent, undefined);
});

test('a failed append is told, and does not keep the next one from being written', async () => {
  const blocked = join(file, '..', '..', 'blocked');
  await writeFile(blocked, '');
  const witness = witnessFile(join(blocked, 'witness.jsonl'), signer);
  await assert.rejects(witness.append(checkpoint(1)));
  await rm(blocked);
  await witness.append(checkpoint(2));
  assert.deepEqual(await witness.lastCheckpoint(writer), checkpoint(2));
});

test('a chain with real signatures is verified from the public key alone; another key is not believed', async () => {
  const entry = {
    action: 'OrdersAdded',
    actor: { kind: 'account', account: 'ada' },
    target: { kind: 'order', id: '#1' },
    outcome: 'succeeded',
  } as const;
  const records = sealRecords(undefined, [entry, entry, entry], { writer, nowMs: 1, sha256 });
  const [, second] = records;
  assert.ok(second);
  await witnessFile(file, signer).append(checkpointAt(writer, second, undefined, 1));
  const { statements } = await readWitnessFile(file);
  const evidence = { writer, lines: records.map(recordLine), witness: statements, sha256 };
  const trusted = statementVerifier([{ writer, publicKey: signer.publicKey }]);
  const believed = await verifyChain({ ...evidence, verify: trusted });
  assert.deepEqual([believed.isSound, believed.witnessedThroughSequence, believed.unwitnessed], [true, 2, 1]);
  const strangers = [
    statementVerifier([{ writer, publicKey: other.publicKey }]),
    statementVerifier([{ writer: { role: 'agent', id: 'controller' }, publicKey: signer.publicKey }]),
    statementVerifier([]),
  ];
  for (const verify of strangers)
    assert.deepEqual((await verifyChain({ ...evidence, verify })).badStatements, [0]);
});

test('a signature that is none is not good, and throws nothing', () => {
  const verify = statementVerifier([{ writer, publicKey: signer.publicKey }]);
  for (const signature of ['', 'x', 'A'.repeat(86), 'ü'])
    assert.equal(verify(writer, signer.keyId, 'text', signature), false);
});
