import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { freePorts, preflight } from './preflight.ts';

function folder(t: TestContext): string {
  const path = mkdtempSync(join(tmpdir(), 'interlock-preflight-'));
  t.after(() => rmSync(path, { recursive: true }));
  return path;
}

test('a port in use is named in one line, with the setting that moves it', async (t) => {
  const taken = createServer().listen(0, '127.0.0.1');
  t.after(() => taken.close());
  await once(taken, 'listening');
  const { port } = taken.address() as import('node:net').AddressInfo;
  const fault = await preflight(folder(t), [
    { what: 'Agent', variable: 'INTERLOCK_AGENT_BIND', host: '127.0.0.1', port },
  ]);
  assert.match(
    fault ?? '',
    new RegExp(`^Port ${port} on 127.0.0.1, needed by the Agent, is in use.*INTERLOCK_AGENT_BIND`),
  );
});

test('a data folder that is a file is named, and nothing is made', async (t) => {
  const file = join(folder(t), 'data');
  writeFileSync(file, '');
  assert.match((await preflight(file, [])) ?? '', /is no folder/);
  assert.match((await preflight(join(file, 'below'), [])) ?? '', /can not be/);
});

test('a data folder that does not exist yet is accepted, and is not made by looking', async (t) => {
  const path = join(folder(t), 'a', 'b');
  assert.equal(await preflight(path, []), undefined);
  assert.equal(existsSync(path), false);
});

test('free ports differ from each other', async () => {
  const ports = await freePorts(4);
  assert.equal(new Set(ports).size, 4);
});
