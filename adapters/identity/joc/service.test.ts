import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { Secret, unwrap } from '@interlock/base';
import { type Account, type PasswordHasher, passwordAttempt } from '@interlock/iam';
import { hash, verify } from '@node-rs/argon2';
import { anAccount, aService, named } from '../../../testing/conformance/iam-samples.ts';
import { identityServiceConformance } from '../../../testing/conformance/identity-service.suite.ts';
import { memoryIam } from '../../../testing/testkit/memory-iam.ts';
import { argon2Hasher } from './argon2-hasher.ts';
import { jocAdapter, jocService } from './index.ts';

const cheap = { memoryKib: 64, passes: 1, lanes: 1 };
const never = new AbortController().signal;
const right = 'Canary-7f3a right horse';
const wrong = 'Canary-9b1c wrong horse';

/** A service with the accounts ada and eve, who is disabled, counting every call of Argon2. */
async function opened(more: { readonly parameters?: typeof cheap } = {}) {
  const calls: string[] = [];
  const argon2 = {
    hash: (...args: Parameters<typeof hash>) => {
      calls.push('hash');
      return hash(...args);
    },
    verify: (hashed: string, password: string) => {
      calls.push('verify');
      return verify(hashed, password);
    },
  };
  const hasher = argon2Hasher({ random: randomBytes, parameters: cheap, argon2, ...more });
  const store = memoryIam();
  const settings = aService('local');
  await store.change(async ({ identityServices }) => unwrap(await identityServices.save(settings)));
  const ada = await register(store, hasher, anAccount('ada'));
  const eve = await register(store, hasher, anAccount('eve', { disabled: true }));
  unwrap(await store.change(({ accounts }) => accounts.save(anAccount('new'))));
  calls.length = 0;
  return { store, calls, ada, eve, argon2, service: jocService(settings, { store, hasher }) };
}

async function register(store: ReturnType<typeof memoryIam>, hasher: PasswordHasher, account: Account) {
  const hashed = unwrap(await hasher.hash(new Secret(right), never));
  await store.change(async ({ accounts, passwords }) => {
    unwrap(await accounts.save(account));
    await passwords.save(account.key, hashed);
  });
  return account;
}

identityServiceConformance('local accounts', async () => {
  const { service, calls } = await opened();
  return {
    service,
    right: passwordAttempt('ada', new Secret(right)),
    wrong: passwordAttempt('ada', new Secret(wrong)),
    empty: passwordAttempt('ada', new Secret('')),
    unknown: passwordAttempt('nobody', new Secret(right)),
    subject: 's-ada',
    accountName: 'ada',
    secrets: [right, wrong, 'Canary'],
    work: () => calls.length,
  };
});

const attempts: readonly [what: string, name: string, password: string, kind: string, reason?: string][] = [
  ['the right password', 'ada', right, 'verified'],
  ['another spelling of the name', '  ADA ', right, 'verified'],
  ['a wrong password', 'ada', wrong, 'rejected', 'wrongPassword'],
  ['the password in another case', 'ada', right.toUpperCase(), 'rejected', 'wrongPassword'],
  ['the password with a space at its end', 'ada', `${right} `, 'rejected', 'wrongPassword'],
  ['the password cut at a NUL', 'ada', `${right}\0more`, 'rejected', 'wrongPassword'],
  ['an empty password', 'ada', '', 'rejected', 'emptyPassword'],
  ['a password of 1 025 bytes', 'ada', 'x'.repeat(1025), 'rejected', 'wrongPassword'],
  ['a password of a megabyte', 'ada', 'x'.repeat(1_000_000), 'rejected', 'wrongPassword'],
  ['a password with a lone surrogate', 'ada', '\ud800', 'rejected', 'wrongPassword'],
  ['a disabled account with the right password', 'eve', right, 'verified'],
  ['a disabled account with a wrong password', 'eve', wrong, 'rejected', 'wrongPassword'],
  ['an account that has no password yet', 'new', right, 'rejected', 'wrongPassword'],
  ['an account that has no password yet, and none sent', 'new', '', 'rejected', 'emptyPassword'],
  ['an unknown account', 'nobody', right, 'notMine'],
  ['a name that can be nobody’s', 'a\u0000b', right, 'notMine'],
  ['an empty name', '', right, 'notMine'],
  ['a name of a megabyte', 'a'.repeat(1_000_000), right, 'notMine'],
  ['a name that every object has', '__proto__', right, 'notMine'],
];

for (const [what, name, password, kind, reason] of attempts)
  test(`${what}: ${reason ?? kind}, after one verification and nothing more`, async () => {
    const { service, calls } = await opened();
    const step = await service.begin(passwordAttempt(name, new Secret(password)), never);
    assert.equal(step.kind, kind);
    assert.equal('reason' in step ? step.reason : undefined, reason);
    assert.deepEqual(calls, ['verify']);
  });

test('a password is the same in every Unicode form', async () => {
  const { service, store, argon2 } = await opened();
  const composed = 'pässwörter für ändy'.normalize('NFC');
  const hasher = argon2Hasher({ random: randomBytes, parameters: cheap, argon2 });
  const hashed = unwrap(await hasher.hash(new Secret(composed.normalize('NFD')), never));
  await store.change(({ passwords }) => passwords.save(anAccount('ada').key, hashed));
  for (const form of ['NFC', 'NFD'])
    assert.equal(
      (await service.begin(passwordAttempt('ada', new Secret(composed.normalize(form))), never)).kind,
      'verified',
      form,
    );
});

test('a hash of weaker parameters is made anew at the next login, and only then', async () => {
  const { store, argon2, calls, ada } = await opened();
  const raised = { ...cheap, passes: 2 };
  const hasher = argon2Hasher({ random: randomBytes, parameters: raised, argon2 });
  const service = jocService(aService('local'), { store, hasher });
  const before = await store.read.passwords.find(ada.key);
  await service.begin(passwordAttempt('ada', new Secret(wrong)), never);
  assert.equal((await store.read.passwords.find(ada.key))?.reveal(), before?.reveal());
  calls.length = 0;
  for (const _ of [1, 2]) {
    const step = await service.begin(passwordAttempt('ada', new Secret(right)), never);
    const stored = await store.read.passwords.find(ada.key);
    assert.equal(step.kind === 'verified' && step.identity.storedHash?.reveal(), stored?.reveal());
  }
  assert.deepEqual(calls, ['verify', 'hash', 'verify']);
  assert.match(
    (await store.read.passwords.find(ada.key))?.reveal() ?? '',
    /^\$argon2id\$v=19\$m=64,t=2,p=1\$/,
  );
});

test('a password that was changed during the login is not set back by hashing anew', async () => {
  const { store, ada } = await opened();
  const hasher = argon2Hasher({ random: randomBytes, parameters: { ...cheap, passes: 2 } });
  const meddling: PasswordHasher = {
    ...hasher,
    hash: async (password, signal) => {
      await store.change(({ passwords }) => passwords.save(ada.key, new Secret('$changed')));
      return hasher.hash(password, signal);
    },
  };
  const service = jocService(aService('local'), { store, hasher: meddling });
  const step = await service.begin(passwordAttempt('ada', new Secret(right)), never);
  assert.equal((await store.read.passwords.find(ada.key))?.reveal(), '$changed');
  assert.ok(step.kind === 'verified');
  assert.notEqual(
    step.identity.storedHash?.reveal(),
    '$changed',
    'so the core sees that the proof is outdated',
  );
});

test('an account of another service is unknown here', async () => {
  const { store } = await opened();
  const hasher = argon2Hasher({ random: randomBytes, parameters: cheap });
  const other = jocService(aService('other'), { store, hasher });
  assert.equal((await other.begin(passwordAttempt('ada', new Secret(right)), never)).kind, 'notMine');
});

test('a change of the password needs the old one, and gives the new hash without storing it', async () => {
  const { service, store, ada } = await opened();
  const before = (await store.read.passwords.find(ada.key))?.reveal();
  const change = (oldPassword: string, subject = 's-ada') =>
    service.changePassword(
      { subject, oldPassword: new Secret(oldPassword), newPassword: new Secret('another long password') },
      never,
    );
  assert.deepEqual(await change(wrong), { kind: 'rejected', reason: 'wrongPassword' });
  assert.deepEqual(await change(''), { kind: 'rejected', reason: 'emptyPassword' });
  assert.deepEqual(await change(right, 's-nobody'), { kind: 'rejected', reason: 'wrongPassword' });
  const changed = await change(right);
  assert.equal(changed.kind, 'changed');
  assert.equal(changed.stored?.previous.reveal(), before);
  assert.ok(await verify(changed.stored?.next.reveal() ?? '', 'another long password'));
  assert.equal((await store.read.passwords.find(ada.key))?.reveal(), before);
});

test('where too many wait, the service is overloaded and says when to come again', async () => {
  const { store } = await opened();
  const hasher = argon2Hasher({
    random: randomBytes,
    parameters: cheap,
    queue: {
      run: async () => ({ ok: false, problem: { code: 'Throttled', message: '', retryAfterSeconds: 7 } }),
    },
  });
  const service = jocService(aService('local'), { store, hasher });
  const overloaded = { kind: 'unavailable', reason: 'overloaded', retryAfterSeconds: 7 };
  assert.deepEqual(await service.begin(passwordAttempt('ada', new Secret(right)), never), overloaded);
  assert.deepEqual(await service.begin(passwordAttempt('nobody', new Secret(right)), never), overloaded);
});

test('a stored hash that can not be read is a fault, and its text stays secret', async () => {
  const { service, store, ada } = await opened();
  await store.change(({ passwords }) => passwords.save(ada.key, new Secret('Canary-broken-hash')));
  await assert.rejects(service.begin(passwordAttempt('ada', new Secret(right)), never), (fault) => {
    assert.ok(!inspect(fault, { depth: 10 }).includes('Canary'));
    return true;
  });
});

test('a check names settings that it does not know, and accounts that can not be read', async () => {
  const { store } = await opened();
  const hasher = argon2Hasher({ random: randomBytes, parameters: cheap });
  const odd = jocService(aService('local', { details: { url: 'x' } }), { store, hasher });
  assert.equal((await odd.check(never)).healthy, false);
  const broken = {
    ...store,
    read: {
      ...store.read,
      accounts: { ...store.read.accounts, find: () => Promise.reject(new Error('Canary')) },
    },
  };
  const report = await jocService(aService('local'), { store: broken, hasher }).check(never);
  assert.deepEqual(report, { healthy: false, reason: 'The accounts can not be read.' });
});

test('the adapter builds services of its type and refuses unknown settings by name', () => {
  const adapter = jocAdapter({
    store: memoryIam(),
    hasher: argon2Hasher({ random: randomBytes, parameters: cheap }),
  });
  assert.deepEqual(adapter.types, ['JOC']);
  assert.equal(adapter.build(aService('local')).settings.name, 'local');
  assert.deepEqual(adapter.checkDetails({}), { ok: true, value: {} });
  for (const details of [null, [], 'x', { minLength: 3 }])
    assert.equal(adapter.checkDetails(details).ok, false);
  const refused = adapter.checkDetails({ minLength: 3 });
  assert.equal(refused.ok ? undefined : refused.problem.field, 'details.minLength');
});

test('names out of the canonical form never reach the store', async () => {
  assert.equal(passwordAttempt('a\u202eb', new Secret(right)).accountName, undefined);
  assert.equal(passwordAttempt(' ＡDA', new Secret(right)).accountName, named('ａda'));
});
