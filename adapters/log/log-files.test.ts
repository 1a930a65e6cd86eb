import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { Secret } from '@interlock/base';
import fc from 'fast-check';
import { type LogFileLimits, type LogFormat, logFileDefaults, openLog } from './index.ts';

const canary = 'hunter2-CANARY-5f1d';

interface Bench {
  nowMs: number;
  readonly folder: string;
  readonly complaints: string[];
  readonly console: string[];
  readonly log: ReturnType<typeof openLog>;
  /** The lines of a file; none where it is not there. */
  lines(name: string): readonly string[];
  names(): readonly string[];
}

function bench(
  t: TestContext,
  options: { format?: LogFormat; level?: string; limits?: Partial<LogFileLimits>; console?: boolean } = {},
): Bench {
  const folder = join(mkdtempSync(join(tmpdir(), 'interlock-log-')), 'logs');
  const at = { nowMs: Date.UTC(2026, 0, 31, 12) };
  const complaints: string[] = [];
  const console: string[] = [];
  const log = openLog({
    program: 'cockpit',
    environment: { INTERLOCK_LOG_FORMAT: options.format, INTERLOCK_LOG_LEVEL: options.level },
    destination: { write: (line) => void console.push(line) },
    complain: (line) => void complaints.push(line),
    now: () => at.nowMs,
  });
  log.openFiles({
    folder,
    limits: { ...logFileDefaults, ...options.limits },
    alsoDestination: options.console ?? false,
  });
  t.after(() => {
    log.closeFiles();
    rmSync(join(folder, '..'), { recursive: true, force: true });
  });
  return Object.assign(at, {
    folder,
    complaints,
    console,
    log,
    lines: (name: string) => readFileSync(join(folder, name), 'utf8').split('\n').slice(0, -1),
    names: () => readdirSync(folder).sort(),
  });
}

/** Says something everywhere, at every level. */
function sayEverywhere(log: Bench['log'], event: string, fields: Readonly<Record<string, unknown>>): void {
  log.switch('debug', Number.POSITIVE_INFINITY);
  log.switch('authenticationDebug', Number.POSITIVE_INFINITY);
  for (const each of [log, ...Object.values(log.channels)]) {
    each.error(event, fields);
    each.warn(event, fields);
    each.info(event, fields);
    each.debug(event, fields);
  }
}

const allFiles = ['audit.log', 'authentication-debug.log', 'cockpit-debug.log', 'cockpit.log', 'tls.log'];

for (const format of ['json', 'text'] as const) {
  test(`${format}: no file holds a secret, whatever the level`, (t) => {
    const here = bench(t, { format, console: true });
    const nested = { headers: { Authorization: `Bearer ${canary}`, cookie: `a=${canary}` } };
    sayEverywhere(here.log, `refused Bearer ${canary} and password=${canary}`, {
      ...nested,
      password: canary,
      text: `oneTimePassword=${canary}; X-Access-Token: ${canary}`,
      key: canary,
      value: new Secret(canary),
      error: new Error(`token=${canary}`, { cause: nested }),
      bytes: Buffer.from(canary),
    });
    assert.deepEqual(here.names(), allFiles);
    for (const name of allFiles) {
      const content = here.lines(name).join('\n');
      assert.ok(content.length > 100, name);
      assert.ok(!content.includes(canary), content);
    }
    assert.ok(!here.console.join('').includes(canary));
  });

  test(`${format}: each record is one line, whatever stands in it`, (t) => {
    const here = bench(t, { format });
    const nasty =
      '\r\n2026-01-31T12:00:00.000Z ERROR forged\u001b[2J\u202e\u2028\u2029\u0000\u009b\u0085 a="b" c=d';
    sayEverywhere(here.log, nasty, { value: nasty, [nasty]: nasty, big: 'x'.repeat(10_000_000) });
    for (const name of allFiles) {
      const lines = here.lines(name);
      assert.equal(lines.length, name === 'cockpit.log' ? 3 : 4, name);
      for (const line of lines) {
        assert.match(line, /^[\x20-\x7e\u2026]+$/, name);
        assert.match(line, /\[cut: 10000000 characters\]/);
        assert.ok(line.length < 20_000);
      }
    }
  });

  test(`${format}: whatever is logged, as many lines are in the file as were said`, (t) => {
    const here = bench(t, { format });
    let said = 0;
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.dictionary(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' })),
        (event, fields) => {
          here.log.channels.audit.info(event, fields);
          said += 1;
          assert.equal(here.lines('audit.log').length, said);
        },
      ),
      { numRuns: 200 },
    );
  });
}

test('a line of text has time, level, event and fields, and no value that looks like another field', (t) => {
  const here = bench(t, { format: 'text' });
  here.log.channels.tls.warn('handshake refused', { hop: 1, reason: 'x" protocol="TLSv1.3' });
  const [line = ''] = here.lines('tls.log');
  assert.match(
    line,
    /^\d{4}-\d\d-\d\dT[\d:.]+Z WARNING handshake refused hop=1 reason="x\\" protocol=\\"TLSv1.3"$/,
  );
});

test('a record of many great values is cut to its event, with a mark', (t) => {
  const here = bench(t);
  const lists = Object.fromEntries(Array.from({ length: 100 }, (_, at) => [`f${at}`, 'y'.repeat(8_000)]));
  here.log.info('great', lists);
  const [line = ''] = here.lines('cockpit.log');
  assert.match(line, /"event":"great","cut":"\[cut: \d+ characters\]"/);
});

test('only their owner may read the files, and what was open to others is closed to them', (t) => {
  const here = bench(t);
  here.nowMs = Date.now();
  mkdirSync(here.folder, { mode: 0o700 });
  writeFileSync(join(here.folder, 'audit.log'), 'before\n', { mode: 0o644 });
  sayEverywhere(here.log, 'said', {});
  assert.equal(statSync(here.folder).mode & 0o777, 0o700);
  for (const name of allFiles) assert.equal(statSync(join(here.folder, name)).mode & 0o777, 0o600, name);
  assert.equal(here.lines('audit.log')[0], 'before');
});

test('a file that is full is put aside, and of those as many are kept as the limits allow', (t) => {
  const here = bench(t, { limits: { fileBytesMax: 1_000, filesMax: 3 } });
  for (let at = 0; at < 26; at++)
    here.log.channels.tls.info('handshake accepted', { at, text: 'x'.repeat(280) });
  assert.deepEqual(here.names(), [
    'tls.2026-01-31.10.log',
    'tls.2026-01-31.11.log',
    'tls.2026-01-31.12.log',
    'tls.log',
  ]);
  for (const name of here.names()) assert.ok(statSync(join(here.folder, name)).size <= 1_000, name);
  assert.match(here.lines('tls.log').at(-1) ?? '', /"at":25/);
});

test('what was put aside never takes more than its bytes, and displaces nothing of another file', (t) => {
  const here = bench(t, { limits: { fileBytesMax: 1_000, totalBytesMax: 5_000 } });
  here.log.channels.audit.info('LoggedIn', { account: 'ada' });
  for (let at = 0; at < 500; at++) here.log.channels.tls.warn('handshake refused', { at });
  const sizes = here.names().map((name) => statSync(join(here.folder, name)).size);
  assert.ok(sizes.reduce((sum, size) => sum + size) <= 5_000 + 1_000 + 300, String(sizes));
  assert.equal(here.lines('audit.log').length, 1);
});

test('a new day begins a new file, and old days are removed', (t) => {
  const here = bench(t, { limits: { daysMax: 2 } });
  const day = 24 * 60 * 60 * 1_000;
  for (let at = 0; at < 5; at++) {
    here.log.info('said', { at });
    here.nowMs += day;
  }
  assert.deepEqual(here.names(), ['cockpit.2026-02-02.1.log', 'cockpit.2026-02-03.1.log', 'cockpit.log']);
  assert.match(here.lines('cockpit.log')[0] ?? '', /"at":4/);
});

test('a folder that can not be written stops nobody: it is said once, and again how many lines are missing', (t) => {
  const here = bench(t);
  writeFileSync(here.folder, 'a file stands where the folder should be');
  for (let at = 0; at < 50; at++) here.log.info('said', { at });
  assert.equal(here.complaints.length, 1);
  assert.match(
    here.complaints[0] ?? '',
    /cockpit\.log can not be written: .*The cockpit goes on without it\.\n$/,
  );
  assert.equal(here.console.length, 50, 'the lines went to standard output instead');
  rmSync(here.folder);
  here.log.info('too early');
  here.nowMs += 5_000;
  here.log.info('again');
  const lines = here.lines('cockpit.log').map((line) => JSON.parse(line));
  assert.deepEqual(
    lines.map(({ event, file, lines: count }) => [event, file, count]),
    [
      ['again', undefined, undefined],
      ['lines of a log could not be written', 'program', 51],
    ],
  );
  assert.equal(here.complaints.length, 1);
});

test('where the medium takes only a part of a line, the file ends with a whole one, and the program goes on', (t) => {
  const here = bench(t);
  const source = `import { openLog } from ${JSON.stringify(import.meta.resolve('./index.ts'))};
    const log = openLog({ program: 'cockpit' });
    log.openFiles({ folder: ${JSON.stringify(here.folder)}, alsoDestination: false });
    for (let at = 0; at < 200; at++) log.info('said', { at, text: 'x'.repeat(300) });
    process.stdout.write('went on');`;
  // A limit of the file's size stands for a full disk: the write that crosses it is cut short, the next one fails.
  const script = `trap '' XFSZ; ulimit -f 8; exec "$0" --input-type=module --eval "$1"`;
  const run = spawnSync('sh', ['-c', script, process.execPath, source], { encoding: 'utf8' });
  assert.ok(run.stdout.includes('went on'));
  assert.equal(run.stderr.match(/can not be written/g)?.length, 1, run.stderr);
  const content = readFileSync(join(here.folder, 'cockpit.log'), 'utf8');
  assert.ok(content.endsWith('\n') && content.length > 1_000, String(content.length));
  for (const line of here.lines('cockpit.log')) JSON.parse(line);
});

test('a link in the place of a log is not followed', (t) => {
  const here = bench(t);
  mkdirSync(here.folder, { mode: 0o700 });
  const elsewhere = join(here.folder, 'elsewhere');
  writeFileSync(elsewhere, '');
  symlinkSync(elsewhere, join(here.folder, 'audit.log'));
  here.log.channels.audit.info('LoggedIn');
  assert.equal(readFileSync(elsewhere, 'utf8'), '');
  assert.equal(here.complaints.length, 1);
});

test('who moves a log away gets a new one', (t) => {
  const here = bench(t);
  here.log.info('first');
  renameSync(join(here.folder, 'cockpit.log'), join(here.folder, 'moved'));
  here.nowMs += 10_000;
  here.log.info('second');
  assert.match(here.lines('cockpit.log').join(), /"second"/);
  assert.equal(here.lines('moved').length, 1);
});

test('details of authentication are written while they are wanted, and end by themselves', (t) => {
  const here = bench(t);
  const { authentication } = here.log.channels;
  authentication.debug('before');
  here.log.switch('authenticationDebug', here.nowMs + 60_000);
  authentication.debug('wanted');
  here.nowMs += 60_000;
  authentication.debug('after');
  here.log.switch('authenticationDebug', here.nowMs + 60_000);
  here.log.switch('authenticationDebug', 0);
  authentication.debug('off');
  assert.deepEqual(
    here.lines('authentication-debug.log').map((line) => JSON.parse(line).event),
    ['wanted'],
  );
});

test('the debug log has all lines while it is wanted, and the general log none of the level debug', (t) => {
  const here = bench(t);
  here.log.debug('before');
  here.log.switch('debug', here.nowMs + 1);
  here.log.debug('detail');
  here.log.info('general');
  here.nowMs += 1;
  here.log.debug('after');
  const events = (name: string) => here.lines(name).map((line) => JSON.parse(line).event);
  assert.deepEqual(events('cockpit-debug.log'), ['detail', 'general']);
  assert.deepEqual(events('cockpit.log'), ['general']);
  assert.deepEqual(here.console, []);
});

test('the level debug turns the debug log on for good', (t) => {
  const here = bench(t, { level: 'debug' });
  assert.equal(here.log.switchedUntil('debug'), Number.POSITIVE_INFINITY);
  here.log.debug('detail');
  assert.equal(here.lines('cockpit-debug.log').length, 1);
});

test('before files are open, lines go to the destination, and what has a file of its own is silent', () => {
  const lines: string[] = [];
  const log = openLog({
    program: 'agent',
    destination: { write: (line) => void lines.push(line) },
    environment: {},
  });
  log.info('early');
  log.channels.audit.info('nowhere');
  assert.deepEqual(
    lines.map((line) => JSON.parse(line).event),
    ['early'],
  );
});

test('a format that is none is told', () => {
  const lines: string[] = [];
  openLog({
    program: 'agent',
    destination: { write: (line) => void lines.push(line) },
    environment: { INTERLOCK_LOG_FORMAT: 'xml' },
  });
  assert.match(lines.join(), /INTERLOCK_LOG_FORMAT is none of json, text/);
});
