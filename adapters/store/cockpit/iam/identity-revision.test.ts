import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type TestContext, test } from 'node:test';
import { unwrap } from '@interlock/base';
import type { IamPorts } from '@interlock/iam';
import {
  anAccount,
  anApiToken,
  aRole,
  aService,
  aSession,
  keyOf,
  named,
  serviceNamed,
} from '../../../../testing/conformance/iam-samples.ts';
import { type CockpitStore, openCockpitStore } from '../cockpit-store.ts';

async function opened(t: TestContext): Promise<{ store: CockpitStore; path: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'interlock-'));
  const path = join(folder, 'cockpit.db');
  const onFault = () => assert.fail('no fault was expected');
  const store = unwrap(await openCockpitStore({ path, onFault }));
  t.after(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });
  await store.change(async (ports) => {
    unwrap(await ports.identityServices.save(aService('local')));
    await ports.roles.save(aRole('operator'));
    unwrap(await ports.accounts.save(anAccount('ada')));
    await ports.sessions.add(aSession('one'));
    unwrap(await ports.apiTokens.add(anApiToken('one')));
  });
  return { store, path };
}

const moving: readonly (readonly [what: string, change: (ports: IamPorts) => Promise<unknown>])[] = [
  ['an account that is saved', ({ accounts }) => accounts.save(anAccount('ada', { disabled: true }))],
  ['a new account', ({ accounts }) => accounts.save(anAccount('bob'))],
  ['a role that is saved', ({ roles }) => roles.save(aRole('operator', { ordering: 9 }))],
  [
    'a service that is saved',
    ({ identityServices }) => identityServices.save(aService('local', { disabled: true })),
  ],
  [
    'a name that is blocked',
    ({ blocklist }) => blocklist.save({ name: named('x'), comment: '', sinceMs: 0 }),
  ],
  ['a name that is free again', ({ blocklist }) => blocklist.remove(named('x'))],
  ['a session that ends', ({ sessions }) => sessions.remove('one')],
  ['a token that is revoked', ({ apiTokens }) => apiTokens.remove('one')],
  ['a role that goes', ({ roles }) => roles.remove(serviceNamed('local'), aRole('operator').name)],
  ['an account that goes', ({ accounts }) => accounts.remove(keyOf('local', 's-ada'))],
  [
    'a service that goes with all it has',
    ({ identityServices }) => identityServices.remove(serviceNamed('local')),
  ],
];

test('every change that decisions stand on moves the number, by the time it is acknowledged', async (t) => {
  const { store } = await opened(t);
  for (const [what, change] of moving) {
    const before = store.identityRevision.current();
    await store.change(change);
    assert.notEqual(store.identityRevision.current(), before, what);
  }
});

test('logins, uses, counters and history leave the number as it is', async (t) => {
  const { store } = await opened(t);
  const before = store.identityRevision.current();
  for (const change of [
    ({ sessions }: IamPorts) => sessions.touch('one', 1_500),
    ({ sessions }: IamPorts) => sessions.add(aSession('two')),
    ({ apiTokens }: IamPorts) => apiTokens.touch('one', 1_500),
    ({ accounts }: IamPorts) => accounts.noteLogin(keyOf('local', 's-ada'), 1_500),
    ({ throttle }: IamPorts) => throttle.prune(10),
  ]) {
    await store.change(change);
    assert.equal(store.identityRevision.current(), before, String(change));
  }
});

test('a change by another process is seen as soon as it is committed, and not before', async (t) => {
  const { store, path } = await opened(t);
  const before = store.identityRevision.current();
  const other = new DatabaseSync(path);
  t.after(() => other.close());
  other.exec("BEGIN IMMEDIATE; UPDATE account SET disabled = 1 WHERE name = 'ada'");
  assert.equal(store.identityRevision.current(), before);
  other.exec('ROLLBACK');
  assert.equal(store.identityRevision.current(), before);
  other.exec("UPDATE account SET disabled = 1 WHERE name = 'ada'");
  assert.notEqual(store.identityRevision.current(), before);
});
