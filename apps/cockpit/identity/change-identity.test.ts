import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { type TestContext, test } from 'node:test';
import { type Clock, type ProblemCode, problem, refuse, Secret, succeed, unwrap } from '@interlock/base';
import type { RequestFacts } from '@interlock/cockpit-api';
import { compileAccessRights } from '@interlock/iam';
import { inlineCockpitStore } from '../../../adapters/store/testing/inline-cockpit-store.ts';
import { anAccount, aRole, aService, aSession, named } from '../../../testing/conformance/iam-samples.ts';
import { cockpitAudit } from '../audit/cockpit-audit.ts';
import { commandAudit } from '../audit/command-audit.ts';
import type { CallStores } from '../call-ports.ts';
import type { Caller } from '../sessions/caller.ts';
import { changeIdentity } from './change-identity.ts';
import { identityNews } from './identity-news.ts';

const clock: Clock = { now: () => 1_000 };
const admin = aRole('admin', { permissions: [{ permission: 'sos:products', excluded: false }] });
const root = anAccount('root', { roles: [admin.name] });
const ada = anAccount('ada');

const session = aSession('session', {
  evidence: [{ key: root.key, serviceId: root.serviceId, accountName: root.name, groups: [] }],
});
const caller: Caller = {
  session,
  accountKey: root.key,
  accountName: 'root',
  serviceName: 'local',
  serviceType: 'JOC',
  roles: [admin.name],
  rights: compileAccessRights([admin]),
  mustChangePassword: false,
};
const facts: RequestFacts = {
  requestId: 'request',
  routeId: 'iam.account.store',
  atMs: 1_000,
  clientAddress: '127.0.0.1',
  isSecure: true,
  isBackground: false,
};

/** One administrator, root; `canWrite` says whether the audit trail takes records. */
async function house(t: TestContext) {
  const store = await inlineCockpitStore();
  t.after(() => store.close());
  await store.change(async (stores) => {
    unwrap(await stores.identityServices.save(aService('local')));
    await stores.roles.save(admin);
    unwrap(await stores.accounts.save(root));
    await stores.passwords.save(root.key, new Secret('hash'));
    await stores.sessions.add(session);
  });
  const trail = { canWrite: true };
  const written = cockpitAudit('cockpit', clock, (data) => createHash('sha256').update(data).digest());
  const audit = commandAudit<CallStores>({
    data: store,
    audit: {
      ...written,
      write: async (stores, entries) => {
        if (!trail.canWrite) throw new Error('the trail takes no record');
        await written.write(stores, entries);
      },
    },
    outcomeLost: () => assert.fail('no command is sent'),
  });
  const news = identityNews();
  const names = async () => (await store.read.accounts.list()).map(({ name }) => name);
  const records = async () => (await store.read.audit.head(written.writer))?.sequence ?? 0;
  return { ports: { data: store, audit, identityNews: news }, trail, news, names, records };
}

const saveAda = {
  action: 'AccountStored',
  run: async ({ accounts }: CallStores) => {
    unwrap(await accounts.save(ada));
    return succeed({ value: 'saved', targets: [{ kind: 'account', id: 'ada' }] as const });
  },
} as const;

test('a change and its record are stored together, and who holds a stream is told', async (t) => {
  const { ports, news, names, records } = await house(t);
  const changed = await changeIdentity(ports, { caller, facts }, { ...saveAda, reason: { comment: 'why' } });
  assert.deepEqual(changed, succeed('saved'));
  assert.deepEqual(await names(), ['ada', 'root']);
  assert.equal(await records(), 1);
  assert.equal(news.count(), 1);
});

test('a change that is refused half way leaves nothing, and no record', async (t) => {
  const { ports, news, names, records } = await house(t);
  const refused = await changeIdentity(
    ports,
    { caller, facts },
    {
      ...saveAda,
      run: async (stores) => {
        await saveAda.run(stores);
        return refuse(problem('PermissionDenied'));
      },
    },
  );
  assert.equal(!refused.ok && refused.problem.code, 'PermissionDenied');
  assert.deepEqual([await names(), await records(), news.count()], [['root'], 0, 0]);
});

test('a change whose record can not be written is not made', async (t) => {
  const { ports, trail, news, names, records } = await house(t);
  trail.canWrite = false;
  await assert.rejects(changeIdentity(ports, { caller, facts }, saveAda), /takes no record/);
  assert.deepEqual([await names(), await records(), news.count()], [['root'], 0, 0]);
});

test('a change that fails is a fault, and leaves nothing', async (t) => {
  const { ports, names, records } = await house(t);
  const failing = {
    ...saveAda,
    run: async (stores: CallStores) => {
      await saveAda.run(stores);
      throw new TypeError('a fault');
    },
  };
  await assert.rejects(changeIdentity(ports, { caller, facts }, failing), TypeError);
  assert.deepEqual([await names(), await records()], [['root'], 0]);
});

const meanwhile: readonly [
  what: string,
  code: ProblemCode,
  happened: (stores: CallStores) => Promise<unknown>,
][] = [
  ['has ended', 'SessionUnknown', ({ sessions }) => sessions.remove(session.id)],
  [
    'has lost a right',
    'PermissionDenied',
    ({ roles }) =>
      roles.save({
        ...admin,
        permissions: [{ permission: 'sos:products:joc:administration:accounts', excluded: false }],
      }),
  ],
  [
    'has to change the password',
    'PasswordChangeRequired',
    ({ accounts }) => accounts.save({ ...root, forcePasswordChange: true }),
  ],
];

for (const [what, code, happened] of meanwhile)
  test(`a caller who ${what} while his change waited for its turn changes nothing (semantics §2.10)`, async (t) => {
    const { ports, news, names, records } = await house(t);
    await ports.data.change(happened);
    const refused = await changeIdentity(ports, { caller, facts }, saveAda);
    assert.equal(!refused.ok && refused.problem.code, code);
    assert.deepEqual([await names(), await records(), news.count()], [['root'], 0, 0]);
  });

const losses: readonly [what: string, run: (stores: CallStores) => Promise<unknown>][] = [
  ['deleted', ({ accounts }) => accounts.remove(root.key)],
  ['disabled', ({ accounts }) => accounts.save({ ...root, disabled: true })],
  ['blocked', ({ blocklist }) => blocklist.save({ name: named('root'), comment: '', sinceMs: 1 })],
  ['left without a password', ({ passwords }) => passwords.remove(root.key)],
  ['left without a role', ({ roles }) => roles.remove(admin.serviceId, admin.name)],
];

for (const [what, run] of losses)
  test(`the last administrator is not ${what}: all is undone, and no record stands`, async (t) => {
    const { ports, news, names, records } = await house(t);
    const refused = await changeIdentity(
      ports,
      { caller, facts },
      {
        action: 'AccountStored',
        run: async (stores) => {
          await saveAda.run(stores);
          await run(stores);
          return succeed({ value: undefined, targets: [{ kind: 'account', id: 'root' }] });
        },
      },
    );
    assert.equal(!refused.ok && refused.problem.code, 'LastAdministrator');
    assert.deepEqual([await names(), await records(), news.count()], [['root'], 0, 0]);
    assert.equal((await ports.data.read.passwords.find(root.key))?.reveal(), 'hash');
  });
