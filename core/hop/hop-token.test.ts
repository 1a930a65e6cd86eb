import assert from 'node:assert/strict';
import { test } from 'node:test';
import { base64url, type FolderPath, hex, problemKind } from '@interlock/base';
import fc from 'fast-check';
import {
  buildHopToken,
  checkHopToken,
  coversFolder,
  type HopClaims,
  type HopExpectations,
  type HopRefusalReason,
  type HopSigningKey,
  hopProblem,
  parseHopToken,
  replayGuard,
} from './index.ts';

const nowMs = 1_800_000_000_000;
const thumbprint = 'T'.repeat(43);
const digest = 'B'.repeat(43);

// Stands for a key: what counts here is which text was signed by whom, not how.
function fakeKey(name: string, ofThumbprint = thumbprint): HopSigningKey {
  return { kind: 'certificate', thumbprint: ofThumbprint, sign: (text) => fakeSignature(name, text) };
}

function fakeSignature(name: string, text: string): Uint8Array {
  const bytes = new Uint8Array(64).fill(name.charCodeAt(0));
  for (let at = 0; at < text.length; at++)
    bytes[at % 64] = ((bytes[at % 64] ?? 0) * 31 + text.charCodeAt(at)) & 0xff;
  return bytes;
}

const claims: HopClaims = {
  iss: 'cockpit',
  aud: 'controller',
  iat: nowMs / 1_000,
  exp: nowMs / 1_000 + 60,
  jti: 'J'.repeat(22),
  act: 'add-orders',
  bd: digest,
  sub: 'joc/müller',
  perm: 'sos:products:controller:orders:create',
  folders: [{ folder: '/finance', recursive: true }],
  order: 'o1',
  job: 'j1',
};

function expectations(): HopExpectations {
  return {
    key: {
      kind: 'certificate',
      thumbprint,
      verify: (text, signature) => hex(fakeSignature('A', text)) === hex(signature),
    },
    issuer: 'cockpit',
    audience: 'controller',
    act: 'add-orders',
    bodyDigest: digest,
    permissions: ['sos:products:controller:orders:create'],
    targetFolders: ['/finance/month' as FolderPath],
    subject: 'joc/müller',
    order: 'o1',
    job: 'j1',
    nowMs: nowMs + 1_000,
    startedAtMs: nowMs - 3_600_000,
    replay: replayGuard(),
  };
}

function tokenOf(changed: Partial<HopClaims> = {}, key = fakeKey('A')): string {
  const built = buildHopToken({ ...claims, ...changed }, key);
  assert.ok(built.ok);
  return built.value;
}

function reasonOf(token: string, changed: Partial<HopExpectations> = {}): HopRefusalReason | 'accepted' {
  const parsed = parseHopToken(token);
  if (!parsed.ok) return parsed.problem.reason;
  const checked = checkHopToken(parsed.value, { ...expectations(), ...changed });
  return checked.ok ? 'accepted' : checked.problem.reason;
}

test('a right token is accepted, and gives its claims', () => {
  const parsed = parseHopToken(tokenOf());
  assert.ok(parsed.ok);
  const checked = checkHopToken(parsed.value, expectations());
  assert.deepEqual(checked, { ok: true, value: claims });
});

test('equal claims give equal texts to sign, whatever their order', () => {
  const turned = Object.fromEntries(Object.entries(claims).reverse()) as unknown as HopClaims;
  assert.equal(tokenOf(turned), tokenOf());
});

const wrongClaims: readonly [what: string, HopRefusalReason, Partial<HopClaims>][] = [
  ['of another sender', 'iss', { iss: 'cockpit2' }],
  ['for another receiver', 'aud', { aud: 'agent' }],
  ['for a receiver whose name differs in case', 'aud', { aud: 'Controller' }],
  ['that has expired', 'exp', { iat: nowMs / 1_000 - 100, exp: nowMs / 1_000 - 40 }],
  ['that lives longer than a minute', 'exp', { exp: nowMs / 1_000 + 60.001 }],
  ['that ends before it begins', 'exp', { iat: nowMs / 1_000 + 10, exp: nowMs / 1_000 + 9 }],
  ['made in the future', 'iat', { iat: nowMs / 1_000 + 32, exp: nowMs / 1_000 + 90 }],
  ['for another action', 'act', { act: 'cancel-orders' }],
  ['for another body', 'bd', { bd: 'C'.repeat(43) }],
  ['for another account', 'sub', { sub: 'joc/admin' }],
  ['with another permission', 'perm', { perm: 'sos:products:controller:view' }],
  ['with a folder beside the target', 'folder', { folders: [{ folder: '/fin', recursive: true }] }],
  [
    'with the folder alone, not what lies below',
    'folder',
    { folders: [{ folder: '/finance', recursive: false }] },
  ],
  ['with a folder that is not canonical', 'folder', { folders: [{ folder: '/finance/', recursive: true }] }],
  ['for another order', 'order', { order: 'o2' }],
  ['for another job', 'job', { job: 'j2' }],
];

for (const [what, reason, changed] of wrongClaims) {
  test(`a token ${what} is refused by its claim ${reason}`, () => {
    assert.equal(reasonOf(tokenOf(changed)), reason);
  });
}

test('a token without the permission that the action asks for is refused', () => {
  const { perm: _perm, ...without } = claims;
  const built = buildHopToken(without, fakeKey('A'));
  assert.equal(reasonOf(built.ok ? built.value : ''), 'perm');
});

test('a token with a permission is refused where the action has none', () => {
  assert.equal(reasonOf(tokenOf(), { permissions: [] }), 'perm');
});

test('a token without folders covers none', () => {
  assert.equal(coversFolder({}, '/' as FolderPath), false);
  assert.equal(coversFolder({ folders: [{ folder: '/', recursive: true }] }, '/a/b' as FolderPath), true);
});

test('a token signed with another key is refused', () => {
  assert.equal(reasonOf(tokenOf({}, fakeKey('B'))), 'signature');
});

test('a token whose claims were changed after signing is refused', () => {
  const [header, , signature] = tokenOf().split('.');
  const other = tokenOf({ aud: 'controller', sub: 'joc/admin' }).split('.')[1];
  assert.equal(reasonOf(`${header}.${other}.${signature}`), 'signature');
});

test('a token without signature is refused', () => {
  const [header, body] = tokenOf().split('.');
  assert.equal(reasonOf(`${header}.${body}.`), 'signature');
});

test('a stolen token is refused on the connection of another certificate', () => {
  const other = { ...expectations().key, thumbprint: 'S'.repeat(43) };
  assert.equal(reasonOf(tokenOf(), { key: other }), 'x5t#S256');
});

test('a token made before the receiver started is refused, by the millisecond', () => {
  assert.equal(reasonOf(tokenOf(), { startedAtMs: nowMs + 1 }), 'iat');
  assert.equal(reasonOf(tokenOf(), { startedAtMs: nowMs }), 'accepted');
});

test('clocks may differ by 30 s, and by no setting more', () => {
  assert.equal(reasonOf(tokenOf(), { nowMs: nowMs - 30_000 }), 'accepted');
  assert.equal(reasonOf(tokenOf(), { nowMs: nowMs - 30_001 }), 'iat');
  assert.equal(reasonOf(tokenOf(), { nowMs: nowMs + 89_999 }), 'accepted');
  assert.equal(reasonOf(tokenOf(), { nowMs: nowMs + 90_000 }), 'exp');
  assert.equal(reasonOf(tokenOf(), { nowMs: nowMs + 90_000, skewMs: 3_600_000 }), 'exp');
  assert.equal(reasonOf(tokenOf(), { nowMs: nowMs + 60_000, skewMs: 0 }), 'exp');
});

test('a token is accepted once', () => {
  const replay = replayGuard();
  assert.equal(reasonOf(tokenOf(), { replay }), 'accepted');
  assert.equal(reasonOf(tokenOf(), { replay }), 'jti');
});

test('a refused token uses up no id', () => {
  const replay = replayGuard();
  assert.equal(reasonOf(tokenOf({ job: 'j2' }), { replay }), 'job');
  assert.equal(reasonOf(tokenOf(), { replay }), 'accepted');
});

test('an id is kept for as long as its token would be accepted', () => {
  const guard = replayGuard();
  assert.equal(guard.accept('a', nowMs + 90_000, nowMs), 'new');
  assert.equal(guard.accept('a', nowMs + 90_000, nowMs + 89_999), 'seen');
  assert.equal(guard.accept('a', nowMs + 80_000, nowMs + 1), 'seen');
});

test('when no more ids can be kept, tokens are refused; expired ids make room', () => {
  const guard = replayGuard({ idsMax: 2 });
  guard.accept('a', nowMs + 90_000, nowMs);
  guard.accept('b', nowMs + 90_000, nowMs);
  assert.equal(guard.accept('c', nowMs + 90_000, nowMs), 'full');
  assert.equal(guard.accept('c', nowMs + 190_000, nowMs + 100_000), 'new');
});

test('a refusal names the wrong claim and the id, and is a denial', () => {
  const parsed = parseHopToken(tokenOf({ aud: 'agent' }));
  const checked = parsed.ok ? checkHopToken(parsed.value, expectations()) : undefined;
  assert.ok(checked !== undefined && !checked.ok);
  assert.equal(checked.problem.tokenId, claims.jti);
  assert.equal(hopProblem(checked.problem).field, 'aud');
  assert.equal(problemKind(hopProblem(checked.problem)), 'denied');
});

function part(value: string): string {
  return base64url(new TextEncoder().encode(value));
}

function withHeader(header: string): string {
  const [, body, signature] = tokenOf().split('.');
  return `${part(header)}.${body}.${signature}`;
}

const headers: readonly [what: string, HopRefusalReason, header: string][] = [
  ['alg none', 'alg', `{"alg":"none","typ":"interlock-hop+jwt","x5t#S256":"${thumbprint}"}`],
  ['alg HS256', 'alg', `{"alg":"HS256","typ":"interlock-hop+jwt","x5t#S256":"${thumbprint}"}`],
  ['alg in other case', 'alg', `{"alg":"es256","typ":"interlock-hop+jwt","x5t#S256":"${thumbprint}"}`],
  ['alg with white space', 'alg', `{"alg":"ES256 ","typ":"interlock-hop+jwt","x5t#S256":"${thumbprint}"}`],
  ['no alg', 'alg', `{"typ":"interlock-hop+jwt","x5t#S256":"${thumbprint}"}`],
  ['the type of a session or ID token', 'typ', `{"alg":"ES256","typ":"JWT","x5t#S256":"${thumbprint}"}`],
  ['no type', 'typ', `{"alg":"ES256","x5t#S256":"${thumbprint}"}`],
  ['no certificate', 'x5t#S256', `{"alg":"ES256","typ":"interlock-hop+jwt"}`],
  [
    'a certificate that is no thumb-print',
    'x5t#S256',
    `{"alg":"ES256","typ":"interlock-hop+jwt","x5t#S256":"../key"}`,
  ],
  [
    'an unknown crit',
    'malformed',
    `{"alg":"ES256","crit":["exp"],"typ":"interlock-hop+jwt","x5t#S256":"${thumbprint}"}`,
  ],
  [
    'a kid',
    'malformed',
    `{"alg":"ES256","kid":"../../etc/passwd","typ":"interlock-hop+jwt","x5t#S256":"${thumbprint}"}`,
  ],
  [
    'a key of its own',
    'malformed',
    `{"alg":"ES256","jwk":{},"typ":"interlock-hop+jwt","x5t#S256":"${thumbprint}"}`,
  ],
  [
    'a doubled member',
    'malformed',
    `{"alg":"ES256","alg":"ES256","typ":"interlock-hop+jwt","x5t#S256":"${thumbprint}"}`,
  ],
  ['white space', 'malformed', `{"alg": "ES256","typ":"interlock-hop+jwt","x5t#S256":"${thumbprint}"}`],
  [
    'members in another order',
    'malformed',
    `{"typ":"interlock-hop+jwt","alg":"ES256","x5t#S256":"${thumbprint}"}`,
  ],
  ['a list in place of an object', 'alg', '[]'],
  ['null', 'malformed', 'null'],
];

for (const [what, reason, header] of headers) {
  test(`a header with ${what} is refused: ${reason}`, () => {
    assert.equal(reasonOf(withHeader(header)), reason);
  });
}

function withClaims(text: string): string {
  const [header, , signature] = tokenOf().split('.');
  return `${header}.${part(text)}.${signature}`;
}

const good = JSON.stringify(
  Object.fromEntries(Object.entries({ ...claims, sub: 'joc/m' }).sort(([a], [b]) => (a < b ? -1 : 1))),
);

const bodies: readonly [what: string, text: string][] = [
  ['a doubled member', good.replace('{', '{"act":"agents",')],
  ['an unknown member', good.replace('}', '}').replace('"sub"', '"roles":["admin"],"sub"')],
  ['a list of receivers', good.replace('"aud":"controller"', '"aud":["controller"]')],
  ['a missing receiver', good.replace('"aud":"controller",', '')],
  ['an empty account', good.replace('"sub":"joc/m"', '"sub":""')],
  ['a control character in the account', good.replace('joc/m', 'joc/\\u0000m')],
  ['a time as text', good.replace(/"exp":([\d.]+)/, '"exp":"$1"')],
  ['a time without end', good.replace(/"exp":[\d.]+/, '"exp":1e400')],
  ['a negative time', good.replace(/"iat":/, '"iat":-')],
  ['a short id', good.replace('J'.repeat(22), 'J')],
  ['a body digest that is none', good.replace(digest, 'x')],
  ['a folder with more than it may have', good.replace('"recursive":true', '"except":1,"recursive":true')],
  ['raw letters outside ASCII', good.replace('joc/m', 'joc/ü')],
  ['something that is not JSON', `${good}}`],
  ['a deep nest', '['.repeat(2_000)],
];

test('the claims from which the bad ones are made are good ones', () => {
  assert.equal(reasonOf(withClaims(good)), 'signature');
});

for (const [what, text] of bodies) {
  test(`claims with ${what} are refused`, () => {
    assert.equal(reasonOf(withClaims(text)), 'malformed');
  });
}

const forms: readonly [what: string, bend: (token: string) => string][] = [
  ['two parts', (token) => token.slice(0, token.lastIndexOf('.'))],
  ['four parts', (token) => `${token}.`],
  ['padding', (token) => `${token}=`],
  ['a line break', (token) => `${token}\n`],
  ['the other base64 alphabet', (token) => token.replace(/.$/, '+')],
  ['stray bits at its end', (token) => `${token.slice(0, -1)}${token.endsWith('B') ? 'C' : 'B'}`],
  ['more than 4 kB', (token) => token + 'A'.repeat(4_096)],
  ['nothing in it', () => ''],
];

for (const [what, bend] of forms) {
  test(`a token with ${what} is refused`, () => {
    assert.equal(reasonOf(bend(tokenOf())), 'malformed');
  });
}

test('claims that no reader would take are not built', () => {
  assert.ok(!buildHopToken({ ...claims, sub: '' }, fakeKey('A')).ok);
  const folders = Array.from({ length: 200 }, (_, at) => ({ folder: `/folder${at}`, recursive: true }));
  const built = buildHopToken({ ...claims, folders }, fakeKey('A'));
  assert.ok(!built.ok && built.problem.code === 'TooLarge');
});

test('no text makes the reader throw', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.nat(500), (noise, at) => {
      const token = tokenOf();
      parseHopToken(noise);
      parseHopToken(token.slice(0, at) + noise + token.slice(at));
    }),
  );
});

test('whatever claims are built are read back', () => {
  const text = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
    .filter((one) => !/\p{Cc}/u.test(one));
  fc.assert(
    fc.property(text, text, fc.integer({ min: 1, max: 2e12 }), (sub, act, atMs) => {
      const built = buildHopToken(
        { ...claims, sub, act, iat: atMs / 1_000, exp: (atMs + 1) / 1_000 },
        fakeKey('A'),
      );
      const parsed = built.ok ? parseHopToken(built.value) : built;
      assert.ok(parsed.ok);
      assert.equal(parsed.value.claims.sub, sub);
      assert.equal(Math.round(parsed.value.claims.iat * 1_000), atMs);
    }),
  );
});
