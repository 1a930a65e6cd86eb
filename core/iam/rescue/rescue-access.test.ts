import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Secret, unwrap } from '@interlock/base';
import {
  anAccount,
  aRole,
  aService,
  aSession,
  named,
  roleNamed,
  serviceNamed,
} from '../../../testing/conformance/iam-samples.ts';
import { memoryIam } from '../../../testing/testkit/memory-iam.ts';
import { administratorStays } from '../accounts/last-administrator.ts';
import type { IamPorts } from '../iam-ports.ts';
import { defaultRolesOf } from '../permissions/default-roles.ts';
import { throttleKeys } from '../throttling/throttle-keys.ts';
import { type Rescued, rescueAccess } from './rescue-access.ts';

const hash = new Secret('hash of a one-time password');
const local = aService('local');
const root = anAccount('root', { roles: [roleNamed('all')] });

const rescue = (accountName = 'root') => ({
  accountName: named(accountName),
  hash,
  newServiceId: serviceNamed('new-service'),
  newSubject: 'new-subject',
  addresses: ['127.0.0.1', '::1'],
  nowMs: 5_000,
});

/** The house as the first start leaves it, then as somebody has left it. */
async function house(ruin: (ports: IamPorts) => Promise<unknown>) {
  const store = memoryIam();
  await store.change(async (ports) => {
    unwrap(await ports.identityServices.save(local));
    for (const role of defaultRolesOf(local.id)) await ports.roles.save(role);
    unwrap(await ports.accounts.save(root));
    await ports.passwords.save(root.key, new Secret('old'));
    await ruin(ports);
  });
  return store;
}

const nothing: Rescued = {
  identityServiceName: 'local',
  isServiceNew: false,
  isAccountNew: false,
  wasDisabled: false,
  wasBlocked: false,
  wasThrottled: false,
  rolesBefore: root.roles,
  isRoleRestored: false,
  madeOptional: [],
  endedSessions: 0,
};
const inNewService: Partial<Rescued> = {
  identityServiceName: 'JOC-RESCUE',
  isServiceNew: true,
  isAccountNew: true,
  rolesBefore: [],
};

const all = defaultRolesOf(local.id)[0] ?? assert.fail();
const counter = (key: ReturnType<typeof throttleKeys>['network'], inRow: number) => ({
  key,
  recentMs: [],
  inRow,
  lastMs: 1,
});

const lockOuts: readonly [
  what: string,
  ruin: (ports: IamPorts) => Promise<unknown>,
  did: Partial<Rescued>,
][] = [
  ['the password is forgotten', async () => undefined, {}],
  [
    'the account is disabled',
    async ({ accounts }) => unwrap(await accounts.save({ ...root, disabled: true })),
    { wasDisabled: true },
  ],
  [
    'the account is gone',
    ({ accounts }) => accounts.remove(root.key),
    { isAccountNew: true, rolesBefore: [] },
  ],
  [
    'the name is blocked',
    ({ blocklist }) => blocklist.save({ name: named('ROOT'), comment: '', sinceMs: 1 }),
    { wasBlocked: true },
  ],
  [
    'the account has a role that denies everything',
    async ({ accounts, roles }) => {
      await roles.save(aRole('deny', { permissions: [{ permission: 'sos:products', excluded: true }] }));
      unwrap(await accounts.save({ ...root, roles: [roleNamed('all'), roleNamed('deny')] }));
    },
    { rolesBefore: [roleNamed('all'), roleNamed('deny')] },
  ],
  ['the role all is empty', ({ roles }) => roles.save({ ...all, permissions: [] }), { isRoleRestored: true }],
  [
    'the role all is gone',
    ({ roles }) => roles.remove(local.id, all.name),
    { isRoleRestored: true, rolesBefore: [] },
  ],
  [
    'the role all is denied something',
    ({ roles }) =>
      roles.save({
        ...all,
        permissions: [
          ...all.permissions,
          { permission: 'sos:products:controller:orders:cancel', excluded: true },
        ],
      }),
    { isRoleRestored: true },
  ],
  [
    'the service is disabled',
    async ({ identityServices }) => unwrap(await identityServices.save({ ...local, disabled: true })),
    inNewService,
  ],
  [
    'the service asks for a second factor',
    async ({ identityServices }) => {
      const keys = aService('keys', { type: 'CERTIFICATE', secondFactor: true });
      unwrap(await identityServices.save(keys));
      const two = { scheme: 'twoFactor', secondFactorServiceId: keys.id } as const;
      unwrap(await identityServices.save({ ...local, ...two }));
    },
    inNewService,
  ],
  ['the service is gone', ({ identityServices }) => identityServices.remove(local.id), inNewService],
  [
    'another service is required, and answers to nobody',
    async ({ identityServices }) =>
      unwrap(await identityServices.save(aService('directory', { type: 'LDAP', required: true }))),
    { madeOptional: ['directory'] },
  ],
  [
    'failed logins have locked the account and the network',
    async ({ throttle }) => {
      const { network, subject } = throttleKeys({ accountName: named('root'), address: '127.0.0.1' });
      if (subject === undefined) assert.fail();
      for (const key of [network, subject.account, subject.pair]) await throttle.save(counter(key, 500));
    },
    { wasThrottled: true },
  ],
];

for (const [what, ruin, did] of lockOuts)
  test(`access is given back where ${what}`, async () => {
    const store = await house(ruin);
    const rescued = await store.change((ports) => rescueAccess(ports, rescue()));
    assert.deepEqual(rescued, { ...nothing, ...did });
    assert.ok((await administratorStays(store.read)).ok);
    const service = await store.read.identityServices.findByName(rescued.identityServiceName);
    const account = service && (await store.read.accounts.findByName(service.id, named('root')));
    assert.ok(account !== undefined);
    assert.deepEqual(
      [account.disabled, account.forcePasswordChange, account.roles],
      [false, true, [roleNamed('all')]],
    );
    assert.equal((await store.read.passwords.find(account.key))?.reveal(), hash.reveal());
    const { network, subject } = throttleKeys({ accountName: named('root'), address: '127.0.0.1' });
    const counters = [network, ...(subject === undefined ? [] : [subject.account, subject.pair])];
    assert.deepEqual(await store.read.throttle.find(counters), []);
  });

test('who had the old password is logged out', async () => {
  const store = await house(async ({ sessions }) => {
    const evidence = [{ key: root.key, serviceId: local.id, accountName: root.name, groups: [] }] as const;
    await sessions.add(aSession('old', { evidence }));
  });
  const { endedSessions } = await store.change((ports) => rescueAccess(ports, rescue()));
  assert.equal(endedSessions, 1);
});

test('nobody else is touched: no other account, no other counter, no disabled service', async () => {
  const ada = anAccount('ada', { disabled: true });
  const others = throttleKeys({ accountName: named('ada'), address: '192.0.2.1' });
  const store = await house(async ({ accounts, blocklist, identityServices, throttle }) => {
    unwrap(await accounts.save(ada));
    unwrap(await identityServices.save(aService('off', { disabled: true, required: true })));
    await blocklist.save({ name: named('ada'), comment: '', sinceMs: 1 });
    await throttle.save(counter(others.network, 500));
  });
  await store.change((ports) => rescueAccess(ports, rescue()));
  assert.deepEqual(await store.read.accounts.find(ada.key), ada);
  assert.ok((await store.read.blocklist.find(named('ada'))) !== undefined);
  assert.equal((await store.read.throttle.find([others.network])).length, 1);
  const off = await store.read.identityServices.find(serviceNamed('off'));
  assert.deepEqual([off?.disabled, off?.required], [true, true]);
});

test('a service of the name that is wanted does not stand in the way of a new one', async () => {
  const store = await house(async ({ identityServices }) => {
    unwrap(await identityServices.save({ ...local, name: 'joc-rescue', disabled: true }));
  });
  const rescued = await store.change((ports) => rescueAccess(ports, rescue('eve')));
  assert.equal(rescued.identityServiceName, 'JOC-RESCUE-2');
});
