import assert from 'node:assert/strict';
import { test } from 'node:test';
import { verifyChain } from '@interlock/audit';
import { problem, silentLog } from '@interlock/base';
import { agentWorld, fakeJournal, fakeRunner, fakeTime, quiet, sha256, until } from './agent.fakes.ts';
import { startAgent } from './agent.ts';

const stranger = {
  act: 'connect',
  problem: problem('CertificateRefused', 'no certificate', { field: 'usage' }),
  remoteAddress: '192.0.2.7',
};

function auditOf({ auditRecords }: ReturnType<typeof fakeJournal>) {
  return auditRecords.map(({ text }) => JSON.parse(text));
}

test('a stranger who is refused stands in the audit chain once, and his repetitions as a number', async () => {
  const { agent, journal, time } = await agentWorld();
  for (let n = 0; n < 100; n++) agent.refused(stranger);
  await until('it is written', () => auditOf(journal).some(({ action }) => action === 'PeerRefused'));
  await quiet();
  const before = auditOf(journal).filter(({ action }) => action === 'PeerRefused');
  assert.equal(before.length, 1);
  assert.partialDeepStrictEqual(before[0], {
    actor: { kind: 'stranger', address: '192.0.2.7' },
    outcome: 'refused',
    reasonCode: 'CertificateRefused.usage',
  });
  time.pass(60_000);
  await until('the number', () => auditOf(journal).at(-1).details.repeats === 99);
});

test('a wrong hop token and a wrong join token are told apart; bad JSON is no matter for auditors', async () => {
  const { agent, journal } = await agentWorld();
  agent.refused({ ...stranger, problem: problem('HopTokenRefused'), peerId: 'controller' });
  agent.joinRefused('192.0.2.7');
  agent.refused({ ...stranger, problem: problem('InvalidInput') });
  await quiet();
  const actions = auditOf(journal).map(({ action }) => action);
  assert.deepEqual(actions, ['ProgramStarted', 'HopTokenRefused', 'JoinRefused']);
});

test('the audit chain goes on where the Agent before left it', async () => {
  const { agent, journal } = await agentWorld();
  await agent.stop();
  await agentWorld({ journal });
  const lines = journal.auditRecords.map(({ text }) => text);
  const writer = { role: 'agent', id: 'agent' } as const;
  const report = await verifyChain({ writer, lines, witness: [], verify: () => true, sha256 });
  assert.ok(report.isSound);
  assert.deepEqual(
    auditOf(journal).map(({ sequence }) => sequence),
    [1, 2, 3],
  );
});

test('a checkpoint is made within a minute of a record, and told to the Controller', async () => {
  const { checkpoints, couple, journal, time } = await agentWorld();
  const controller = await couple();
  assert.equal(checkpoints.length, 0);
  time.pass(60_000);
  await until('the checkpoint', () => checkpoints.length === 1);
  assert.equal(checkpoints[0]?.sequence, journal.auditRecords.length);
  await until('it is told', () => controller.sent.filter(({ kind }) => kind === 'auditHead').length === 2);
});

test('a checkpoint is made after 1 000 records', async () => {
  const { agent, checkpoints } = await agentWorld();
  for (let n = 0; n < 1_000; n++) await agent.audit('KeyCreated');
  await until('the checkpoint', () => checkpoints.length === 1);
  assert.ok((checkpoints[0]?.sequence ?? 0) >= 1_000);
});

test('a witness that can not be written is tried again, and ends nothing', async () => {
  let isWritable = false;
  const signed: number[] = [];
  const sign = async ({ sequence }: { readonly sequence: number }) => {
    if (!isWritable) throw new Error('no medium');
    signed.push(sequence);
  };
  const { agent, faults, time } = await agentWorld({ witness: { last: undefined, sign } });
  time.pass(60_000);
  await quiet();
  isWritable = true;
  time.pass(9_999);
  await quiet();
  assert.deepEqual(signed, []);
  time.pass(1);
  await until('the checkpoint', () => signed.length === 1);
  assert.deepEqual(faults, []);
  isWritable = false;
  await agent.stop();
});

test('a journal that was put back to before its last checkpoint is refused', async () => {
  const time = fakeTime();
  const last = {
    kind: 'checkpoint',
    writer: { role: 'agent', id: 'agent' },
    sequence: 7,
    hash: '0'.repeat(64),
    count: 7,
    atMs: 1,
  } as const;
  const started = await startAgent({
    journal: fakeJournal(),
    runner: fakeRunner(),
    witness: { last, sign: async () => {} },
    clock: time,
    timers: time,
    sha256,
    log: silentLog,
    outputBytesMax: 1_000,
    onFault: () => {},
  });
  assert.equal(started.ok ? undefined : started.problem.code, 'AuditUnavailable');
});
