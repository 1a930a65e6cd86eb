import assert from 'node:assert/strict';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, afterEach, before, test } from 'node:test';
import { folderDigest } from '../testkit/folder-digest.ts';
import { type RealInstallation, realInstallation } from '../testkit/real-installation.ts';

// Starts that must not be: each ends with one clear line and another exit code than 0, and changes nothing.

/** Root may write everywhere, so it has to become somebody else. */
const isRoot = process.getuid?.() === 0;
const nobody = 65_534;

let here: RealInstallation;
let sound: string;
let port: Server | undefined;

before(async () => {
  here = await realInstallation();
  const up = here.up({ INTERLOCK_ROOT_PASSWORD: 'the sea is warm in autumn' });
  await up.ready();
  await up.end();
  sound = join(here.folder, 'sound');
  renameSync(here.dataFolder, sound);
});
afterEach(() => {
  port?.close();
  port = undefined;
  rmSync(here.dataFolder, { recursive: true, force: true });
});
after(() => here?.remove());

const file = (path: string) => join(here.dataFolder, path);

interface Refusal {
  readonly what: string;
  /** Makes of a sound data folder one that forbids the start. */
  readonly spoil: () => void | Promise<void>;
  readonly env?: Readonly<Record<string, string>>;
  /** Only where the tests run as root, which may write everything. */
  readonly uid?: number;
  readonly says: () => RegExp;
}

// One of each sort here; that every key and every database is looked at in the same way, smaller tests say.
const databases = ['cockpit/cockpit.db', 'controller/journal.db', 'agent/journal.db'];
const missing = [
  'cockpit/keys/audit.pem',
  'cockpit/keys/sealing.key',
  'controller/keys/audit.key',
  'controller/keys/client.pem',
  'agent/keys/audit.key',
  'agent/keys/agent.pem',
];
const open = ['cockpit/https/root.pem', 'controller/keys/server.pem', 'agent/keys/audit.key'];

const refusals: readonly Refusal[] = [
  {
    what: 'a port in use',
    spoil: async () => {
      port = createServer().listen(here.ports.agent, '127.0.0.1');
      await once(port, 'listening');
    },
    says: () =>
      new RegExp(
        `Port ${here.ports.agent} on 127\\.0\\.0\\.1, needed by the Agent, is in use.*INTERLOCK_AGENT_BIND`,
      ),
  },
  {
    what: 'plain HTTP on another address than loopback',
    spoil: () => undefined,
    env: { INTERLOCK_HTTP_BIND: '0.0.0.0:4446' },
    says: () => /INTERLOCK_HTTP_BIND: 0\.0\.0\.0:4446 is not loopback/,
  },
  {
    what: 'a data folder that is a file',
    spoil: () => {
      rmSync(here.dataFolder, { recursive: true });
      writeFileSync(here.dataFolder, '');
    },
    says: () => /is no folder/,
  },
  {
    what: 'a data folder that can not be written',
    spoil: () => {
      rmSync(here.dataFolder, { recursive: true });
      mkdirSync(here.dataFolder, { mode: 0o500 });
      if (!isRoot) return;
      chownSync(here.dataFolder, nobody, nobody);
      chmodSync(here.folder, 0o755);
    },
    ...(isRoot ? { uid: nobody } : {}),
    says: () => /can not be written \(EACCES at .*INTERLOCK_DATA/,
  },
  {
    what: 'a settings file that is cut off',
    spoil: () => writeFileSync(file('agent/agent.conf'), '{"agentId":'),
    says: () => /agent\.conf can not be read/,
  },
  {
    what: 'a setting that nobody knows',
    spoil: () => writeFileSync(file('controller/controller.conf'), '{"controlerId":"x"}'),
    says: () => /controller\.conf: there is no setting "controlerId"/,
  },
  {
    what: 'a journal of another Agent',
    spoil: () => undefined,
    env: { INTERLOCK_AGENT_ID: 'other' },
    says: () => /journal of Agent agent, and this is Agent other/,
  },
  ...databases.map(
    (database): Refusal => ({
      what: `${database} from the future`,
      spoil: () => sql(database, 'PRAGMA user_version = 99'),
      says: () => new RegExp(`${database} can not be opened.*version 99`),
    }),
  ),
  {
    what: 'a database that was cut',
    spoil: () => truncateSync(file('cockpit/cockpit.db'), 5_000),
    says: () => /cockpit\.db can not be opened/,
  },
  {
    what: 'a database that is empty',
    spoil: () => truncateSync(file('controller/journal.db'), 0),
    says: () => /journal\.db can not be opened.*empty/,
  },
  {
    what: 'a database in whose middle other bytes stand',
    spoil: () => {
      const bytes = readFileSync(file('agent/journal.db'));
      writeFileSync(file('agent/journal.db'), bytes.fill(0xab, 4_096, 12_288));
    },
    says: () => /journal\.db can not be opened/,
  },
  ...missing.map(
    (key): Refusal => ({
      what: `${key} that is missing`,
      spoil: () => rmSync(file(key)),
      says: () => new RegExp(`${key} is missing.*backup`),
    }),
  ),
  ...open.map(
    (key): Refusal => ({
      what: `${key} that others can read`,
      spoil: () => chmodSync(file(key), 0o644),
      says: () => new RegExp(`${key} is open to others than its owner \\(mode 0644\\)`),
    }),
  ),
  {
    what: 'a key file that is cut',
    spoil: () => truncateSync(file('agent/keys/agent.pem'), 300),
    says: () => /agent\/keys\/agent\.pem does not hold a key with its certificate/,
  },
];

function sql(database: string, statement: string): void {
  const opened = new DatabaseSync(file(database));
  opened.exec(`${statement}; PRAGMA wal_checkpoint(TRUNCATE)`);
  opened.close();
}

for (const { what, spoil, env, uid, says } of refusals) {
  test(`a start is refused with one line, and nothing is changed: ${what}`, async () => {
    cpSync(sound, here.dataFolder, { recursive: true });
    await spoil();
    const before = folderDigest(here.folder);
    const up = here.up(env, uid === undefined ? {} : { uid });
    const { code } = await up.ended;
    assert.equal(code, 1, up.output);
    assert.match(up.output, says());
    const troubles = up.output.split('\n').filter((line) => line.includes('✗'));
    assert.equal(troubles.length, 1, `one line of trouble, not ${up.output}`);
    assert.doesNotMatch(up.output, / {4}at /, 'no stack');
    assert.deepEqual(folderDigest(here.folder), before);
  });
}

test('what was refused starts again once it is put right', async () => {
  cpSync(sound, here.dataFolder, { recursive: true });
  const up = here.up();
  await up.ready();
  await up.end();
});
