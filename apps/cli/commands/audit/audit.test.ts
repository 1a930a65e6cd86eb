import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { recordLine, sealRecords } from '@interlock/audit';
import { refuse } from '@interlock/base';
import { temporaryFolder } from '../../../../testing/testkit/temporary-folder.ts';
import { CliFault } from '../../client/cli-fault.ts';
import { chainOf, type FakeData, fakePorts, keepingContext, sha256, witnessed } from './audit.fakes.ts';
import { auditKeysCommand } from './keys.ts';
import { auditVerifyCommand } from './verify.ts';

const cockpit = chainOf({ role: 'cockpit', id: 'cockpit' }, 5);
const controller = chainOf({ role: 'controller', id: 'night' }, 3);
const sound: FakeData = {
  chains: { cockpit, controller },
  keys: { cockpit: 'one', controller: 'two' },
  witness: {
    'data/cockpit/witness': [witnessed(cockpit.writer, cockpit.records[3], 'one')],
    'data/controller/witness': [witnessed(controller.writer, controller.records[2], 'two')],
  },
};

async function verify(data: FakeData, options: Parameters<typeof auditVerifyCommand>[2] = {}) {
  const { context, printed } = keepingContext();
  const code = await auditVerifyCommand(context, fakePorts(data), options);
  return { code, text: printed.join('\n') };
}

test('whole chains end with 0, and what no witness covers is counted', async () => {
  const { code, text } = await verify(sound);
  assert.equal(code, 0);
  assert.match(text, /✓ Cockpit cockpit: whole · 5 records · witnessed up to 4 · 1 unwitnessed/);
  assert.match(text, /✓ Controller night: whole · 3 records · witnessed up to 3 · 0 unwitnessed/);
  assert.match(text, /· Agent: not here\n/);
});

const withCockpit = (lines: readonly string[]): FakeData => ({
  ...sound,
  chains: { ...sound.chains, cockpit: { ...cockpit, lines } },
});
const rewritten = sealRecords(
  undefined,
  cockpit.records.map((record) => ({ ...record, outcome: 'refused' }) as const),
  { writer: cockpit.writer, nowMs: 1, sha256 },
).map(recordLine);

const tamperings: readonly [what: string, data: FakeData, says: RegExp][] = [
  [
    'an edited record',
    withCockpit(cockpit.lines.map((line, at) => (at === 1 ? line.replace('ada', 'eve') : line))),
    /NOT WHOLE · 1 records before the bad one[\s\S]*record 2 \(altered\)/,
  ],
  ['a deleted record', withCockpit(cockpit.lines.toSpliced(1, 1)), /record 2 \(missing\)/],
  ['a tail that was cut', withCockpit(cockpit.lines.slice(0, 2)), /record 3 to 4 \(cutOff\)/],
  ['an empty chain', withCockpit([]), /record 1 to 4 \(cutOff\)/],
  ['a chain made anew', withCockpit(rewritten), /record 1 to 4 \(rewritten\)/],
  ['a record under wrong columns', { ...sound, misfiled: 2 }, /record 2 is stored under other columns/],
  ['a database that can not be read', { ...sound, unreadable: 'cockpit' }, /✗ Cockpit: it is damaged/],
  [
    'a database that is gone while its key is here',
    { ...sound, chains: { cockpit } },
    /✗ Controller: .*is missing/,
  ],
  [
    'a witness that another key signed',
    {
      ...sound,
      witness: { 'data/cockpit/witness': [witnessed(cockpit.writer, cockpit.records[0], 'forged')] },
    },
    /1 statements of witnesses are not signed by a key that is trusted here/,
  ],
];
for (const [what, data, says] of tamperings) {
  test(`${what} ends with 1 and is named`, async () => {
    const { code, text } = await verify(data);
    assert.equal(code, 1);
    assert.match(text, says);
    assert.match(text, /NOT WHOLE\.$/);
  });
}

test('where no program has written anything, the answer is 3', async () => {
  const nothing = verify({ chains: {}, keys: {}, witness: {} });
  await assert.rejects(nothing, (error) => error instanceof CliFault && error.exitCode === 3);
});

test('a chain on another machine is not bad, and what witnesses have seen of it is told', async () => {
  const agent = chainOf({ role: 'agent', id: 'north' }, 9);
  const { code, text } = await verify({
    ...sound,
    witness: { ...sound.witness, 'data/agent/witness': [witnessed(agent.writer, agent.records[8], 'x')] },
  });
  assert.equal(code, 0);
  assert.match(text, /· Agent: not here; a witness has seen its records up to 9/);
});

test('the keys that an auditor keeps are believed in place of those that lie beside the chains', async (t) => {
  const file = join(temporaryFolder(t), 'keys.json');
  const replaced: FakeData = {
    chains: { cockpit: { ...cockpit, lines: rewritten } },
    keys: { cockpit: 'new' },
    witness: { 'data/cockpit/witness': [] },
  };
  assert.equal((await verify(replaced)).code, 0, 'key, chain and witness were all made anew');
  writeFileSync(file, JSON.stringify([{ writer: cockpit.writer, publicKey: 'one' }]));
  const kept = { ...replaced, witness: { kept: sound.witness['data/cockpit/witness'] ?? [] } };
  const { code, text } = await verify(kept, { keys: [file], witness: ['kept'] });
  assert.equal(code, 1);
  assert.match(text, /record 1 to 4 \(rewritten\)/);
});

test('a chain whose key an auditor keeps may not be gone', async (t) => {
  const file = join(temporaryFolder(t), 'keys.json');
  writeFileSync(file, JSON.stringify([{ writer: controller.writer, publicKey: 'two' }]));
  const gone: FakeData = { chains: { cockpit }, keys: {}, witness: sound.witness };
  const { code, text } = await verify(gone, { keys: [file] });
  assert.equal(code, 1);
  assert.match(text, /✗ Controller night: NOT WHOLE[\s\S]*record 1 to 3 \(cutOff\)/);
});

test('the exported keys are those of the chains that are here, and nothing else', async (t) => {
  const output = join(temporaryFolder(t), 'keys.json');
  const { context } = keepingContext();
  await auditKeysCommand(context, fakePorts(sound), { output });
  assert.deepEqual(JSON.parse(readFileSync(output, 'utf8')), [
    { writer: cockpit.writer, publicKey: 'one' },
    { writer: controller.writer, publicKey: 'two' },
  ]);
});

test('settings that can not be read are told, not guessed', async () => {
  const { context } = keepingContext();
  const ports = { ...fakePorts(sound), placesIn: () => refuse(['agent.conf can not be read']) };
  await assert.rejects(auditVerifyCommand(context, ports, {}), /agent\.conf can not be read/);
});
