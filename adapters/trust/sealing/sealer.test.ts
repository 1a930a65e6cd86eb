import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { Secret, unwrap } from '@interlock/base';
import fc from 'fast-check';
import { randomBytes } from '../digests.ts';
import { secretSealer } from './sealer.ts';
import { addSealingKey, type SealingKey } from './sealing-key.ts';

const folder = await mkdtemp(join(tmpdir(), 'interlock-sealing-'));
const file = join(folder, 'sealing.key');
const oldKeys = unwrap(await addSealingKey(file, randomBytes));
const newKeys = unwrap(await addSealingKey(file, randomBytes));
const fileText = await readFile(file, 'utf8');
await rm(folder, { recursive: true });

const oldSealer = unwrap(secretSealer(oldKeys, randomBytes));
const sealer = unwrap(secretSealer(newKeys, randomBytes));
const place = 'join_token/agent:agent/sealed_token';

test('what was sealed opens in its place, and nowhere else', () => {
  const sealed = sealer.seal(new Secret('hunter2'), place);
  assert.equal(unwrap(sealer.open(sealed, place)).reveal(), 'hunter2');
  for (const other of [
    '',
    'join_token/agent:agent2/sealed_token',
    'join_token/agent:agent/token',
    `${place} `,
  ])
    assert.equal(sealer.open(sealed, other).ok, false, other);
});

test('the sealed text shows nothing, and the same secret never gives the same text', () => {
  const sealed = sealer.seal(new Secret('hunter2'), place);
  assert.ok(!sealed.includes('hunter2') && !Buffer.from(sealed, 'base64').includes('hunter2'));
  assert.notEqual(sealer.seal(new Secret('hunter2'), place), sealed);
  assert.match(sealed, /^sealed-1\.[\w-]{16}\.[\w-]+$/);
});

test('any text opens again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (text, where) => {
      assert.equal(unwrap(sealer.open(sealer.seal(new Secret(text), where), where)).reveal(), text);
    }),
  );
});

test('a text of which any one character was changed does not open', () => {
  const sealed = sealer.seal(new Secret('hunter2'), place);
  for (let at = 0; at < sealed.length; at++) {
    const bent = sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1);
    assert.equal(sealer.open(bent, place).ok, false, `character ${at}`);
  }
});

test('a text that was cut, or is none, does not open', () => {
  const sealed = sealer.seal(new Secret('hunter2'), place);
  for (const bent of ['', 'hunter2', sealed.slice(0, 25), sealed.slice(0, -4), `${sealed}AAAA`, `${sealed}=`])
    assert.equal(sealer.open(bent, place).ok, false, bent);
});

test('after a rotation the new key seals, and the old one still opens', () => {
  const sealed = oldSealer.seal(new Secret('hunter2'), place);
  assert.equal(unwrap(sealer.open(sealed, place)).reveal(), 'hunter2');
  assert.equal(sealer.isOutdated(sealed), true);
  assert.equal(sealer.isOutdated(sealer.seal(new Secret('x'), place)), false);
  assert.equal(oldSealer.open(sealer.seal(new Secret('x'), place), place).ok, false);
});

test("a text whose key id was exchanged for another key's does not open", () => {
  const sealed = oldSealer.seal(new Secret('hunter2'), place);
  const [current, old] = newKeys as readonly [SealingKey, SealingKey];
  assert.equal(sealer.open(sealed.replace(old.id, current.id), place).ok, false);
});

test('the key file holds the new key before the old one, and no key shows itself', () => {
  assert.equal(fileText.trim().split('\n').length, 2);
  assert.equal(newKeys[1]?.id, oldKeys[0]?.id);
  const [line = ''] = fileText.split('\n');
  const key = line.slice(line.lastIndexOf('.') + 1);
  assert.ok(!JSON.stringify(newKeys).includes(key));
  assert.ok(!newKeys.some(({ id }) => key.includes(id)));
});

test('a key that does not open what it sealed is found before it is used', () => {
  assert.equal(secretSealer([], randomBytes).ok, false);
  let calls = 0;
  const forgetful = { id: 'x'.repeat(16), key: { reveal: () => randomBytes(32 + 0 * calls++) } };
  const tried = secretSealer([forgetful as unknown as SealingKey], randomBytes);
  assert.ok(!tried.ok && tried.problem.code === 'KeyUnusable');
});
