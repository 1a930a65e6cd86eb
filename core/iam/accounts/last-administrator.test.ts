import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Secret, unwrap } from '@interlock/base';
import {
  anAccount,
  aRole,
  aService,
  named,
  roleNamed,
  serviceNamed,
} from '../../../testing/conformance/iam-samples.ts';
import { memoryIam } from '../../../testing/testkit/memory-iam.ts';
import type { IamPorts } from '../iam-ports.ts';
import { administratorStays } from './last-administrator.ts';

const manage = 'sos:products:joc:administration:accounts:manage';
const admin = aRole('admin', { permissions: [{ permission: 'sos:products:joc', excluded: false }] });
const root = anAccount('root', { roles: [admin.name] });

/** One administrator, root, and ada who is none. */
async function house() {
  const store = memoryIam();
  await store.change(async (ports) => {
    unwrap(await ports.identityServices.save(aService('local')));
    await ports.roles.save(admin);
    await ports.roles.save(aRole('viewer'));
    for (const account of [root, anAccount('ada', { roles: [roleNamed('viewer')] })]) {
      unwrap(await ports.accounts.save(account));
      await ports.passwords.save(account.key, new Secret('hash'));
    }
  });
  return store;
}

const entry = (permission: string, more = {}) => ({ permission, excluded: false, ...more });

const losses: readonly [what: string, change: (ports: IamPorts) => Promise<unknown>][] = [
  ['deleting it', ({ accounts }) => accounts.remove(root.key)],
  ['disabling it', async ({ accounts }) => unwrap(await accounts.save({ ...root, disabled: true }))],
  ['taking its role', async ({ accounts }) => unwrap(await accounts.save({ ...root, roles: [] }))],
  ['deleting its role', ({ roles }) => roles.remove(admin.serviceId, admin.name)],
  ['emptying its role', ({ roles }) => roles.save({ ...admin, permissions: [] })],
  [
    'denying it by its role',
    ({ roles }) =>
      roles.save({ ...admin, permissions: [entry('sos:products'), entry(manage, { excluded: true })] }),
  ],
  [
    'granting it for one Controller alone',
    ({ roles }) => roles.save({ ...admin, permissions: [entry('sos:products', { controllerId: 'c1' })] }),
  ],
  [
    'denying it by another role',
    async ({ roles, accounts }) => {
      await roles.save(aRole('deny', { permissions: [entry('sos', { excluded: true })] }));
      unwrap(await accounts.save({ ...root, roles: [admin.name, roleNamed('deny')] }));
    },
  ],
  ['blocking its name', ({ blocklist }) => blocklist.save({ name: named('Root'), comment: '', sinceMs: 1 })],
  [
    'disabling its service',
    async ({ identityServices }) =>
      unwrap(await identityServices.save(aService('local', { disabled: true }))),
  ],
  [
    'making its service a second factor',
    async ({ identityServices }) =>
      unwrap(await identityServices.save(aService('local', { secondFactor: true }))),
  ],
  [
    'turning its service into one without adapter',
    async ({ identityServices }) =>
      unwrap(await identityServices.save(aService('local', { type: 'LDAP-JOC' }))),
  ],
  [
    'making a service required in which it has no account',
    async ({ identityServices }) =>
      unwrap(await identityServices.save(aService('other', { required: true }))),
  ],
  [
    'making a service required in which its namesake has nothing to prove',
    async ({ identityServices, accounts }) => {
      unwrap(await identityServices.save(aService('other', { required: true })));
      unwrap(await accounts.save(anAccount('root', { serviceId: serviceNamed('other') })));
    },
  ],
  [
    'asking for a second factor that nobody can give',
    async ({ identityServices }) => {
      const keys = aService('keys', { type: 'CERTIFICATE', secondFactor: true, disabled: true });
      unwrap(await identityServices.save(keys));
      const two = { scheme: 'twoFactor', secondFactorServiceId: keys.id } as const;
      unwrap(await identityServices.save(aService('local', two)));
    },
  ],
  ['deleting its service', ({ identityServices }) => identityServices.remove(serviceNamed('local'))],
  ['removing its password', ({ passwords }) => passwords.remove(root.key)],
];

for (const [what, change] of losses)
  test(`the last administrator can not be lost by ${what}`, async () => {
    const store = await house();
    assert.ok((await administratorStays(store.read)).ok);
    const stays = await store.change(async (ports) => {
      await change(ports);
      return administratorStays(ports);
    });
    assert.equal(!stays.ok && stays.problem.code, 'LastAdministrator');
  });

for (const [what, change] of losses.filter(
  ([name]) => /it$|role$|password/.test(name) && !/deleting its role|emptying|denying it by its/.test(name),
))
  test(`with a second administrator, ${what} is allowed`, async () => {
    const store = await house();
    await store.change(async ({ roles, accounts }) => {
      await roles.save(aRole('other', { permissions: [entry(manage)] }));
      unwrap(await accounts.save(anAccount('ada', { roles: [roleNamed('other')] })));
    });
    const stays = await store.change(async (ports) => {
      await change(ports);
      return administratorStays(ports);
    });
    assert.ok(stays.ok);
  });

test('a role limited to a folder still administers, since accounts have no folder', async () => {
  const store = await house();
  const stays = await store.change(async (ports) => {
    await ports.roles.save({ ...admin, folders: [{ folder: '/a' as never, recursive: false }] });
    return administratorStays(ports);
  });
  assert.ok(stays.ok);
});

test('a service may become required in which the administrator has an account of the same name', async () => {
  const store = await house();
  const stays = await store.change(async (ports) => {
    const other = anAccount('root', { serviceId: serviceNamed('other') });
    unwrap(await ports.identityServices.save(aService('other', { required: true })));
    unwrap(await ports.identityServices.save(aService('local', { required: true })));
    unwrap(await ports.accounts.save(other));
    await ports.passwords.save(other.key, new Secret('hash'));
    return administratorStays(ports);
  });
  assert.ok(stays.ok);
});
