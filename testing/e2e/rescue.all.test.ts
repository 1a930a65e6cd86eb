import assert from 'node:assert/strict';
import { chownSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, test } from 'node:test';
import { CockpitClient } from '../testkit/cockpit-client.ts';
import { type RealInstallation, realInstallation } from '../testkit/real-installation.ts';
import type { RunningUp } from '../testkit/running-up.ts';
import { until } from '../testkit/until.ts';

// Everybody is locked out of a real installation, and its owner takes access back on the console.

const password = 'the sea is warm in autumn';

let here: RealInstallation;
let up: RunningUp;

before(async () => {
  here = await realInstallation();
  assert.equal((await here.interlock(['rescue'])).code, 3, 'there is nothing to be rescued yet');
  up = here.up({ INTERLOCK_ROOT_PASSWORD: password });
  await up.ready();
  await up.end();
});
after(() => here?.remove());

const database = () => join(here.dataFolder, 'cockpit/cockpit.db');
const auditLog = () => readFileSync(join(here.dataFolder, 'cockpit/logs/audit.log'), 'utf8');

/** What somebody does who can write the database: the programs are never asked. */
function ruin(...statements: readonly string[]): void {
  const open = new DatabaseSync(database());
  for (const statement of statements) open.exec(statement);
  open.close();
}

async function rescued(...options: readonly string[]): Promise<{ password: string; out: string }> {
  const { code, out, err } = await here.interlock(['rescue', ...options]);
  assert.equal(code, 0, err);
  return { password: / to be changed at the next login: (\S+)/.exec(out)?.[1] ?? assert.fail(out), out };
}

/** Logs in with a one-time password and changes it, as a person does. */
async function getsIn(account: string, oneTime: string, chosen: string): Promise<void> {
  const client = new CockpitClient(here.httpUrl);
  // A running Cockpit finds a new Identity Service at its next look.
  await until(async () => (await client.login(account, oneTime)).status === 200);
  assert.equal(
    (await client.call('/iam/accounts', { identityServiceName: 'x' })).status,
    403,
    'change it first',
  );
  const change = { oldPassword: oneTime, password: chosen, repeatedPassword: chosen };
  assert.equal((await client.call('/iam/account/changepassword', change)).status, 200);
  const again = new CockpitClient(here.httpUrl);
  assert.equal((await again.login(account, oneTime)).status, 401, 'it was for one time');
  assert.equal((await again.login(account, chosen)).status, 200);
  assert.equal((await again.call('/iam/blockedAccounts')).status, 200);
}

async function trailIsWhole(): Promise<void> {
  const { code, out } = await here.interlock(['audit', 'verify']);
  assert.equal(code, 0, out);
  assert.match(out, /The audit trail is whole\./);
}

test('while nothing runs: a disabled, blocked and locked account without rights gets in again', async () => {
  ruin(
    'UPDATE account SET disabled = 1',
    "UPDATE role SET permissions = '[]' WHERE name = 'all'",
    "INSERT INTO blocked_name (name, comment, since_ms) VALUES ('root', '', 1)",
    "INSERT INTO throttle_counter (throttle_key, recent, in_row, last_ms) VALUES ('account root', '[]', 100, 1)",
  );
  const { password: oneTime, out } = await rescued();
  assert.match(
    out,
    /It was disabled[\s\S]*off the blocklist[\s\S]*failed logins were forgotten[\s\S]*role all/,
  );
  const said = auditLog()
    .split('\n')
    .filter((line) => line.includes('"event":"AccessRescued"'));
  assert.equal(said.length, 1);
  assert.match(said[0] ?? '', /"outcome":"succeeded","account":"interlock rescue".*"target":"account root"/);
  assert.ok(!auditLog().includes(oneTime));
  up = here.up();
  await up.ready();
  await getsIn('root', oneTime, 'a quiet lake under snow');
  await up.printed(/WARNING: at .* the account root was given all rights by interlock rescue/);
  await trailIsWhole();
});

test('while the Cockpit runs: an account is made in a new service, and the chain goes on behind it', async () => {
  ruin('UPDATE identity_service SET disabled = 1');
  assert.equal((await new CockpitClient(here.httpUrl).login('root', 'a quiet lake under snow')).status, 401);
  const { password: oneTime, out } = await rescued('--account', 'Warden');
  assert.match(out, /The Identity Service JOC-RESCUE was made for it/);
  await getsIn('warden', oneTime, 'eleven herons on the bank');
  const client = new CockpitClient(here.httpUrl);
  await client.login('warden', 'eleven herons on the bank');
  const { body } = await client.call('/audit_log', { account: 'interlock rescue' });
  const events = body.auditLog.map((row: { event: string }) => row.event);
  assert.deepEqual(events.toSorted(), [
    'AccessRescued',
    'AccessRescued',
    'IdentityServiceStored',
    'RoleStored',
  ]);
  await up.printed(/WARNING: at .* the account warden was given all rights by interlock rescue/);
  await trailIsWhole();
  await up.end();
  await trailIsWhole();
});

test('only the owner of the data folder may', async (t) => {
  if (process.getuid?.() !== 0) return t.skip('needs root, to give the folder to somebody else');
  const folder = join(here.dataFolder, 'cockpit');
  chownSync(folder, 12_345, 12_345);
  const before = readFileSync(database());
  const { code, out, err } = await here.interlock(['rescue']);
  assert.deepEqual([code, out], [4, '']);
  assert.match(err, /belongs to the user 12345, and you are root \(0\)\. Run this as its owner\./);
  assert.deepEqual(readFileSync(database()), before);
  chownSync(folder, 0, 0);
});

test('a name that is none is refused, and the log of the audit trail is its owner’s alone', async () => {
  assert.equal((await here.interlock(['rescue', '--account', ' '])).code, 2);
  assert.equal(statSync(join(here.dataFolder, 'cockpit/logs/audit.log')).mode & 0o777, 0o600);
});
