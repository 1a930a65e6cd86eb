import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { base64url, Secret, type Sha256 } from '@interlock/base';
import fc from 'fast-check';
import { aSession, keyOf, named, serviceNamed } from '../../../testing/conformance/iam-samples.ts';
import { sessionDefaults } from './session-settings.ts';
import { originProven, sessionState, touch } from './session-state.ts';
import { newToken, type TokenKind, tokenHash, tokenKinds } from './session-token.ts';
import { renewSession, type SessionStart, startSession } from './start-session.ts';

const sha256: Sha256 = (data) => createHash('sha256').update(data).digest();
const sources = { random: randomBytes, sha256 };
const minute = 60_000;
const hour = 60 * minute;

const start: SessionStart = {
  transport: 'cookie',
  evidence: [
    { key: keyOf('local', 's-ada'), serviceId: serviceNamed('local'), accountName: named('ada'), groups: [] },
  ],
  methods: ['pwd'],
  address: '192.0.2.1',
  userAgent: 'x'.repeat(5_000),
  rememberMe: false,
};

const kinds = Object.keys(tokenKinds) as TokenKind[];

test('a token is its prefix and 256 random bits', () => {
  const bytes = Uint8Array.from({ length: 32 }, (_, index) => index);
  for (const kind of kinds) {
    const token = newToken(kind, (count) => bytes.subarray(0, count)).reveal();
    assert.equal(token, `${tokenKinds[kind]}${base64url(bytes)}`);
    assert.equal(token.length, 47);
  }
});

test('a token of one kind is refused as any other', () => {
  for (const made of kinds)
    for (const asked of kinds) {
      const hash = tokenHash(asked, newToken(made, randomBytes).reveal(), sha256);
      assert.equal(hash !== undefined, made === asked, `${made} as ${asked}`);
    }
});

test('what has not the form of a token is never looked up', () => {
  const good = newToken('header', randomBytes).reveal();
  for (const text of [
    '',
    'ilh_',
    good.slice(0, -1),
    `${good}A`,
    ` ${good.slice(1)}`,
    good.replace('ilh_', 'ILH_'),
    `ilh_${'é'.repeat(43)}`,
    `ilh_${' '.repeat(43)}`,
    `ilh_${'\n'.repeat(43)}`,
  ])
    assert.equal(tokenHash('header', text, sha256), undefined, JSON.stringify(text));
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), (text) =>
      assert.equal(tokenHash('cookie', text, sha256), undefined),
    ),
  );
});

test('the hash is that of the whole token', () => {
  const token = newToken('cookie', randomBytes).reveal();
  assert.equal(tokenHash('cookie', token, sha256), createHash('sha256').update(token).digest('base64url'));
});

test('a session of the page has a token and an origin value, kept as hashes alone', () => {
  const { session, token, originValue } = startSession(start, sessionDefaults, 5_000, sources);
  assert.equal(session.tokenHash, tokenHash('cookie', token.reveal(), sha256));
  assert.equal(session.originHash, tokenHash('origin', originValue?.reveal() ?? '', sha256));
  const shown =
    inspect({ session, token, originValue }, { depth: 9 }) + JSON.stringify({ session, token, originValue });
  for (const secret of [token, originValue]) assert.ok(!shown.includes(secret?.reveal() ?? '?'));
  assert.equal(session.userAgent.length, 512);
});

test('the value that the page made is the session’s, at its start and when it is renewed', () => {
  const [first, second] = [newToken('origin', randomBytes), newToken('origin', randomBytes)];
  const started = startSession({ ...start, originValue: first }, sessionDefaults, 0, sources);
  assert.equal(started.originValue, first);
  assert.ok(originProven(started.session, first.reveal(), sha256));
  const renewed = renewSession(started.session, sources, second);
  assert.ok(originProven(renewed.session, second.reveal(), sha256));
  assert.ok(!originProven(renewed.session, first.reveal(), sha256));
  assert.ok(!JSON.stringify(started).includes(first.reveal()));
});

test('a value that has not its form starts no session', () => {
  for (const text of ['', 'x', newToken('cookie', randomBytes).reveal()])
    assert.throws(
      () => startSession({ ...start, originValue: new Secret(text) }, sessionDefaults, 0, sources),
      TypeError,
    );
});

test('a session of a REST client has no origin value', () => {
  const { session, originValue } = startSession(
    { ...start, transport: 'header' },
    sessionDefaults,
    0,
    sources,
  );
  assert.equal(originValue, undefined);
  assert.ok(!('originHash' in session));
});

test('tokens, ids and origin values are new each time', () => {
  const made = Array.from({ length: 50 }, () => startSession(start, sessionDefaults, 0, sources));
  const values = made.flatMap(({ session, token, originValue }) => [
    session.id,
    token.reveal(),
    originValue?.reveal(),
  ]);
  assert.equal(new Set(values).size, 150);
});

test('a source that gives too little is a fault, not a short token', () => {
  assert.throws(
    () => startSession(start, sessionDefaults, 0, { ...sources, random: () => new Uint8Array(8) }),
    TypeError,
  );
});

const limits: readonly [
  what: string,
  more: Partial<SessionStart>,
  rememberMeLimitMs: number,
  idle: number,
  ends: number,
  remembers: boolean,
][] = [
  ['30 minutes idle, 12 hours in any case', {}, 12 * hour, 30 * minute, 12 * hour, false],
  ['with Remember me idle equals the end', { rememberMe: true }, 12 * hour, 12 * hour, 12 * hour, true],
  ['Remember me can last longer', { rememberMe: true }, 48 * hour, 48 * hour, 48 * hour, true],
  ['0 switches Remember me off', { rememberMe: true }, 0, 30 * minute, 12 * hour, false],
  ['never longer than the provider’s grant', { grantEndsAtMs: hour }, 12 * hour, 30 * minute, hour, false],
  ['nor with Remember me', { rememberMe: true, grantEndsAtMs: hour }, 12 * hour, hour, hour, true],
  ['a grant that has ended gives nothing', { rememberMe: true, grantEndsAtMs: -1 }, 12 * hour, 0, -1, true],
];

for (const [what, more, rememberMeLimitMs, idle, ends, remembers] of limits)
  test(`limits: ${what}`, () => {
    const { session } = startSession(
      { ...start, ...more },
      { ...sessionDefaults, rememberMeLimitMs },
      0,
      sources,
    );
    assert.deepEqual([session.idleLimitMs, session.endsAtMs, session.rememberMe], [idle, ends, remembers]);
    assert.ok(!('grantEndsAtMs' in session));
  });

const states: readonly [nowMs: number, lastUsedAtMs: number, state: string][] = [
  [1_000, 1_000, 'live 100'],
  [1_099, 1_000, 'live 1'],
  [1_100, 1_000, 'idle'],
  [1_950, 1_940, 'live 50'],
  [1_999, 1_940, 'live 1'],
  [2_000, 1_990, 'ended'],
  [9_000, 1_000, 'ended'],
];

for (const [nowMs, lastUsedAtMs, expected] of states)
  test(`at ${nowMs}, last used at ${lastUsedAtMs}: ${expected}`, () => {
    const state = sessionState(aSession('s', { lastUsedAtMs }), nowMs);
    assert.equal(state.kind === 'live' ? `live ${state.remainingMs}` : state.kind, expected);
  });

test('a use is written at most once a minute', () => {
  const session = aSession('s', { lastUsedAtMs: 1_000, idleLimitMs: 1_800_000 });
  assert.equal(touch(session, 60_999), undefined);
  assert.equal(touch(session, 61_000), 61_000);
  assert.equal(touch(session, 0), undefined);
});

test('with a short idle limit a use is written four times within it, so that a working person stays', () => {
  const session = aSession('s', { lastUsedAtMs: 1_000, idleLimitMs: 60_000 });
  assert.equal(touch(session, 15_999), undefined);
  assert.equal(touch(session, 16_000), 16_000);
});

test('a cookie without the origin value of its own session proves nothing', () => {
  const mine = startSession(start, sessionDefaults, 0, sources);
  const other = startSession(start, sessionDefaults, 0, sources);
  assert.equal(originProven(mine.session, mine.originValue?.reveal(), sha256), true);
  for (const value of [
    undefined,
    '',
    mine.token.reveal(),
    other.originValue?.reveal(),
    mine.session.originHash,
  ])
    assert.equal(originProven(mine.session, value, sha256), false);
});

test('a session that lost its origin hash is proven by nothing', () => {
  const { originHash: _, ...without } = aSession('s');
  assert.equal(originProven(without, undefined, sha256), false);
  assert.equal(originProven(without, 'anything', sha256), false);
});

test('a session of a REST client needs no origin value', () => {
  const { session } = startSession({ ...start, transport: 'header' }, sessionDefaults, 0, sources);
  assert.equal(originProven(session, undefined, sha256), true);
});

test('a renewed session has another id and other tokens, and no new life', () => {
  const { session, token, originValue } = startSession(start, sessionDefaults, 0, sources);
  const renewed = renewSession(session, sources);
  for (const field of ['id', 'tokenHash', 'originHash'] as const)
    assert.notEqual(renewed.session[field], session[field]);
  assert.notEqual(renewed.token.reveal(), token.reveal());
  assert.notEqual(renewed.originValue?.reveal(), originValue?.reveal());
  const { id: _, tokenHash: __, originHash: ___, ...kept } = session;
  assert.deepEqual({ ...renewed.session, ...kept }, renewed.session);
});
