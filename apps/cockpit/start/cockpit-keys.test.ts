import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problem, type Result, refuse, succeed } from '@interlock/base';
import { keyFiles, readKeys } from './cockpit-keys.ts';

/** Key files that a test lays out: a text is a key, undefined a missing file, a refusal one that can not be used. */
function smith(files: Readonly<Record<string, string | 'unusable'>>) {
  const load = async (file: string): Promise<Result<string | undefined>> =>
    files[file] === 'unusable'
      ? refuse(problem('KeyUnusable', `${file} may be read by others.`))
      : succeed(files[file]);
  const loadSealing = async (file: string): Promise<Result<readonly string[] | undefined>> => {
    const key = await load(file);
    return key.ok ? succeed(key.value === undefined ? undefined : [key.value]) : key;
  };
  return { load, loadSigner: load, loadSealing };
}

const files = (hasRecords: boolean) => ({
  at: (name: string) => name,
  sealing: 'keys/sealing.key',
  hasRecords,
});

const all = {
  [keyFiles.programAuthority]: 'ca',
  [keyFiles.node]: 'node',
  [keyFiles.audit]: 'audit',
  [keyFiles.httpsAuthority]: 'root',
  [keyFiles.https]: 'https',
  'keys/sealing.key': 'seal',
};

test('before the first start no key is there, and none is missed', async () => {
  assert.deepEqual(await readKeys(smith({}), files(false)), { ok: true, value: {} });
});

test('all keys are read', async () => {
  const read = await readKeys(smith(all), files(true));
  assert.ok(read.ok);
  assert.deepEqual(read.value, {
    programAuthority: 'ca',
    node: 'node',
    auditSigner: 'audit',
    httpsAuthority: 'root',
    https: 'https',
    sealing: ['seal'],
  });
});

for (const missing of [keyFiles.programAuthority, keyFiles.audit, 'keys/sealing.key']) {
  test(`a database without ${missing} is refused, so that no new key takes its place unseen`, async () => {
    const read = await readKeys(smith({ ...all, [missing]: undefined as unknown as string }), files(true));
    assert.ok(!read.ok);
    assert.match(read.problem.message, new RegExp(`${missing}.*missing.*nothing was changed`));
  });
}

for (const renewable of [keyFiles.node, keyFiles.httpsAuthority, keyFiles.https]) {
  test(`${renewable} can be made anew, and is not missed`, async () => {
    assert.ok(
      (await readKeys(smith({ ...all, [renewable]: undefined as unknown as string }), files(true))).ok,
    );
  });
}

for (const file of Object.keys(all)) {
  test(`a key that others may read is refused: ${file}`, async () => {
    const read = await readKeys(smith({ ...all, [file]: 'unusable' }), files(true));
    assert.ok(!read.ok);
    assert.equal(read.problem.code, 'KeyUnusable');
  });
}
