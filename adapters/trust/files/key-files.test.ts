import assert from 'node:assert/strict';
import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { unwrap } from '@interlock/base';
import { createAuditSigner, loadAuditSigner } from '../audit/audit-signer.ts';
import { loadProgramAuthority } from '../certificates/program-authority.ts';
import { randomBytes } from '../digests.ts';
import { type Credential, loadCredential, saveCredential, tlsMaterialOf } from '../keys/credential.ts';
import { createSigningKey } from '../keys/signing-key.ts';
import { owners, programWorld } from '../program-world.ts';
import { addSealingKey, loadSealingKeys } from '../sealing/sealing-key.ts';
import { readSecretFile } from './read-secret-file.ts';
import { writeDurably } from './write-durably.ts';

const root = await mkdtemp(join(tmpdir(), 'interlock-keys-'));
after(() => rm(root, { recursive: true }));
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(root, 'x-'));
});

const world = await programWorld();
const agent = await world.credentialOf(owners.agent);
const modes = process.platform === 'win32' ? 'this system has no such modes' : false;

/** Every kind of key file: how it is written, and how it is read. */
const kinds: readonly [
  what: string,
  write: (file: string) => Promise<unknown>,
  load: (file: string) => Promise<{ readonly ok: boolean; readonly value?: unknown }>,
][] = [
  ['a credential', (file) => saveCredential(file, agent), loadCredential],
  [
    'the CA for programs',
    (file) => saveCredential(file, world.ca),
    (file) => loadProgramAuthority(file, { now: Date.now, randomBytes }),
  ],
  ['the audit key', createAuditSigner, loadAuditSigner],
  ['the sealing key', (file) => addSealingKey(file, randomBytes), loadSealingKeys],
];

for (const [what, write, load] of kinds) {
  test(`${what} is written for its owner alone, and read back`, { skip: modes }, async () => {
    const file = join(folder, 'keys', 'one');
    await write(file);
    assert.equal((await stat(file)).mode & 0o777, 0o600);
    assert.equal((await stat(join(folder, 'keys'))).mode & 0o777, 0o700);
    assert.deepEqual(await readdir(join(folder, 'keys')), ['one']);
    const loaded = await load(file);
    assert.ok(loaded.ok && loaded.value !== undefined);
  });

  test(`${what} that is not there is told from one that can't be used`, async () => {
    const absent = await load(join(folder, 'absent'));
    assert.ok(absent.ok && absent.value === undefined);
    await writeFile(join(folder, 'empty'), '', { mode: 0o600 });
    assert.equal((await load(join(folder, 'empty'))).ok, false);
    await writeFile(join(folder, 'noise'), 'noise\n', { mode: 0o600 });
    assert.equal((await load(join(folder, 'noise'))).ok, false);
  });

  for (const mode of [0o640, 0o604, 0o660, 0o644, 0o620]) {
    test(`${what} is refused with mode ${mode.toString(8)}, and the refusal says what to do`, {
      skip: modes,
    }, async () => {
      const file = join(folder, 'one');
      await write(file);
      await chmod(file, mode);
      const refused = await readSecretFile(file);
      assert.ok(!refused.ok && refused.problem.code === 'KeyUnusable');
      assert.match(refused.problem.message, /mode 06\d\d.*chmod 600/);
      assert.ok(refused.problem.message.includes(file));
      assert.equal((await load(file)).ok, false);
    });
  }

  test(`${what} that was cut is refused`, async () => {
    const file = join(folder, 'one');
    await write(file);
    await truncate(file, (await stat(file)).size - 20);
    assert.equal((await load(file)).ok, false);
  });
}

test('a folder and a file beyond all measure are no key files', async () => {
  await mkdir(join(folder, 'folder'), { mode: 0o700 });
  assert.equal((await readSecretFile(join(folder, 'folder'))).ok, false);
  await writeFile(join(folder, 'huge'), Buffer.alloc(1_000_000, 0x41), { mode: 0o600 });
  const huge = await readSecretFile(join(folder, 'huge'));
  assert.ok(!huge.ok && /larger than/.test(huge.problem.message));
});

test('a link is judged by the file that it leads to', { skip: modes }, async () => {
  await writeFile(join(folder, 'open'), 'x', { mode: 0o644 });
  await symlink(join(folder, 'open'), join(folder, 'link'));
  assert.equal((await readSecretFile(join(folder, 'link'))).ok, false);
});

test('a file is replaced whole, and a failure leaves it as it was', async () => {
  const file = join(folder, 'one');
  await writeDurably(file, 'before');
  await writeDurably(file, 'after');
  assert.equal(await readFile(file, 'utf8'), 'after');
  await mkdir(join(folder, 'taken', 'inside'), { recursive: true });
  await assert.rejects(writeDurably(join(folder, 'taken'), 'x'));
  assert.deepEqual((await readdir(folder)).sort(), ['one', 'taken']);
});

test('a credential gives key, certificate and CA back as they were', async () => {
  const file = join(folder, 'one');
  await saveCredential(file, agent);
  const loaded = unwrap(await loadCredential(file));
  assert.deepEqual(tlsMaterialOf(loaded as Credential), tlsMaterialOf(agent));
  assert.equal(loaded?.authority?.trim(), world.ca.certificate.trim());
});

test('a key beside the certificate of another key is refused', async () => {
  const file = join(folder, 'one');
  await saveCredential(file, { ...agent, privateKey: createSigningKey() });
  const loaded = await loadCredential(file);
  assert.ok(!loaded.ok && /key with its certificate/.test(loaded.problem.message));
});

test('no refusal of a key file shows what stands in it', async () => {
  const file = join(folder, 'one');
  await writeFile(file, 'interlock-sealing-key-1.hunter2hunter2\n', { mode: 0o600 });
  for (const [, , load] of kinds) assert.ok(!JSON.stringify(await load(file)).includes('hunter2'));
});
