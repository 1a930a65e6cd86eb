import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { type Log, Secret } from '@interlock/base';
import fc from 'fast-check';
import { type LogLevel, logLevels, openLog, parseLogLevel } from './index.ts';
import { isSecretName } from './redact-fields.ts';

const canary = 'hunter2-CANARY-5f1d';

function logInto(level: LogLevel = 'debug'): { readonly log: Log; readonly lines: string[] } {
  const lines: string[] = [];
  return {
    log: openLog({ program: 'cockpit', level, destination: { write: (line) => void lines.push(line) } }),
    lines,
  };
}

function everywhere(log: Log, event: string, fields?: Readonly<Record<string, unknown>>): void {
  log.error(event, fields);
  log.warn(event, fields);
  log.info(event, fields);
  log.debug(event, fields);
  log.with(fields ?? {}).info(event);
}

const jwt = `eyJhbGciOiJFUzI1NiJ9.${canary}.${canary}`;
const pem = `-----BEGIN PRIVATE KEY-----\n${canary}\n-----END PRIVATE KEY-----\n`;

const leaks: readonly [what: string, fields: Readonly<Record<string, unknown>>][] = [
  ['a Secret', { value: new Secret(canary) }],
  ['a Secret within objects and lists', { a: { b: [{ c: new Secret(canary) }] } }],
  ['an Authorization header', { headers: { Authorization: `Bearer ${canary}` } }],
  ['headers as a list', { headers: ['authorization', `Bearer ${canary}`] }],
  ['a cookie', { headers: { cookie: `__Host-interlock-x=${canary}`, 'set-cookie': [canary] } }],
  ["JS7's token header", { headers: { 'X-Access-Token': canary } }],
  ['an origin value', { 'x-interlock-token': canary }],
  ['a password', { password: canary }],
  ['a password by other names', { oldPassword: canary, new_password: canary, PASSWD: canary, pwd: canary }],
  ['an access token', { accessToken: canary, refresh_token: canary, joinToken: canary }],
  ['a secret of a client', { clientSecret: canary, 'client-secret': canary }],
  ['a key', { key: canary, privateKey: canary, apiKey: canary, 'sealing-key': canary }],
  ['a proof of a join', { proof: canary }],
  ['bytes', { data: Buffer.from(canary), view: new TextEncoder().encode(canary) }],
  ['a secret deep down', { a: { b: { c: { d: { e: { f: { g: { password: canary } } } } } } } }],
  ['an error that quotes a header', { error: new Error(`refused: Authorization: Bearer ${canary}`) }],
  [
    'an error whose cause quotes a token',
    { error: new Error('outer', { cause: new Error(`bad token=${canary}`) }) },
  ],
  [
    'what a library hangs on its error',
    { error: Object.assign(new Error('x'), { config: { headers: { h: canary } } }) },
  ],
  ['a query string', { url: `https://cockpit/login?user=ada&token=${canary}&x=1` }],
  ['a password in an address', { url: `postgres://ada:${canary}@db/interlock` }],
  ['Basic credentials in a text', { text: `sent Basic ${Buffer.from(canary).toString('base64')}` }],
  ['a JSON text that holds a password', { body: JSON.stringify({ account: 'ada', password: canary }) }],
  ['a web token in a text', { text: `got ${jwt}` }],
  ['a private key in a text', { text: `read ${pem}` }],
  ['a join token in a text', { text: `interlock-join-1.${canary}` }],
  ['a form', { body: `account=ada&password=${canary}` }],
];

for (const [what, fields] of leaks) {
  test(`the canary is seen in no line at any level: ${what}`, () => {
    const { log, lines } = logInto();
    everywhere(log, 'tried', fields);
    assert.equal(lines.length, 5);
    const written = lines.join('');
    assert.ok(!written.includes(canary), written);
    assert.ok(!written.includes(Buffer.from(canary).toString('base64').slice(0, 16)), written);
  });
}

test('the canary is seen in no event text', () => {
  const { log, lines } = logInto();
  everywhere(log, `refused Bearer ${canary} and password=${canary}`);
  assert.ok(!lines.join('').includes(canary));
});

test('what is no secret stays as it is', () => {
  const { log, lines } = logInto();
  const fields = {
    account: 'ada',
    orderId: '#2026-01-01#T1-root',
    path: '/finance/month',
    count: 3,
    nothing: null,
    yes: true,
    oneTimePassword: false,
    tokenId: 'abc',
    text: 'the key was turned; Basic arithmetic',
  };
  log.info('order added', fields);
  const { time, pid, ...line } = JSON.parse(lines[0] ?? '') as Record<string, unknown>;
  assert.deepEqual(line, { level: 'info', program: 'cockpit', event: 'order added', ...fields });
  assert.match(String(time), /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  assert.equal(pid, process.pid);
});

test('line breaks, escapes and bidirectional marks make no second line and command no terminal', () => {
  const { log, lines } = logInto();
  const nasty = '\r\n{"level":"error","event":"forged"}\u001b[2J\u202e\u2028\u0000\u009b';
  everywhere(log, nasty, { value: nasty, [nasty]: 1 });
  assert.equal(lines.length, 5);
  for (const line of lines) {
    assert.match(line, /^[\x20-\x7e]+\n$/);
    assert.equal((JSON.parse(line) as Record<string, unknown>).event, nasty);
  }
});

test('a field can not stand in for what every line says by itself', () => {
  const { log, lines } = logInto();
  log.info('true', { level: 'error', time: 'never', event: 'forged', pid: 1, program: 'x' });
  assert.equal((lines[0] ?? '').split('"level":').length, 2);
  const line = JSON.parse(lines[0] ?? '') as Record<string, unknown>;
  assert.deepEqual(
    [line.level, line.event, line.event_, line.program],
    ['info', 'true', 'forged', 'cockpit'],
  );
});

test('ten megabytes are cut, with a mark', () => {
  const { log, lines } = logInto();
  log.info('great', { value: 'x'.repeat(10_000_000), list: Array.from({ length: 100_000 }, () => 1) });
  assert.ok((lines[0] ?? '').length < 10_000);
  assert.match(lines[0] ?? '', /\[cut: 10000000 characters\].*\[cut: 100000 items\]/);
});

test('what can not be printed neither throws nor loops', () => {
  const { log, lines } = logInto();
  const loop: Record<string, unknown> = {
    one: 1n,
    symbol: Symbol('s'),
    call: () => 1,
    time: new Date(Number.NaN),
  };
  loop.again = loop;
  Object.defineProperty(loop, 'trap', {
    enumerable: true,
    get: () => {
      throw new Error('trap');
    },
  });
  log.info('odd', { loop, map: new Map([[canary, canary]]) });
  assert.equal(lines.length, 1);
  assert.ok(!(lines[0] ?? '').includes(canary));
});

test('whatever is logged gives one line of JSON', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.dictionary(fc.string({ unit: 'binary' }), fc.anything()),
      (event, fields) => {
        const { log, lines } = logInto();
        log.info(event, fields);
        assert.equal(lines.length, 1);
        assert.equal((lines[0] ?? '').indexOf('\n'), (lines[0] ?? '').length - 1);
        JSON.parse(lines[0] ?? '');
      },
    ),
  );
});

test('each level writes itself and what is more severe', () => {
  const written = logLevels.map((level) => {
    const { log, lines } = logInto(level);
    everywhere(log, 'x');
    return lines.map((line) => (JSON.parse(line) as { level: string }).level);
  });
  assert.deepEqual(written, [
    ['error'],
    ['error', 'warning'],
    ['error', 'warning', 'info', 'info'],
    ['error', 'warning', 'info', 'debug', 'info'],
  ]);
});

test('only the names of levels are read as levels', () => {
  assert.deepEqual(logLevels.map(parseLogLevel), logLevels);
  for (const text of ['', 'warn', 'trace', 'INFO', 'toString']) assert.equal(parseLogLevel(text), undefined);
});

test('the level comes from INTERLOCK_LOG_LEVEL, and a level that is none is told', () => {
  const levelsIn = (variable: string): readonly string[] => {
    const lines: string[] = [];
    const environment = { INTERLOCK_LOG_LEVEL: variable };
    const log = openLog({
      program: 'cockpit',
      environment,
      destination: { write: (line) => void lines.push(line) },
    });
    everywhere(log, 'x');
    return lines.map((line) => (JSON.parse(line) as { level: string; event: string }).level);
  };
  assert.deepEqual(levelsIn('error'), ['error']);
  assert.equal(levelsIn('debug').length, 5);
  assert.deepEqual(levelsIn(''), ['error', 'warning', 'info', 'info']);
  assert.deepEqual(levelsIn('verbose'), ['warning', 'error', 'warning', 'info', 'info']);
});

test('names of secrets are known in any spelling', () => {
  for (const name of ['Authorization', 'X-Access-Token', 'set_cookie', 'PRIVATE-KEY', 'clientSecret', 'keys'])
    assert.equal(isSecretName(name), true, name);
  for (const name of ['account', 'tokenId', 'keyId', 'cookieName', 'monkeys', 'authority'])
    assert.equal(isSecretName(name), name === 'monkeys', name);
});

const lastWords: readonly [what: string, script: string][] = [
  ['leaves on its own', ''],
  ['exits', 'process.exit(3);'],
  ['throws', "throw new Error('fault');"],
];

for (const [what, script] of lastWords) {
  test(`the last words of a program that ${what} are written`, () => {
    const source = `import { openLog } from ${JSON.stringify(import.meta.resolve('./index.ts'))};
      const log = openLog({ program: 'agent' });
      for (let at = 1; at <= 1000; at++) log.error('last words', { at });
      ${script}`;
    const run = spawnSync(process.execPath, ['--input-type=module', '--eval', source], { encoding: 'utf8' });
    assert.equal(run.stdout.trimEnd().split('\n').length, 1_000);
    assert.match(run.stdout, /"at":1000/);
  });
}
