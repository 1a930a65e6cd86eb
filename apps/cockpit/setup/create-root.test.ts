import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { type TestContext, test } from 'node:test';
import { type AccountName, Secret, succeed } from '@interlock/base';
import type { PasswordHasher } from '@interlock/iam';
import { inlineCockpitStore } from '../../../adapters/store/testing/inline-cockpit-store.ts';
import { cockpitAudit } from '../audit/cockpit-audit.ts';
import { createRoot, firstServiceName } from './create-root.ts';

const sha256 = (data: Uint8Array | string) => createHash('sha256').update(data).digest();
const clock = { now: () => 1_700_000_000_000 };

/** Marks a password instead of hashing it: how it is hashed is shown elsewhere. */
const hasher: PasswordHasher = {
  hash: async (password) => succeed(new Secret(`hash of ${password.reveal()}`)),
  verify: async (password, hash) => succeed(hash?.reveal() === `hash of ${password.reveal()}`),
  needsRehash: () => false,
};

async function world(t: TestContext) {
  const store = await inlineCockpitStore();
  t.after(() => store.close());
  const ports = { store, hasher, audit: cockpitAudit('cockpit', clock, sha256), clock, randomBytes };
  const root = async () => {
    const service = await store.read.identityServices.findByName(firstServiceName);
    assert.ok(service !== undefined);
    const account = await store.read.accounts.findByName(service.id, 'root' as AccountName);
    assert.ok(account !== undefined);
    return { service, account, hash: (await store.read.passwords.find(account.key))?.reveal() };
  };
  return { store, ports, root };
}

test('the first start makes root with a password that must be changed at the first login (semantics §1.10)', async (t) => {
  const { ports, root } = await world(t);
  const { oneTimePassword } = await createRoot(ports, undefined);
  const { account, hash, service } = await root();
  assert.equal(hash, `hash of ${oneTimePassword?.reveal()}`);
  assert.equal(account.forcePasswordChange, true);
  assert.deepEqual(account.roles, ['all']);
  assert.equal(service.type, 'JOC');
});

test('two first starts print two passwords', async (t) => {
  const [one, two] = await Promise.all([world(t), world(t)]);
  const passwords = [await createRoot(one.ports, undefined), await createRoot(two.ports, undefined)];
  assert.notEqual(passwords[0]?.oneTimePassword?.reveal(), passwords[1]?.oneTimePassword?.reveal());
});

test('a password that was given counts as chosen, and is printed nowhere', async (t) => {
  const { ports, root } = await world(t);
  assert.deepEqual(await createRoot(ports, new Secret('given by the environment')), {});
  const { account, hash } = await root();
  assert.equal(account.forcePasswordChange, false);
  assert.equal(hash, 'hash of given by the environment');
});

test('a given password is read only while root does not exist', async (t) => {
  const { ports, root } = await world(t);
  await createRoot(ports, new Secret('the first one'));
  await createRoot(ports, new Secret('another one'));
  assert.equal((await root()).hash, 'hash of the first one');
});

test('a printed password that nobody has used is replaced at the next start: it may be lost', async (t) => {
  const { ports, root } = await world(t);
  const first = await createRoot(ports, undefined);
  const second = await createRoot(ports, undefined);
  assert.notEqual(first.oneTimePassword?.reveal(), second.oneTimePassword?.reveal());
  assert.equal((await root()).hash, `hash of ${second.oneTimePassword?.reveal()}`);
});

test('a printed password with which somebody has logged in stays', async (t) => {
  const { ports, store, root } = await world(t);
  await createRoot(ports, undefined);
  const before = await root();
  await store.change((stores) =>
    stores.loginHistory.add({
      id: 'login',
      atMs: clock.now(),
      accountName: before.account.name,
      address: '127.0.0.1',
      userAgent: '',
      result: 'succeeded',
      reason: 'none',
      services: [],
    }),
  );
  assert.deepEqual(await createRoot(ports, undefined), {});
  assert.equal((await root()).hash, before.hash);
});

test('what was made stands in the audit trail, the password does not', async (t) => {
  const { ports, store } = await world(t);
  const { oneTimePassword } = await createRoot(ports, undefined);
  const lines: string[] = [];
  for await (const line of store.read.audit.lines(ports.audit.writer, 1)) lines.push(line);
  const actions = lines.map((line) => JSON.parse(line).action);
  assert.deepEqual([...new Set(actions)], ['IdentityServiceStored', 'RoleStored', 'AccountStored']);
  assert.equal(actions.filter((action) => action === 'RoleStored').length, 7);
  assert.ok(!lines.join().includes(oneTimePassword?.reveal() ?? 'none'));
});
