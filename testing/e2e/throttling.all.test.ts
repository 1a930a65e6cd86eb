import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, test } from 'node:test';
import { CockpitClient } from '../testkit/cockpit-client.ts';
import { type RealInstallation, realInstallation } from '../testkit/real-installation.ts';
import type { RunningUp } from '../testkit/running-up.ts';

// Counters of failed logins are stored: neither a stop nor a power cut clears them (semantics §1.11).

const password = 'the sea is warm in autumn';

let here: RealInstallation;
let up: RunningUp;

before(async () => {
  here = await realInstallation();
  up = here.up({ INTERLOCK_ROOT_PASSWORD: password });
  await up.ready();
});
after(() => here?.remove());

const logIn = async (name: string, secret: string) =>
  (await new CockpitClient(here.httpUrl).login(name, secret)).status;

/** Leaves an account one failure short of being locked, as ninety-nine failures over weeks would. */
function almostLocked(name: string): void {
  const database = new DatabaseSync(join(here.dataFolder, 'cockpit/cockpit.db'));
  database
    .prepare('INSERT INTO throttle_counter (throttle_key, recent, in_row, last_ms) VALUES (?, ?, 99, 1)')
    .run(`account ${name}`, '[]');
  database.close();
}

test('an account that is locked stays so over a stop and a power cut, until an administrator lifts it', async () => {
  const root = new CockpitClient(here.httpUrl);
  await root.login('root', password);
  const stored = await root.call('/iam/account/store', {
    identityServiceName: 'JOC-INITIAL',
    accountName: 'ada',
    password: 'eleven herons on the bank',
    forcePasswordChange: false,
    disabled: false,
    roles: ['api_user'],
  });
  assert.equal(stored.status, 200, JSON.stringify(stored.body));
  almostLocked('ada');
  assert.equal(await logIn(' ADA', 'wrong'), 401);
  await up.end();
  up = here.up();
  await up.ready();
  assert.equal(await logIn('ada', 'eleven herons on the bank'), 401, 'after a stop');
  await up.powerCut();
  up = here.up();
  await up.ready();
  assert.equal(await logIn('ada', 'eleven herons on the bank'), 401, 'after a power cut');
  const again = new CockpitClient(here.httpUrl);
  assert.equal((await again.login('root', password)).status, 200, 'others log in');
  const { body } = await again.call('/iam/accounts/throttled');
  assert.deepEqual(
    body.throttledAccounts.map(({ accountName, failures }: { accountName: string; failures: number }) => [
      accountName,
      failures,
    ]),
    [['ada', 102]],
  );
  assert.equal((await again.call('/iam/accounts/unthrottle', { accountNames: ['ada'] })).status, 200);
  assert.equal(await logIn('ada', 'eleven herons on the bank'), 200);
});
