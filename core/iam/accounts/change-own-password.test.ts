import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { Secret, unwrap } from '@interlock/base';
import {
  anAccount,
  aService,
  aSession,
  keyOf,
  named,
  serviceNamed,
} from '../../../testing/conformance/iam-samples.ts';
import { memoryIam } from '../../../testing/testkit/memory-iam.ts';
import { scriptedIdentityService } from '../../../testing/testkit/scripted-identity-service.ts';
import type {
  ChangesPasswords,
  PasswordChange,
  PasswordChangeStep,
} from '../identity-services/identity-service.ts';
import { passwordDefaults } from '../passwords/password-rules.ts';
import { newToken, tokenHash } from '../sessions/session-token.ts';
import { accountCounter } from '../throttling/throttle-keys.ts';
import { throttleDefaults } from '../throttling/throttle-settings.ts';
import { tryGate } from '../throttling/try-gate.ts';
import {
  changeOwnPassword,
  type OwnPasswordChange,
  type PasswordChangeSurroundings,
} from './change-own-password.ts';
import { setPassword } from './set-password.ts';

const never = new AbortController().signal;
const sha256 = (data: Uint8Array | string): Uint8Array => createHash('sha256').update(data).digest();
const old = 'Canary-old tiger walks';
const fresh = 'Canary-new zebra sleeps';
const ada = anAccount('ada', { forcePasswordChange: true });

/** ada with three sessions, whose service knows her old password. */
async function house() {
  const store = memoryIam();
  await store.change(async (ports) => {
    unwrap(await ports.identityServices.save(aService('local')));
    unwrap(await ports.accounts.save(ada));
    await ports.passwords.save(ada.key, new Secret('old hash'));
    for (const id of ['mine', 'stolen']) await ports.sessions.add(aSession(id));
    const bob = {
      key: keyOf('local', 's-bob'),
      serviceId: serviceNamed('local'),
      accountName: named('bob'),
      groups: [],
    };
    await ports.sessions.add(aSession('bob', { evidence: [bob] }));
    await ports.devices.save({ markHash: 'm', accountName: named('ada'), endsAtMs: 9_999 }, 20);
  });
  const asked: PasswordChange[] = [];
  let before = async () => {};
  const service = {
    ...scriptedIdentityService(aService('local')),
    changePassword: async (change: PasswordChange): Promise<PasswordChangeStep> => {
      asked.push(change);
      await before();
      const right = change.oldPassword.reveal() === old;
      const stored = { previous: new Secret('old hash'), next: new Secret('new hash') };
      return right ? { kind: 'changed', stored } : { kind: 'rejected', reason: 'wrongPassword' };
    },
  } satisfies ChangesPasswords & ReturnType<typeof scriptedIdentityService>;
  const settled: string[] = [];
  const around: PasswordChangeSurroundings = {
    store,
    service: () => service,
    gate: tryGate(),
    clock: { now: () => 1_050 },
    wait: async () => {},
    random: randomBytes,
    sha256,
    throttleSettings: throttleDefaults,
    passwordRules: passwordDefaults,
    isLeaked: () => false,
    settled: async (_ports, { name }, outcome) => {
      settled.push(`${name} ${outcome}`);
    },
  };
  return {
    store,
    asked,
    settled,
    meanwhile: (work: () => Promise<void>) => {
      before = work;
    },
    change: (more: Partial<OwnPasswordChange> = {}, surroundings: Partial<PasswordChangeSurroundings> = {}) =>
      changeOwnPassword(
        {
          session: aSession('mine'),
          oldPassword: new Secret(old),
          newPassword: new Secret(fresh),
          address: '192.0.2.1',
          ...more,
        },
        { ...around, ...surroundings },
        never,
      ),
    sessions: async () => (await store.read.sessions.list(1_050)).map(({ id }) => id),
    hash: async () => (await store.read.passwords.find(ada.key))?.reveal(),
  };
}

test('a changed password ends every other session, and the one that changed it goes on under a new id', async () => {
  const { change, store, sessions, hash, settled } = await house();
  const changed = unwrap(await change());
  assert.equal(await hash(), 'new hash');
  assert.deepEqual((await sessions()).sort(), ['bob', changed.started.session.id].sort());
  assert.notEqual(changed.started.session.id, 'mine');
  assert.deepEqual([...changed.endedSessions].sort(), ['mine', 'stolen']);
  assert.equal(await store.read.sessions.find('token-of-mine'), undefined);
  assert.equal((await store.read.accounts.find(ada.key))?.forcePasswordChange, false);
  assert.equal(await store.read.devices.knows('m', named('ada'), 0), false);
  assert.deepEqual(settled, ['ada changed']);
});

test('a wrong old password changes nothing, and is counted as a failed login', async () => {
  const { change, store, sessions, hash, settled } = await house();
  const refused = await change({ oldPassword: new Secret('Canary-wrong') });
  assert.deepEqual(!refused.ok && [refused.problem.code, refused.problem.field], [
    'PasswordRefused',
    'oldPassword',
  ]);
  assert.equal(await hash(), 'old hash');
  assert.equal((await sessions()).length, 3);
  assert.equal((await store.read.accounts.find(ada.key))?.forcePasswordChange, true);
  const [counter] = await store.read.throttle.find([accountCounter(named('ada'))]);
  assert.equal(counter?.inRow, 1);
  assert.deepEqual(settled, ['ada refused']);
});

test('with the ceiling reached, the right old password is refused too', async () => {
  const { change, hash, asked } = await house();
  for (let count = 0; count < 100; count++) await change({ oldPassword: new Secret('x') });
  const refused = await change();
  assert.equal(!refused.ok && refused.problem.field, 'oldPassword');
  assert.equal(await hash(), 'old hash');
  assert.equal(asked.length, 101);
});

test('strangers who lock the name out do not hinder its owner at a known device', async () => {
  const { change, store } = await house();
  const deviceMark = newToken('device', randomBytes).reveal();
  const markHash = tokenHash('device', deviceMark, sha256) ?? '';
  await store.change(({ devices }) =>
    devices.save({ markHash, accountName: named('ada'), endsAtMs: 9_999 }, 20),
  );
  for (let count = 0; count < 100; count++)
    await change({ oldPassword: new Secret('x'), address: '10.0.0.1' });
  assert.equal((await change()).ok, false);
  assert.equal((await change({ deviceMark })).ok, true);
});

const unfit: readonly [what: string, password: string][] = [
  ['too short', 'short'],
  ['the account name', 'adaadaadaadaadaada'],
  ['common', 'passwordpassword'],
  ['the old one', old],
  ['the old one in another Unicode form', old.normalize('NFD')],
];

for (const [what, newPassword] of unfit)
  test(`a new password that is ${what} is refused before the old one is looked at`, async () => {
    const { change, asked } = await house();
    const refused = await change({ newPassword: new Secret(newPassword) });
    assert.deepEqual(!refused.ok && [refused.problem.code, refused.problem.field], [
      'PasswordRefused',
      'newPassword',
    ]);
    assert.deepEqual(asked, []);
  });

test('a session that is ended meanwhile changes nothing', async () => {
  const { change, store, hash, meanwhile } = await house();
  meanwhile(async () => {
    await store.change(({ sessions }) => sessions.remove('mine'));
  });
  const refused = await change();
  assert.equal(!refused.ok && refused.problem.code, 'SessionUnknown');
  assert.equal(await hash(), 'old hash');
});

test('a password that somebody else changed meanwhile is not overwritten', async () => {
  const { change, store, hash, meanwhile } = await house();
  meanwhile(() =>
    store.change(({ passwords }) => passwords.save(ada.key, new Secret('reset by the administrator'))),
  );
  const refused = await change();
  assert.equal(!refused.ok && refused.problem.field, 'oldPassword');
  assert.equal(await hash(), 'reset by the administrator');
});

test('an account whose password is not kept here can not change it here', async () => {
  const { change } = await house();
  const without = scriptedIdentityService(aService('local'));
  for (const service of [() => without, () => undefined]) {
    const refused = await change({}, { service });
    assert.equal(!refused.ok && refused.problem.code, 'InvalidInput');
  }
});

test('a service that can not answer changes nothing and counts nothing', async () => {
  const { change, store } = await house();
  for (const [reason, code] of [
    ['unreachable', 'IdentityServiceUnavailable'],
    ['overloaded', 'Throttled'],
  ] as const) {
    const service = () => ({
      ...scriptedIdentityService(aService('local')),
      changePassword: async () => ({ kind: 'unavailable', reason }) as const,
    });
    const refused = await change({}, { service });
    assert.equal(!refused.ok && refused.problem.code, code);
  }
  assert.deepEqual(await store.read.throttle.atLeast(1), []);
});

test('if the change can not be recorded, nothing is changed', async () => {
  const { change, hash, sessions } = await house();
  await assert.rejects(change({}, { settled: () => Promise.reject(new Error('no audit')) }), /no audit/);
  assert.equal(await hash(), 'old hash');
  assert.equal((await sessions()).length, 3);
});

test('no password stands in an answer', async () => {
  const { change } = await house();
  const said = [
    await change({ oldPassword: new Secret('Canary-x') }),
    await change({ newPassword: new Secret('Canary') }),
    await change(),
  ];
  assert.ok(!inspect(said, { depth: 20 }).includes('Canary'));
});

test('a password that an administrator sets ends all sessions of the account', async () => {
  const { store, sessions, hash } = await house();
  const ended = await store.change((ports) => setPassword(ports, ada.key, new Secret('given'), true));
  assert.deepEqual([...unwrap(ended)].sort(), ['mine', 'stolen']);
  assert.deepEqual(await sessions(), ['bob']);
  assert.equal(await hash(), 'given');
  assert.equal((await store.read.accounts.find(ada.key))?.forcePasswordChange, true);
  const gone = await store.change((ports) =>
    setPassword(ports, keyOf('local', 'nobody'), new Secret('x'), true),
  );
  assert.equal(!gone.ok && gone.problem.code, 'UnknownObject');
});
