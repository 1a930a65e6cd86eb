import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Secret, unwrap } from '@interlock/base';
import {
  anAccount,
  aRole,
  aService,
  aSession,
  keyOf,
  named,
  roleNamed,
  serviceNamed,
} from '../../../testing/conformance/iam-samples.ts';
import { memoryIam } from '../../../testing/testkit/memory-iam.ts';
import { compileAccessRights } from '../permissions/access-rights.ts';
import { disableAccount } from './disable-account.ts';
import { renameAccount } from './rename-account.ts';
import type { AccountDraft } from './store-account.ts';
import { storeAccount } from './store-account.ts';

const entry = (permission: string, excluded = false) => ({ permission, excluded });
const viewer = aRole('Viewer', { permissions: [entry('sos:products:joc:auditlog:view')] });
const boss = aRole('boss', { permissions: [entry('sos:products')] });
const denied = aRole('denied', { permissions: [entry('sos:products', true)] });
const local = serviceNamed('local');
const fresh = { key: keyOf('local', 'new'), nowMs: 77 };

/** The roles, and ada who is a viewer with a session. */
async function house() {
  const store = memoryIam();
  await store.change(async (ports) => {
    unwrap(await ports.identityServices.save(aService('local')));
    for (const role of [viewer, boss, denied]) await ports.roles.save(role);
    unwrap(await ports.accounts.save(anAccount('ada', { roles: [viewer.name], email: 'a@b' })));
    unwrap(await ports.accounts.save(anAccount('max', { roles: [boss.name, denied.name] })));
    await ports.sessions.add(aSession('of-ada'));
  });
  const stored = (draft: Partial<AccountDraft>, held = [viewer]) =>
    store.change((ports) =>
      storeAccount(
        ports,
        compileAccessRights(held),
        { serviceId: local, name: named('ada'), ...draft },
        fresh,
      ),
    );
  return { store, stored };
}

test('a new account gets the new key, and the roles as they are spelt', async () => {
  const { store, stored } = await house();
  const { account, isNew } = unwrap(await stored({ name: named('bob'), roles: [roleNamed('VIEWER')] }));
  assert.equal(isNew, true);
  assert.deepEqual(account, {
    key: fresh.key,
    serviceId: local,
    name: 'bob',
    disabled: false,
    forcePasswordChange: false,
    roles: ['Viewer'],
    createdAtMs: 77,
  });
  assert.deepEqual(await store.read.accounts.find(fresh.key), account);
});

test('an account that is there keeps its key and what the draft does not name', async () => {
  const { stored } = await house();
  const { account, isNew } = unwrap(await stored({ disabled: true }));
  assert.deepEqual(
    [isNew, account.key, account.email, account.roles],
    [false, anAccount('ada').key, 'a@b', ['Viewer']],
  );
});

const refusals: readonly [what: string, draft: Partial<AccountDraft>, code: string][] = [
  ['a role that is not there', { roles: [roleNamed('ghost')] }, 'UnknownObject'],
  ['a role above the caller', { roles: [roleNamed('boss')] }, 'PermissionDenied'],
  [
    'a new account with a role above the caller',
    { name: named('bob'), roles: [roleNamed('boss')] },
    'PermissionDenied',
  ],
  ['taking a denial away', { name: named('max'), roles: [roleNamed('boss')] }, 'PermissionDenied'],
];

for (const [what, draft, code] of refusals)
  test(`${what} is refused, and nothing is stored`, async () => {
    const { store, stored } = await house();
    const before = await store.read.accounts.list();
    const refused = await stored(draft);
    assert.equal(!refused.ok && refused.problem.code, code);
    assert.deepEqual(await store.read.accounts.list(), before);
  });

test('who lacks what a name can do by two required services together touches neither of its accounts (semantics §2.8)', async () => {
  const { store, stored } = await house();
  const admin = aRole('admin', { serviceId: serviceNamed('second'), permissions: [entry('sos:products')] });
  const ada = anAccount('ada', { roles: [viewer.name] });
  await store.change(async ({ identityServices, roles, accounts }) => {
    await roles.save(admin);
    const second = { key: keyOf('second', 's-ada'), serviceId: serviceNamed('second') };
    unwrap(await identityServices.save(aService('second', { required: true })));
    unwrap(await accounts.save(anAccount('ada', { ...second, roles: [admin.name] })));
  });
  unwrap(await stored({ email: 'c@d' }));
  await store.change(({ identityServices }) => identityServices.save(aService('local', { required: true })));
  const held = compileAccessRights([viewer]);
  const touches = [
    await stored({ email: 'e@f' }),
    await store.change((ports) => disableAccount(ports, held, ada, true)),
    await store.change((ports) => renameAccount(ports, held, ada, named('eve'))),
    await store.change((ports) => renameAccount(ports, held, anAccount('max'), named('ada'))),
  ];
  for (const touch of touches) assert.equal(!touch.ok && touch.problem.code, 'PermissionDenied');
  const all = compileAccessRights([viewer, admin]);
  unwrap(await store.change((ports) => disableAccount(ports, all, ada, true)));
});

test('a role that was deleted meanwhile may stay, and gives nothing', async () => {
  const { store, stored } = await house();
  const ghost = roleNamed('ghost');
  await store.change(({ accounts }) => accounts.save(anAccount('ada', { roles: [viewer.name, ghost] })));
  assert.deepEqual(unwrap(await stored({ roles: [viewer.name, ghost] })).account.roles, ['Viewer', 'ghost']);
});

const sessions: readonly [what: string, draft: Partial<AccountDraft>, ends: boolean][] = [
  ['a new password', { hash: new Secret('hash') }, true],
  ['disabling', { disabled: true }, true],
  ['other roles', { roles: [] }, false],
  ['a forced change', { forcePasswordChange: true }, false],
  ['an e-mail address', { email: 'c@d' }, false],
];

for (const [what, draft, ends] of sessions)
  test(`${what} ${ends ? 'ends' : 'leaves'} the sessions of the account`, async () => {
    const { store, stored } = await house();
    unwrap(await stored(draft));
    assert.equal((await store.read.sessions.findById('of-ada')) === undefined, ends);
  });
