import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unwrap } from '@interlock/base';
import fc from 'fast-check';
import {
  anAccount,
  aRole,
  aService,
  named,
  roleNamed,
  serviceNamed,
} from '../../../testing/conformance/iam-samples.ts';
import { allFolders, anyRequest, anyRoles } from '../../../testing/reference/any-roles.ts';
import {
  decideByReference,
  decideSomewhereByReference,
  permissionHasFolder,
} from '../../../testing/reference/decide.ts';
import { memoryIam } from '../../../testing/testkit/memory-iam.ts';
import { permissions } from '../permissions/permission-catalog.ts';
import { readAccess, type Subject } from './subject.ts';
import { whoCan } from './who-can.ts';

const names = ['r', 's', 't', 'u', 'gone'];
const anySubjects = fc.array(
  fc.tuple(fc.constantFrom('local', 'other'), fc.uniqueArray(fc.constantFrom(...names), { maxLength: 4 })),
  { maxLength: 8 },
);

test('who may is who may by the rules, of all accounts', () => {
  fc.assert(
    fc.property(anyRoles(), anyRoles('other'), anySubjects, anyRequest, (local, other, drawn, request) => {
      const roles = [...local, ...other];
      const subjects = drawn.map(
        ([service, roleNames], at): Subject => ({
          kind: 'account',
          key: anAccount(`a${at}`).key,
          name: `a${at}`,
          service: aService(service),
          state: 'active',
          roleNames: roleNames.map(roleNamed),
        }),
      );
      const expected = subjects.filter(({ service, roleNames }) => {
        const held = roles.filter(
          (role) => role.serviceId === service.id && roleNames.some((name) => name === role.name),
        );
        if (!request.controllerId && request.permission.startsWith('sos:products:controller:'))
          return decideSomewhereByReference(held, { ...request, controllerId: '*' }, foldersFor(request));
        return decideSomewhereByReference(held, request, foldersFor(request));
      });
      assert.deepEqual(
        whoCan({ subjects, roles }, request).map(({ subject }) => subject.name),
        expected.map(({ name }) => name),
      );
    }),
    { numRuns: 500 },
  );
});

function foldersFor({ folder }: { readonly folder?: string }): readonly string[] {
  return folder === undefined ? allFolders : [folder];
}

test('a permission with a folder, asked for none, tells the folders in which it is held', () => {
  for (const permission of permissions) {
    const role = aRole('r', {
      permissions: [{ permission, excluded: false }],
      folders: [{ folder: '/a' as never, recursive: true }],
    });
    const subject: Subject = {
      kind: 'account',
      name: 'ada',
      service: aService(),
      state: 'active',
      roleNames: [role.name],
    };
    const [found] = whoCan({ subjects: [subject], roles: [role] }, { permission, controllerId: 'c1' });
    assert.deepEqual(found?.folders, permissionHasFolder(permission) ? role.folders : [], permission);
    assert.ok(decideByReference([role], { permission, controllerId: 'c1', folder: '/a/x' }));
  }
});

test('the picture holds the accounts that are kept here, and of a provider its groups', async () => {
  const store = memoryIam();
  await store.change(async ({ identityServices, accounts, roles, blocklist }) => {
    unwrap(await identityServices.save(aService('local')));
    unwrap(await identityServices.save(aService('off', { disabled: true, ordering: 2 })));
    unwrap(
      await identityServices.save(
        aService('provider', {
          type: 'LDAP',
          ordering: 3,
          groupRoles: [{ group: 'cn=ops', roles: [roleNamed('operator')] }],
        }),
      ),
    );
    await roles.save(aRole('operator'));
    for (const account of [
      anAccount('ada', { roles: [roleNamed('operator')] }),
      anAccount('bob', { disabled: true }),
      anAccount('eve'),
      anAccount('zoe', { serviceId: serviceNamed('off') }),
    ])
      unwrap(await accounts.save(account));
    await blocklist.save({ name: named('eve'), comment: '', sinceMs: 0 });
  });
  const { subjects } = await readAccess(store.read);
  assert.deepEqual(
    subjects.map(({ kind, service, name, state }) => [kind, service.name, name, state]),
    [
      ['account', 'local', 'ada', 'active'],
      ['account', 'local', 'bob', 'disabled'],
      ['account', 'local', 'eve', 'blocked'],
      ['account', 'off', 'zoe', 'serviceDisabled'],
      ['group', 'provider', 'cn=ops', 'active'],
    ],
  );
});
