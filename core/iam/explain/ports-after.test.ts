import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Secret, unwrap } from '@interlock/base';
import {
  anAccount,
  aRole,
  aService,
  roleNamed,
  serviceNamed,
} from '../../../testing/conformance/iam-samples.ts';
import { memoryIam } from '../../../testing/testkit/memory-iam.ts';
import type { Account } from '../accounts/account.ts';
import { administratorStays } from '../accounts/last-administrator.ts';
import type { Role } from '../permissions/role.ts';
import { applyDraft, type ChangeDraft } from './change-draft.ts';
import { portsAfter } from './ports-after.ts';
import { readAccess } from './subject.ts';

const serviceId = serviceNamed('local');
const admin = aRole('admin', { permissions: [{ permission: 'sos:products', excluded: false }] });
const viewer = aRole('viewer', { permissions: [] });

/** Root administers, ada does not; both could log in. */
async function house() {
  const store = memoryIam();
  await store.change(async (ports) => {
    unwrap(await ports.identityServices.save(aService('local')));
    for (const role of [admin, viewer]) await ports.roles.save(role);
    for (const account of [
      anAccount('root', { roles: [admin.name] }),
      anAccount('ada', { roles: [viewer.name] }),
    ]) {
      unwrap(await ports.accounts.save(account));
      await ports.passwords.save(account.key, new Secret('hash'));
    }
  });
  return store;
}

const stored = (role: Role): ChangeDraft => ({ kind: 'role', role });
const assigned = (accountName: string, ...names: readonly string[]): ChangeDraft => {
  return { kind: 'assignment', serviceId, accountName, roles: names.map(roleNamed) };
};

const drafts: readonly [what: string, draft: ChangeDraft][] = [
  ['a role without its grants', stored({ ...admin, permissions: [] })],
  ['another role with them', stored({ ...viewer, permissions: admin.permissions })],
  ['a new role', stored(aRole('new'))],
  ['the administrators’ role gone', { kind: 'removedRole', serviceId, name: admin.name }],
  ['another role gone', { kind: 'removedRole', serviceId, name: viewer.name }],
  ['root without roles', assigned('root')],
  ['root with another role', assigned('root', 'viewer')],
  ['ada made an administrator, in any case of the name', assigned('ada', 'ADMIN')],
];

for (const [what, draft] of drafts)
  test(`a draft is decided as the change will be: ${what}`, async () => {
    const store = await house();
    const before = await readAccess(store.read);
    const rehearsed = await administratorStays(portsAfter(store.read, applyDraft(before, draft), draft));
    await store.change((ports) => make(ports, draft));
    assert.equal(rehearsed.ok, (await administratorStays(store.read)).ok);
  });

type Ports = Parameters<typeof administratorStays>[0];

async function make({ roles, accounts }: Ports, draft: ChangeDraft): Promise<void> {
  if (draft.kind === 'role') await roles.save(draft.role);
  else if (draft.kind === 'removedRole') await roles.remove(serviceId, draft.name);
  else {
    const all: readonly Account[] = await accounts.list(serviceId);
    const account = all.find(({ name }) => name === draft.accountName);
    if (account !== undefined) unwrap(await accounts.save({ ...account, roles: draft.roles }));
  }
}

test('an account that a draft makes an administrator counts, where the present one goes', async () => {
  const store = await house();
  await store.change(async ({ accounts }) =>
    unwrap(await accounts.save(anAccount('root', { disabled: true, roles: [admin.name] }))),
  );
  const before = await readAccess(store.read);
  const draft = assigned('ada', 'admin');
  assert.ok((await administratorStays(portsAfter(store.read, applyDraft(before, draft), draft))).ok);
  assert.ok(!(await administratorStays(store.read)).ok);
});
