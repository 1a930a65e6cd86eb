import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { readAgentSettings, readCockpitSettings, readControllerSettings } from './program-settings.ts';

function folder(t: TestContext): string {
  const path = mkdtempSync(join(tmpdir(), 'interlock-config-'));
  t.after(() => rmSync(path, { recursive: true }));
  return path;
}

test('without any setting the Cockpit listens on loopback alone, by the documented ports (semantics §8.1)', (t) => {
  const read = readCockpitSettings({ INTERLOCK_DATA: folder(t) });
  assert.ok(read.ok);
  assert.equal(read.value.publicUrl.href, 'https://localhost:4443/');
  assert.equal(read.value.isPublic, false);
  assert.deepEqual(read.value.httpBind, { host: '127.0.0.1', port: 4446 });
  assert.deepEqual(read.value.controllerBind, { host: '127.0.0.1', port: 4444 });
  assert.deepEqual(read.value.agentBind, { host: '127.0.0.1', port: 4445 });
});

for (const bind of [
  '0.0.0.0:4446',
  '192.168.1.7:4446',
  '[::]:4446',
  'example.org:80',
  '127.0.0.1.example.org:80',
]) {
  test(`plain HTTP on ${bind} is refused with the reason`, (t) => {
    const read = readCockpitSettings({ INTERLOCK_DATA: folder(t), INTERLOCK_HTTP_BIND: bind });
    assert.ok(!read.ok);
    assert.match(read.problem[0]?.message ?? '', /not loopback.*in clear.*INTERLOCK_PUBLIC_URL/);
  });
}

for (const bind of ['127.0.0.1:80', '127.9.9.9:0', '[::1]:4446', 'localhost:4446', '4446']) {
  test(`plain HTTP on ${bind} is accepted`, (t) => {
    assert.ok(readCockpitSettings({ INTERLOCK_DATA: folder(t), INTERLOCK_HTTP_BIND: bind }).ok);
  });
}

for (const url of [
  'http://cockpit.example.org',
  'https://a@b.example',
  'https://b.example/path',
  'cockpit',
  'https://b.example/?x',
]) {
  test(`the public address ${url} is refused`, (t) => {
    assert.equal(readCockpitSettings({ INTERLOCK_DATA: folder(t), INTERLOCK_PUBLIC_URL: url }).ok, false);
  });
}

test('every problem is told at once, with the variable that holds it', (t) => {
  const read = readCockpitSettings({
    INTERLOCK_DATA: folder(t),
    INTERLOCK_HTTPS_PORT: '70000',
    INTERLOCK_AGENT_ID: 'a b',
    INTERLOCK_CONTROLLER_BIND: 'x:y:z',
  });
  assert.ok(!read.ok);
  assert.deepEqual(
    read.problem.map((problem) => problem.field),
    ['httpsPort', 'controllerBind', 'agentId'],
  );
});

test('a file stands below the environment and above the default', (t) => {
  const data = folder(t);
  mkdirSync(join(data, 'controller'));
  writeFileSync(
    join(data, 'controller', 'controller.conf'),
    '{"controllerId":"night","controllerBind":"127.0.0.1:5000"}',
  );
  const read = readControllerSettings({ INTERLOCK_DATA: data, INTERLOCK_CONTROLLER_BIND: '127.0.0.1:6000' });
  assert.ok(read.ok);
  assert.equal(read.value.id, 'night');
  assert.equal(read.value.bind.port, 6000);
});

for (const [what, text, expected] of [
  ['is cut off', '{"agentId":', /agent\.conf can not be read/],
  ['holds no object', '[1]', /no JSON object/],
  ['holds a key that nobody knows', '{"agnetId":"x"}', /no setting "agnetId"/],
  ['holds a bad value', '{"logLimitBytes":-1}', /logLimitBytes: "-1" is not a number of bytes/],
] as const) {
  test(`a settings file that ${what} is refused with file and key`, (t) => {
    const data = folder(t);
    mkdirSync(join(data, 'agent'));
    writeFileSync(join(data, 'agent', 'agent.conf'), text);
    const read = readAgentSettings({ INTERLOCK_DATA: data });
    assert.ok(!read.ok);
    assert.match(read.problem[0]?.message ?? '', expected);
  });
}

test('a settings file that can not be opened is refused with its path, not taken for an absent one', (t) => {
  const data = folder(t);
  mkdirSync(join(data, 'agent', 'agent.conf'), { recursive: true });
  const read = readAgentSettings({ INTERLOCK_DATA: data });
  assert.ok(!read.ok);
  assert.match(read.problem[0]?.message ?? '', /agent\.conf can not be read: EISDIR/);
});
