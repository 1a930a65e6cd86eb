import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test as anyTest, before } from 'node:test';
import { openShell } from './open-shell.ts';
import {
  firstPieceOf,
  openTestShell,
  outcomeOf,
  processesWith,
  startOf,
  type TestShell,
  uniqueSleepSeconds,
  until,
} from './shell-fixture.ts';

// They look into /proc.
const test = process.platform === 'linux' ? anyTest : anyTest.skip;

let shell: TestShell;
before(async () => {
  // Stands in the environment of the Agent and so, if anything leaks, in that of the jobs.
  process.env.CANARY = 'canary';
  shell = await openTestShell();
});
after(() => shell.close());

/** Whether a process runs `sleep`, and no longer the shell that it was forked from. */
function isAsleep(pid: number): boolean {
  return readFileSync(`/proc/${pid}/cmdline`, 'utf8').startsWith('sleep\0');
}

async function run(script: string, more = {}) {
  return outcomeOf(await shell.start(script, more));
}

test('a script ends with its exit code, and both streams arrive whole', async () => {
  const { end, stdout, stderr } = await run('echo out; echo err >&2; exit 7');
  assert.equal(end.kind === 'exited' && end.returnCode, 7);
  assert.deepEqual([stdout, stderr], ['out\n', 'err\n']);
});

test('a script that dies of a signal ends with that signal', async () => {
  const { end } = await run('kill -SEGV $$');
  assert.equal(end.kind === 'signaled' && end.signal, 'SIGSEGV');
});

test('/dev/stdout and /dev/stderr can be opened by name', async () => {
  const { stdout, stderr } = await run('echo a > /dev/stdout; echo b > /dev/stderr');
  assert.deepEqual([stdout, stderr], ['a\n', 'b\n']);
});

test('a script that names its interpreter is read by it', async () => {
  const { stdout, end } = await run('#!/usr/bin/env -S awk -f\nBEGIN { print "by awk"; exit 7 }\n');
  assert.equal(stdout, 'by awk\n');
  assert.deepEqual(end.kind === 'exited' && end.returnCode, 7);
});

test('a script whose interpreter is not there is refused with the reason', async () => {
  const result = await shell.runner.start(startOf('#!/no/such/interpreter\n'));
  assert.equal(result.kind, 'refused');
});

test('stdin is empty', async () => {
  assert.equal((await run('cat; echo done')).stdout, 'done\n');
});

test('the environment holds what it should and nothing of the Agent', async () => {
  const { stdout } = await run('env', { environment: { COLOR: 'grün' } });
  const names = stdout.match(/^[A-Za-z_0-9]+(?==)/gm)?.sort();
  assert.deepEqual(
    names?.filter((name) => name !== 'PWD' && name !== '_' && name !== 'SHLVL'),
    ['COLOR', 'HOME', 'INTERLOCK_JOB', 'JS7_RETURN_VALUES', 'LANG', 'PATH'],
  );
  assert.ok(!stdout.includes('canary'));
  assert.match(stdout, /^COLOR=grün$/m);
});

test('the launcher has nothing of the Agent in its environment', () => {
  assert.ok(!processesWith('CANARY=canary').includes(shell.runner.launcherPid()));
});

test('a script sees no descriptor but its three', async () => {
  const { stdout } = await run('ls /proc/self/fd');
  // The fourth is that of ls, which reads the folder.
  assert.equal(stdout, '0\n1\n2\n3\n');
});

test('the text of a script stands on no command line, and its files are for this user alone', async () => {
  const secret = 'a-word-of-the-script';
  const running = await shell.start(`: ${secret}; echo ready; sleep 600`);
  await firstPieceOf(running.stdout);
  assert.deepEqual(processesWith(secret), []);
  const folder = join(shell.workFolder, running.stepId);
  assert.equal(statSync(folder).mode & 0o777, 0o700);
  assert.equal(statSync(join(folder, 'script')).mode & 0o777, 0o600);
  assert.deepEqual(readdirSync(folder).sort(), ['return-values', 'script']);
  running.kill({ kind: 'immediately' });
  await running.ended;
});

test('what a script returns is read, and forgotten with its folder', async () => {
  const running = await shell.start('echo a=1 >> "$JS7_RETURN_VALUES"; echo b=two >> "$JS7_RETURN_VALUES"');
  await outcomeOf(running);
  assert.deepEqual(await running.returnValues(), { ok: true, value: { a: '1', b: 'two' } });
  await shell.runner.forget(running.stepId);
  assert.ok(!existsSync(join(shell.workFolder, running.stepId)));
});

test('what follows the limit of output is dropped, counted and told of', async () => {
  const running = await shell.start('printf aaaa; printf bbbb >&2', { outputBytesMax: 6 });
  const { stdout, stderr } = await outcomeOf(running);
  assert.equal(`${stdout}${stderr}`.replace(/\n\[Interlock: 2 more bytes[^\n]*\n/, '').length, 6);
  assert.equal(running.droppedBytes(), 2);
});

const refused: readonly [what: string, environment: Record<string, string>, code: string][] = [
  ['NUL in the environment', { A: 'b\0' }, 'InvalidArguments'],
  ['a name that is none', { 'A B': 'c' }, 'InvalidArguments'],
  ['an environment beyond what the system takes', { A: 'x'.repeat(300_000) }, 'Internal'],
];
for (const [what, environment, code] of refused) {
  test(`${what} is refused, and nothing is started`, async () => {
    const result = await shell.runner.start(startOf('echo never', { environment }));
    assert.equal(result.kind === 'refused' && result.problem.code, code);
  });
}

test('a step is started once: the same id again is refused', async () => {
  const running = await shell.start('exit 0');
  await outcomeOf(running);
  const again = await shell.runner.start(startOf('exit 0', { stepId: running.stepId }));
  assert.equal(again.kind, 'refused');
});

test('an id that leads out of the folder is a fault', async () => {
  await assert.rejects(shell.runner.start(startOf('exit 0', { stepId: '../../../../etc/passwd' })));
});

const left: readonly [what: string, script: (sleep: string) => string][] = [
  ['a child', (sleep) => `${sleep} &`],
  ['a child in a session of its own', (sleep) => `setsid ${sleep} & sleep 0.05`],
  ['a daemon that lost its parent', (sleep) => `(setsid ${sleep} >/dev/null 2>&1 &)`],
  ['a child without environment', (sleep) => `env -i ${sleep} >/dev/null 2>&1 &`],
  ['a daemon without environment that still holds the output', (sleep) => `(env -i setsid ${sleep} &)`],
  ['a child that ignores TERM', (sleep) => `(trap '' TERM; ${sleep}) &`],
  ['a child that is stopped', (sleep) => `${sleep} & kill -STOP $!`],
];
for (const [what, script] of left) {
  test(`when the script ends, what is left is killed at once: ${what}`, async () => {
    const seconds = uniqueSleepSeconds();
    const { end } = await run(`${script(`sleep ${seconds}`)}\nexit 3`);
    assert.equal(end.kind === 'exited' && end.returnCode, 3);
    assert.deepEqual(processesWith(seconds), []);
  });
}

const running: readonly [what: string, script: (sleep: string) => string][] = [
  ...left,
  [
    'a daemon without environment below a living parent',
    (sleep) => `env -i setsid ${sleep} >/dev/null 2>&1 &`,
  ],
  ['a script that ignores TERM', (sleep) => `trap '' TERM; ${sleep} &`],
];
for (const [what, script] of running) {
  test(`killing a script kills its whole tree: ${what}`, async () => {
    const seconds = uniqueSleepSeconds();
    const started = await shell.start(
      `${script(`sleep ${seconds}`)}\necho ready\nwhile :; do sleep 600; done`,
    );
    assert.equal(await firstPieceOf(started.stdout), 'ready\n');
    started.kill({ kind: 'immediately' });
    const end = await started.ended;
    assert.equal(end.kind === 'signaled' && end.signal, 'SIGKILL');
    assert.deepEqual(processesWith(seconds), []);
    assert.deepEqual(processesWith(started.marker), []);
  });
}

test('a script that is asked to end may clean up', async () => {
  const started = await shell.start(
    `trap 'echo cleaned; exit 5' TERM; echo ready; while :; do sleep 600; done`,
  );
  const outcome = outcomeOf(started);
  // Between fork and exec a shell's child still has the trap, and a TERM there is lost.
  await until('it is asleep', () => processesWith(started.marker).some(isAsleep));
  started.kill({ kind: 'gracefully', graceMs: 60_000 });
  const { end, stdout } = await outcome;
  assert.equal(end.kind === 'exited' && end.returnCode, 5);
  assert.match(stdout, /cleaned/);
});

test('a script that ignores TERM is killed after the grace time', async () => {
  const started = await shell.start(`trap '' TERM; echo ready; while :; do sleep 600; done`);
  await firstPieceOf(started.stdout);
  started.kill({ kind: 'gracefully', graceMs: 50 });
  const end = await started.ended;
  assert.equal(end.kind === 'signaled' && end.signal, 'SIGKILL');
});

test('a second, harsher kill does not wait for the grace time of the first', async () => {
  const started = await shell.start(`trap '' TERM; echo ready; while :; do sleep 600; done`);
  await firstPieceOf(started.stdout);
  started.kill({ kind: 'gracefully', graceMs: 3_600_000 });
  started.kill({ kind: 'immediately' });
  assert.equal((await started.ended).kind, 'signaled');
});

test('killing what has ended does nothing', async () => {
  const started = await shell.start('exit 0');
  const { end } = await outcomeOf(started);
  started.kill({ kind: 'immediately' });
  started.kill({ kind: 'gracefully', graceMs: 0 });
  assert.equal(end.kind, 'exited');
});

test('a reader who waits makes the script wait, and gets all of it later', async () => {
  const started = await shell.start('head -c 3000000 /dev/zero | tr "\\0" x; touch written', {
    outputBytesMax: 5_000_000,
  });
  await until('the script is blocked', () => processesWith(started.marker).length > 0);
  assert.ok(!existsSync(join(shell.workFolder, started.stepId, 'written')));
  const { stdout } = await outcomeOf(started);
  assert.equal(stdout.length, 3_000_000);
});

test('Windows is refused in words', async () => {
  const options = {
    workFolder: shell.workFolder,
    onLauncherReplaced: () => {},
    onFolderLeft: () => {},
    onFault: () => {},
  };
  const result = await openShell({ ...options, platform: 'win32' });
  assert.match(result.ok ? '' : result.problem.message, /Linux and macOS.*win32/);
});

test('a folder that can not be removed is told of, and harms nobody', async () => {
  // Longer than any path may be (PATH_MAX), so that nobody can name what is at its end.
  const script = 'n=$(printf %0200d 0); for i in $(seq 30); do mkdir $n && cd $n; done; exit 0';
  const running = await shell.start(script);
  await outcomeOf(running);
  await shell.runner.forget(running.stepId);
  assert.match(shell.reports.join(), /left .*name too long/);
  assert.equal((await run('echo next')).stdout, 'next\n');
  // From within, level by level, it can be removed.
  const cleaning = `cd ${join(shell.workFolder, running.stepId)} && rm -rf 000*`;
  assert.equal((await run(cleaning)).end.kind, 'exited');
});

test('folders that no step claims are removed at recovery', async () => {
  const other = await openTestShell();
  writeFileSync(join(other.workFolder, 'stray'), '');
  await other.runner.recover([]);
  assert.ok(!existsSync(join(other.workFolder, 'stray')));
  await other.close();
});

test('when the launcher is killed, its steps are killed and lost, and the next one starts', async () => {
  const shell = await openTestShell();
  const seconds = uniqueSleepSeconds();
  const started = await shell.start(`setsid sleep ${seconds} & echo ready; wait`);
  await firstPieceOf(started.stdout);
  process.kill(shell.runner.launcherPid(), 'SIGKILL');
  assert.deepEqual(await started.ended, { kind: 'lost' });
  assert.deepEqual(processesWith(seconds), []);
  const next = await outcomeOf(await shell.start('echo next'));
  assert.equal(next.stdout, 'next\n');
  assert.deepEqual(
    shell.reports.map((report) => report.split(' ')[0]),
    ['replaced'],
  );
  await shell.close();
});
