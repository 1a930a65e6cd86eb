import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { inspect } from 'node:util';
import { type Log, type LogFields, Secret, silentLog, unwrap } from '@interlock/base';
import {
  anAccount,
  aRole,
  aService,
  named,
  roleNamed,
  serviceNamed,
} from '../../../testing/conformance/iam-samples.ts';
import { memoryIam } from '../../../testing/testkit/memory-iam.ts';
import {
  type ScriptedIdentityService,
  scriptedIdentityService,
} from '../../../testing/testkit/scripted-identity-service.ts';
import type { AuthenticationStep } from '../identity-services/authentication-step.ts';
import type { IdentityServiceSettings } from '../identity-services/identity-service-settings.ts';
import { sessionDefaults } from '../sessions/session-settings.ts';
import { tokenHash } from '../sessions/session-token.ts';
import { accountCounter } from '../throttling/throttle-keys.ts';
import { throttleDefaults } from '../throttling/throttle-settings.ts';
import { tryGate } from '../throttling/try-gate.ts';
import { logIn } from './log-in.ts';
import type { LoginHistoryEntry } from './login-history-store.ts';
import type { LoginOutcome, LoginRequest, LoginSurroundings } from './login-request.ts';
import { passwordAttempt } from './password-attempt.ts';

const never = new AbortController().signal;
const sha256 = (data: Uint8Array | string): Uint8Array => createHash('sha256').update(data).digest();
const password = 'Canary-4c1e a password';
const wrong: AuthenticationStep = { kind: 'rejected', reason: 'wrongPassword' };

function verified(name = 'ada', more = {}): AuthenticationStep {
  return {
    kind: 'verified',
    identity: { subject: `s-${name}`, accountName: named(name), groups: [], methods: ['pwd'], ...more },
  };
}

/** A Cockpit's identity and access, with one service of local accounts where ada is an operator. */
async function house(services: readonly IdentityServiceSettings[] = [aService('local')]) {
  const store = memoryIam();
  const scripted = new Map<string, ScriptedIdentityService>(
    services.map((settings) => [settings.id, scriptedIdentityService(settings)]),
  );
  await store.change(async (ports) => {
    for (const settings of services) unwrap(await ports.identityServices.save(settings));
    for (const { id } of services) {
      await ports.roles.save(aRole('operator', { serviceId: id }));
      unwrap(await ports.accounts.save(anAccount('ada', { serviceId: id, roles: [roleNamed('operator')] })));
    }
  });
  const logged: [string, LogFields | undefined][] = [];
  const log: Log = { ...silentLog, error: (event, fields) => logged.push([event, fields]) };
  const waits: number[] = [];
  const settled: LoginHistoryEntry[] = [];
  let nowMs = 1_000_000;
  const around: LoginSurroundings = {
    store,
    service: (id) => scripted.get(id),
    gate: tryGate(),
    clock: { now: () => nowMs },
    log,
    random: randomBytes,
    sha256,
    wait: async (ms) => {
      waits.push(ms);
    },
    sessionSettings: sessionDefaults,
    throttleSettings: throttleDefaults,
    settled: async (_ports, entry) => {
      settled.push(entry);
    },
  };
  const local = scripted.get(services[0]?.id ?? '');
  assert.ok(local);
  return {
    store,
    around,
    waits,
    logged,
    settled,
    local,
    by: (id: string) => scripted.get(id) ?? assert.fail(id),
    later: (ms: number) => {
      nowMs += ms;
    },
    logIn: (more: Partial<LoginRequest> = {}, surroundings: Partial<LoginSurroundings> = {}) =>
      logIn(request(more), { ...around, ...surroundings }, never),
    history: () => store.read.loginHistory.list({ limit: 1_000 }),
    sessions: () => store.read.sessions.list(nowMs),
  };
}

function request(more: Partial<LoginRequest> = {}): LoginRequest {
  return {
    attempt: passwordAttempt('ada', new Secret(password)),
    transport: 'header',
    rememberMe: false,
    address: '192.0.2.1',
    userAgent: 'test',
    ...more,
  };
}

function succeeded(outcome: LoginOutcome) {
  assert.equal(outcome.kind, 'succeeded');
  return outcome;
}

function reasonOf(outcome: LoginOutcome): string {
  return outcome.kind === 'refused' ? outcome.reason : outcome.kind;
}

test('who is verified and has a role gets a session, and the login stands in the history', async () => {
  const { logIn, local, store, history, settled } = await house();
  local.answer(verified());
  const { started, accountName, roles, service, forcePasswordChange } = succeeded(await logIn());
  assert.deepEqual(
    [accountName, roles.map(({ name }) => name), service.name, forcePasswordChange],
    ['ada', ['operator'], 'local', false],
  );
  const hash = tokenHash('header', started.token.reveal(), sha256) ?? '';
  assert.deepEqual(await store.read.sessions.find(hash), started.session);
  assert.deepEqual(started.session.evidence, [
    { key: 'local/s-ada', serviceId: 'local', accountName: 'ada', groups: [] },
  ]);
  const [entry] = await history();
  assert.deepEqual([entry?.result, entry?.serviceName, entry?.reason], ['succeeded', 'local', 'none']);
  assert.deepEqual(settled, [entry]);
});

const refusals: readonly [
  reason: string,
  prepare: (made: Awaited<ReturnType<typeof house>>) => Promise<unknown>,
][] = [
  ['notVerified', async ({ local }) => local.answer(wrong)],
  ['notVerified', async ({ local }) => local.answer({ kind: 'notMine' })],
  ['unavailable', async ({ local }) => local.answer({ kind: 'unavailable', reason: 'unreachable' })],
  [
    'disabled',
    ({ store }) =>
      store.change(async ({ accounts }) =>
        unwrap(await accounts.save(anAccount('ada', { disabled: true, roles: [roleNamed('operator')] }))),
      ),
  ],
  [
    'noRole',
    ({ store }) => store.change(async ({ accounts }) => unwrap(await accounts.save(anAccount('ada')))),
  ],
  [
    'noRole',
    ({ store }) => store.change(({ roles }) => roles.remove(serviceNamed('local'), roleNamed('operator'))),
  ],
  ['noRole', ({ store }) => store.change(({ accounts }) => accounts.remove(anAccount('ada').key))],
  [
    'blocked',
    ({ store }) =>
      store.change(({ blocklist }) => blocklist.save({ name: named('ADA'), comment: '', sinceMs: 1 })),
  ],
];

for (const [reason, prepare] of refusals)
  test(`a refusal says one text whatever the cause: ${reason}`, async () => {
    const made = await house();
    made.local.answer(verified());
    await prepare(made);
    const outcome = await made.logIn();
    assert.deepEqual(outcome, {
      kind: 'refused',
      problem: { code: 'LoginRefused', message: 'Access denied' },
      reason,
    });
    assert.deepEqual(await made.sessions(), []);
    assert.equal(made.local.asked.length, 1, 'each is asked, so that each costs the same');
    const [entry] = await made.history();
    assert.deepEqual([entry?.result, entry?.reason], ['refused', reason]);
    assert.ok(!('serviceName' in (entry ?? {})));
  });

test('a name that can be nobody’s takes the same way to the same text', async () => {
  const { logIn, local, history } = await house();
  const attempt = passwordAttempt('a\u0000b', new Secret(password));
  assert.equal(reasonOf(await logIn({ attempt })), 'notVerified');
  assert.equal(local.asked.length, 1);
  assert.equal((await history())[0]?.accountName, undefined);
});

test('a refusal is counted whatever its cause, but for outages', async () => {
  for (const [step, counted] of [
    [wrong, 1],
    [{ kind: 'notMine' }, 1],
    [{ kind: 'unavailable', reason: 'timedOut' }, 0],
  ] as const) {
    const { logIn, local, store } = await house();
    local.answer(step);
    await logIn();
    const [counter] = await store.read.throttle.find([accountCounter(named('ada'))]);
    assert.equal(counter?.inRow ?? 0, counted, step.kind);
  }
});

test('the right password of a disabled or blocked account is counted like a wrong one', async () => {
  for (const index of [3, 7]) {
    const made = await house();
    made.local.answer(verified());
    await refusals[index]?.[1](made);
    await made.logIn();
    const [counter] = await made.store.read.throttle.find([accountCounter(named('ada'))]);
    assert.equal(counter?.inRow, 1);
  }
});

test('a blocked name is refused whichever spelling proves it', async () => {
  const { logIn, local, store } = await house();
  await store.change(({ blocklist }) => blocklist.save({ name: named('ada'), comment: '', sinceMs: 1 }));
  local.answer(verified('bob', { subject: 's-ada', accountName: 'Ada' }));
  assert.equal(reasonOf(await logIn({ attempt: passwordAttempt('bob', new Secret(password)) })), 'blocked');
});

test('roles of all required services are joined, the session is that of the first', async () => {
  const required = [
    aService('second', { ordering: 2, required: true }),
    aService('first', { ordering: 1, required: true }),
    aService('optional', { ordering: 0 }),
  ];
  const { logIn, by, store, history } = await house(required);
  await store.change(({ roles }) =>
    roles.save(aRole('operator', { serviceId: serviceNamed('second'), ordering: 2 })),
  );
  for (const id of ['first', 'second', 'optional']) by(id).answer(verified());
  const { started, service, roles } = succeeded(await logIn());
  assert.deepEqual(
    started.session.evidence.map(({ serviceId }) => serviceId),
    ['first', 'second'],
  );
  assert.deepEqual(
    roles.map(({ serviceId, name }) => `${serviceId} ${name}`),
    ['first operator', 'second operator'],
  );
  assert.equal(service.name, 'first');
  assert.equal(by('optional').asked.length, 0);
  assert.deepEqual(
    (await history())[0]?.services.map(({ serviceName, outcome }) => `${serviceName} ${outcome}`),
    ['first verified', 'second verified'],
  );
});

test('a required service that fails ends the login, and both outcomes stand in the history', async () => {
  const { logIn, by, history, sessions } = await house([
    aService('first', { required: true }),
    aService('second', { required: true }),
  ]);
  by('first').answer(verified());
  by('second').answer({ kind: 'unavailable', reason: 'timedOut' });
  assert.equal(reasonOf(await logIn()), 'notVerified');
  assert.deepEqual(await sessions(), []);
  assert.deepEqual((await history())[0]?.services, [
    { serviceName: 'first', outcome: 'verified', reason: 'none' },
    { serviceName: 'second', outcome: 'unavailable', reason: 'timedOut' },
  ]);
});

test('a disabled account in any required service refuses the login', async () => {
  const { logIn, by, store } = await house([
    aService('first', { required: true }),
    aService('second', { required: true }),
  ]);
  for (const id of ['first', 'second']) by(id).answer(verified());
  await store.change(async ({ accounts }) =>
    unwrap(await accounts.save(anAccount('ada', { serviceId: serviceNamed('second'), disabled: true }))),
  );
  assert.equal(reasonOf(await logIn()), 'disabled');
});

test('roles come from groups where the service says so, and an account of that name elsewhere lends none', async () => {
  const directory = aService('directory', {
    type: 'LDAP',
    ordering: 0,
    groupRoles: [
      { group: 'cn=ops', roles: [roleNamed('operator')] },
      { group: 'cn=OPS', roles: [roleNamed('other')] },
    ],
  });
  const { logIn, by, store } = await house([directory, aService('local')]);
  await store.change(({ roles }) => roles.save(aRole('other', { serviceId: serviceNamed('directory') })));
  by('directory').answer(verified('ada', { groups: ['cn=ops', 'cn=unmapped'] }));
  const { roles, started } = succeeded(await logIn());
  assert.deepEqual(
    roles.map(({ serviceId, name }) => `${serviceId} ${name}`),
    ['directory operator'],
  );
  assert.deepEqual(started.session.evidence[0]?.groups, ['cn=ops', 'cn=unmapped']);
  by('directory').answer(verified('ada', { groups: ['cn=unmapped'] }));
  assert.equal(reasonOf(await logIn()), 'noRole');
});

test('a service that is not built is unavailable, and a fault in one is no proof and stops nobody', async () => {
  const { logIn, by, logged, history } = await house([
    aService('broken', { ordering: 0 }),
    aService('local'),
  ]);
  by('broken').answer(() => Promise.reject(new TypeError(`it holds ${password}`)));
  by('local').answer(verified());
  succeeded(await logIn());
  assert.deepEqual(logged, [['identity service failed', { identityService: 'broken', fault: 'TypeError' }]]);
  succeeded(await logIn({}, { service: (id) => (id === 'broken' ? undefined : by(id)) }));
  assert.deepEqual((await history()).map(({ services }) => services[0]?.reason).sort(), [
    'misconfigured',
    'noAdapter',
  ]);
});

test('overload is 429 with the time to come again, counted as nothing and kept in no history', async () => {
  const { logIn, local, store, history } = await house();
  local.answer({ kind: 'unavailable', reason: 'overloaded', retryAfterSeconds: 4 });
  const outcome = await logIn();
  assert.equal(outcome.kind, 'throttled');
  assert.deepEqual([outcome.problem.code, outcome.problem.retryAfterSeconds], ['Throttled', 4]);
  assert.deepEqual(await store.read.throttle.atLeast(1), []);
  assert.deepEqual(await history(), []);
});

test('a challenge goes to the client without a session and without a failure', async () => {
  const { logIn, local, store, sessions, history } = await house();
  const challenge = { id: 'c', kind: 'webauthn', request: {}, endsAtMs: 2_000_000 } as const;
  local.answer({ kind: 'challenge', challenge });
  const outcome = await logIn();
  assert.equal(outcome.kind, 'challenged');
  assert.deepEqual(outcome.challenge, challenge);
  assert.deepEqual(await sessions(), []);
  assert.deepEqual(await store.read.throttle.atLeast(1), []);
  assert.equal((await history())[0]?.result, 'challenged');
});

test('two factors: both have to name the account, and both stand in the session', async () => {
  const first = aService('first', { scheme: 'twoFactor', secondFactorServiceId: serviceNamed('keys') });
  const keys = aService('keys', { type: 'CERTIFICATE', secondFactor: true });
  const { logIn, by, history } = await house([first, keys]);
  by('first').answer(verified());
  by('keys').answer(verified('bob', { methods: ['swk'] }));
  assert.equal(reasonOf(await logIn()), 'secondFactorRefused');
  by('keys').answer(verified('ada', { methods: ['swk'] }));
  const { started } = succeeded(await logIn());
  assert.deepEqual(started.session.methods, ['pwd', 'swk']);
  assert.deepEqual(
    started.session.evidence.map(({ serviceId }) => serviceId),
    ['first'],
  );
  assert.deepEqual(
    (await history()).flatMap(({ services }) => services.map(({ serviceName }) => serviceName)),
    ['first', 'keys', 'first', 'keys'],
  );
});

test('two factors without a second one: nobody logs in by one', async () => {
  const { logIn, local } = await house([aService('first', { scheme: 'twoFactor' })]);
  local.answer(verified());
  assert.equal(reasonOf(await logIn()), 'secondFactorMissing');
});

test('naming a service that takes a password skips nothing: nobody is asked', async () => {
  const { logIn, by } = await house([aService('local'), aService('required', { required: true })]);
  for (const id of ['local', 'required']) by(id).answer(verified());
  assert.equal(reasonOf(await logIn({ namedService: 'local' })), 'serviceNotNameable');
  assert.deepEqual([by('local').asked, by('required').asked], [[], []]);
});

test('a password that was changed after it was verified gives no session', async () => {
  const { logIn, local, store, sessions } = await house();
  const { key } = anAccount('ada');
  const storedHash = new Secret('old hash');
  await store.change(({ passwords }) => passwords.save(key, storedHash));
  local.answer(verified('ada', { storedHash }));
  succeeded(await logIn());
  await store.change(({ sessions }) => sessions.removeOfAccount(key));
  local.answer(async () => {
    await store.change(({ passwords }) => passwords.save(key, new Secret('new hash')));
    return verified('ada', { storedHash });
  });
  assert.equal(reasonOf(await logIn()), 'proofOutdated');
  assert.deepEqual(await sessions(), []);
});

test('a forced change of the password is told', async () => {
  const { logIn, local, store } = await house();
  local.answer(verified());
  await store.change(async ({ accounts }) =>
    unwrap(
      await accounts.save(anAccount('ada', { forcePasswordChange: true, roles: [roleNamed('operator')] })),
    ),
  );
  assert.equal(succeeded(await logIn()).forcePasswordChange, true);
});

test('a session ends with the provider’s grant, with that which ends first', async () => {
  const { logIn, by } = await house([
    aService('first', { required: true }),
    aService('second', { required: true }),
  ]);
  by('first').answer(verified('ada', { grantEndsAtMs: 1_005_000 }));
  by('second').answer(verified('ada', { grantEndsAtMs: 1_002_000 }));
  assert.equal(succeeded(await logIn()).started.session.endsAtMs, 1_002_000);
});

test('nothing that a client sends becomes part of its session’s token or id', async () => {
  const { logIn, local } = await house();
  local.answer(verified());
  const made = [await logIn({ transport: 'cookie' }), await logIn({ transport: 'cookie' })].map(succeeded);
  const [a, b] = made.map(({ started }) => started);
  assert.notEqual(a?.token.reveal(), b?.token.reveal());
  assert.notEqual(a?.session.id, b?.session.id);
});

test('if the outcome can not be stored, nobody is logged in', async () => {
  const { logIn, local, sessions, history } = await house();
  local.answer(verified());
  const settled = () => Promise.reject(new Error('the audit record can not be written'));
  await assert.rejects(logIn({}, { settled }), /audit record/);
  assert.deepEqual([await sessions(), await history()], [[], []]);
});

test('tries wait longer with each failure, and the wait ends with the first success', async () => {
  const { logIn, local, waits } = await house();
  local.answer(wrong);
  for (let count = 0; count < 6; count++) await logIn();
  assert.deepEqual(waits, [1_000, 2_000, 4_000]);
  local.answer(verified());
  succeeded(await logIn());
  succeeded(await logIn());
  assert.deepEqual(waits, [1_000, 2_000, 4_000, 8_000]);
});

test('spellings of a name share their waits and their ceiling', async () => {
  const { logIn, local, waits } = await house();
  local.answer(wrong);
  for (const typed of ['ada', 'ADA', ' Ada\t', 'aDa '])
    await logIn({ attempt: passwordAttempt(typed, new Secret(password)) });
  assert.deepEqual(waits, [1_000]);
});

test('a namesake who logs in by another service washes away no failure on the name', async () => {
  const { logIn, by, store } = await house([aService('first'), aService('second')]);
  by('first').answer(wrong);
  by('second').answer(wrong);
  for (let count = 0; count < 5; count++) await logIn();
  by('second').answer(verified());
  succeeded(await logIn());
  const [counter] = await store.read.throttle.find([accountCounter(named('ada'))]);
  assert.equal(counter?.inRow, 5);
});

test('after a hundred failures the right password is refused like a wrong one, after the same work', async () => {
  const { logIn, local, later, store } = await house();
  local.answer(wrong);
  for (let count = 0; count < 100; count++) {
    await logIn({ address: `10.0.${count}.1` });
    later(60_000);
  }
  local.answer(verified());
  assert.equal(reasonOf(await logIn()), 'lockedOut');
  assert.equal(local.asked.length, 101);
  await store.change(({ throttle }) => throttle.remove([accountCounter(named('ada'))]));
  succeeded(await logIn());
});

test('a thousand tries at once: no more than the ceiling are verified as such, four wait, the rest is refused at once', async () => {
  const { logIn, local } = await house();
  let verifying = 0;
  let most = 0;
  local.answer(async () => {
    verifying += 1;
    most = Math.max(most, verifying);
    await turn();
    verifying -= 1;
    return wrong;
  });
  const released = Promise.withResolvers<void>();
  const tries = Array.from({ length: 1_000 }, () => logIn({}, { wait: () => released.promise }));
  await turn();
  await turn();
  setImmediate(released.resolve);
  const outcomes = (await Promise.all(tries)).map(reasonOf);
  assert.ok(most <= 4, `${most} were verified at once`);
  assert.ok(local.asked.length <= 16, `${local.asked.length} were verified`);
  assert.deepEqual([...new Set(outcomes)].sort(), ['notVerified', 'throttled', 'tooManyWaiting']);
});

test('many right logins of one account at once all succeed', async () => {
  const { logIn, local } = await house();
  local.answer(async () => {
    await turn();
    return verified();
  });
  const outcomes = await Promise.all(Array.from({ length: 60 }, () => logIn()));
  assert.deepEqual([...new Set(outcomes.map(reasonOf))], ['succeeded']);
});

test('a network that failed too often gets 429, and no service is asked', async () => {
  const { logIn, local } = await house();
  local.answer(wrong);
  for (let count = 0; count < 301; count++)
    await logIn({
      attempt: passwordAttempt(`user${count}`, new Secret(password)),
      address: `192.0.2.${count % 250}`,
    });
  const outcome = await logIn();
  assert.equal(outcome.kind, 'throttled');
  assert.equal(outcome.problem.retryAfterSeconds, 900);
  assert.equal(local.asked.length, 301);
});

test('a login of the page makes its device known, which strangers then can’t lock out', async () => {
  const { logIn, local, later, waits } = await house();
  local.answer(verified());
  const { deviceMark } = succeeded(await logIn({ transport: 'cookie' }));
  assert.ok(deviceMark);
  local.answer(wrong);
  for (let count = 0; count < 120; count++) {
    await logIn({ address: `10.0.${count}.1` });
    later(1_000);
  }
  waits.length = 0;
  local.answer(verified());
  assert.equal(reasonOf(await logIn({ transport: 'cookie' })), 'lockedOut');
  waits.length = 0;
  const again = succeeded(await logIn({ transport: 'cookie', deviceMark: deviceMark.reveal() }));
  assert.equal(again.deviceMark?.reveal(), deviceMark.reveal());
  assert.deepEqual(waits, []);
});

test('a mark that somebody planted is replaced and does not become known', async () => {
  const { logIn, by, store } = await house();
  by('local').answer(verified());
  const planted = succeeded(await logIn({ transport: 'cookie' })).deviceMark?.reveal() ?? '';
  await store.change(async ({ accounts }) =>
    unwrap(await accounts.save(anAccount('victim', { roles: [roleNamed('operator')] }))),
  );
  by('local').answer(verified('victim'));
  const attempt = passwordAttempt('victim', new Secret(password));
  const given = succeeded(await logIn({ attempt, transport: 'cookie', deviceMark: planted })).deviceMark;
  assert.notEqual(given?.reveal(), planted);
  const hash = tokenHash('device', planted, sha256) ?? '';
  assert.equal(await store.read.devices.knows(hash, named('victim'), 0), false);
});

test('a REST client gets no device mark', async () => {
  const { logIn, local } = await house();
  local.answer(verified());
  assert.equal(succeeded(await logIn()).deviceMark, undefined);
});

test('no password stands in outcome, history, log or audit', async () => {
  const { logIn, local, logged, settled, history } = await house();
  const outcomes: unknown[] = [];
  for (const step of [verified(), wrong, () => Promise.reject(new Error(password))] as const) {
    local.answer(step);
    outcomes.push(await logIn({ transport: 'cookie' }));
  }
  const said = [outcomes, logged, settled, await history()];
  assert.ok(!`${inspect(said, { depth: 20 })}${JSON.stringify(said)}`.includes('Canary'));
});
