import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, test as anyTest, before } from 'node:test';
import type { ProcessIdentity } from '@interlock/workflow';
import { linuxProcessTable } from '../process-table/process-table-linux.ts';
import {
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
  shell = await openTestShell();
});
after(() => shell.close());

test('every exit code arrives as it is', async () => {
  for (let from = 0; from < 256; from += 32) {
    const codes = Array.from({ length: 32 }, (_, n) => from + n);
    const ends = await Promise.all(codes.map(async (code) => endOf(`exit ${code}`)));
    assert.deepEqual(ends, codes);
  }
});

test('every signal that ends a process arrives by its name', async () => {
  const names = [
    'HUP',
    'INT',
    'QUIT',
    'ILL',
    'ABRT',
    'BUS',
    'FPE',
    'KILL',
    'USR1',
    'SEGV',
    'USR2',
    'ALRM',
    'TERM',
  ];
  const ends = await Promise.all(names.map((name) => endOf(`ulimit -c 0; kill -${name} $$; sleep 600`)));
  assert.deepEqual(
    ends,
    names.map((name) => `SIG${name}`),
  );
});

async function endOf(script: string): Promise<number | string> {
  const started = await shell.start(script);
  const { end } = await outcomeOf(started);
  await shell.runner.forget(started.stepId);
  if (end.kind === 'lost') return 'lost';
  return end.kind === 'exited' ? end.returnCode : end.signal;
}

test('fifty at once keep their outputs, their ends and their environments apart', async () => {
  const results = await Promise.all(
    Array.from({ length: 50 }, async (_, n) => {
      const script = 'for i in 1 2 3; do echo "$N"; echo "e$N" >&2; done; exit "$N"';
      const started = await shell.start(script, { environment: { N: String(n) } });
      const outcome = await outcomeOf(started);
      await shell.runner.forget(started.stepId);
      return outcome;
    }),
  );
  for (const [n, { end, stdout, stderr }] of results.entries()) {
    assert.equal(end.kind === 'exited' && end.returnCode, n);
    assert.equal(stdout, `${n}\n`.repeat(3));
    assert.equal(stderr, `e${n}\n`.repeat(3));
  }
});

test('nothing stays open: descriptors of Agent and launcher are as many after 200 steps as before', async () => {
  await endOf('exit 0');
  const count = () =>
    [process.pid, shell.runner.launcherPid()].map((pid) => readdirSync(`/proc/${pid}/fd`).length);
  const before = count();
  for (let round = 0; round < 20; round++) {
    await Promise.all(Array.from({ length: 10 }, () => endOf('echo x; exit 0')));
  }
  assert.deepEqual(count(), before);
});

test('a step that is forgotten leaves nothing behind, and takes nothing with it', async () => {
  await endOf('mkdir -p a/b; ln -s / a/root; echo x > a/b/c');
  assert.deepEqual(
    readdirSync(shell.workFolder).filter((name) => !name.startsWith('.')),
    [],
  );
  assert.ok(existsSync('/etc/passwd'));
});

test('200 MB of output fill neither memory nor the log', async () => {
  const limit = 1_000_000;
  const bytes = 200_000_000;
  const rssBefore = process.memoryUsage().rss;
  const started = await shell.start(`head -c ${bytes} /dev/zero`, { outputBytesMax: limit });
  const { end, stdout } = await outcomeOf(started);
  await shell.runner.forget(started.stepId);
  assert.equal(end.kind, 'exited');
  assert.equal(started.droppedBytes(), bytes - limit);
  assert.ok(stdout.length < limit + 200);
  assert.match(stdout, /199000000 more bytes/);
  assert.ok(process.memoryUsage().rss - rssBefore < 150_000_000);
});

test('a process that escaped and holds the output open does not hold the step', async () => {
  const seconds = uniqueSleepSeconds();
  const holder = await shell.start(
    `exec 9>&1; env -i sh -c 'setsid sleep ${seconds} >/dev/null 2>/dev/null &'; exit 0`,
  );
  // Where it is not found, it is an escape: the step ends all the same, because its output does.
  assert.equal((await outcomeOf(holder)).end.kind, 'exited');
  for (const pid of processesWith(seconds)) process.kill(pid, 'SIGKILL');
});

interface AgentLike {
  readonly child: ChildProcess;
  readonly identity: ProcessIdentity;
  readonly launcherPid: number;
  readonly nextLine: () => Promise<string>;
}

async function startAgentLike(
  folder: string,
  stepId: string,
  marker: string,
  script: string,
): Promise<AgentLike> {
  const file = join(import.meta.dirname, 'agent-like-fixture.ts');
  const child = spawn(process.execPath, [file, folder, stepId, marker, script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const nextLine = async () => String((await lines.next()).value);
  const { identity, launcherPid } = JSON.parse(await nextLine());
  return { child, identity, launcherPid, nextLine };
}

async function killHard(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

const folder = () => mkdtempSync(join(tmpdir(), 'shell-'));
const ids = () => ({
  stepId: randomBytes(16).toString('base64url'),
  marker: randomBytes(16).toString('hex'),
});

test('when the Agent is killed, nothing of its jobs is left, and the launcher ends', async () => {
  const seconds = uniqueSleepSeconds();
  const { stepId, marker } = ids();
  const place = folder();
  const script = `trap '' TERM HUP; sleep ${seconds} & (setsid sleep ${seconds} &); env -i setsid sleep ${seconds} & echo ready; wait`;
  const agent = await startAgentLike(place, stepId, marker, script);
  assert.equal(await agent.nextLine(), 'ready');
  await until('its children run', () => processesWith(`sleep\0${seconds}`).length === 3);
  await killHard(agent.child);
  await until(
    'the tree is dead',
    () => processesWith(seconds).length === 0 && processesWith(marker).length === 0,
  );
  await until('the launcher has ended', () => linuxProcessTable().find(agent.launcherPid)?.isZombie ?? true);
  const shell = await openTestShell(place);
  const recovered = await shell.runner.recover([{ stepId, marker, identity: agent.identity }]);
  assert.deepEqual(recovered.get(stepId)?.end, { kind: 'lost' });
  assert.equal(recovered.get(stepId)?.killedCount, 0);
  await shell.close();
});

test('an end that the killed Agent had not confirmed is known at its restart, with what the script returned', async () => {
  const { stepId, marker } = ids();
  const place = folder();
  const agent = await startAgentLike(place, stepId, marker, 'echo a=1 > "$JS7_RETURN_VALUES"; exit 42');
  assert.equal(await agent.nextLine(), 'ended');
  await killHard(agent.child);
  const shell = await openTestShell(place);
  const recovered = (await shell.runner.recover([{ stepId, marker, identity: agent.identity }])).get(stepId);
  assert.equal(recovered?.end.kind === 'exited' && recovered.end.returnCode, 42);
  assert.deepEqual(recovered?.returnValues, { ok: true, value: { a: '1' } });
  await shell.runner.forget(stepId);
  assert.deepEqual(
    readdirSync(shell.workFolder).filter((name) => name === '.ends' || name === stepId),
    [],
  );
  await shell.close();
});

test('when Agent and launcher are killed, the next Agent finds and kills what is left', async () => {
  const seconds = uniqueSleepSeconds();
  const { stepId, marker } = ids();
  const place = folder();
  const script = `sleep ${seconds} & (setsid sleep ${seconds} &); env -i sleep ${seconds} & echo ready; wait`;
  const agent = await startAgentLike(place, stepId, marker, script);
  assert.equal(await agent.nextLine(), 'ready');
  await until('its children run', () => processesWith(`sleep\0${seconds}`).length === 3);
  process.kill(agent.launcherPid, 'SIGSTOP');
  await killHard(agent.child);
  process.kill(agent.launcherPid, 'SIGKILL');
  assert.equal(processesWith(`sleep\0${seconds}`).length, 3);
  const shell = await openTestShell(place);
  const recovered = await shell.runner.recover([{ stepId, marker, identity: agent.identity }]);
  assert.deepEqual(recovered.get(stepId)?.end, { kind: 'lost' });
  assert.equal(recovered.get(stepId)?.killedCount, 4);
  assert.deepEqual(processesWith(seconds), []);
  await shell.close();
});

test('a tree is found by its marker alone where the Agent died before it was told the pid', async () => {
  const seconds = uniqueSleepSeconds();
  const { stepId, marker } = ids();
  const place = folder();
  const agent = await startAgentLike(place, stepId, marker, `sleep ${seconds} & echo ready; wait`);
  await agent.nextLine();
  process.kill(agent.launcherPid, 'SIGKILL');
  await killHard(agent.child);
  const shell = await openTestShell(place);
  await shell.runner.recover([{ stepId, marker }]);
  assert.deepEqual(processesWith(seconds), []);
  await shell.close();
});

test('a stranger under the pid of a lost step is left alone', async () => {
  const stranger = spawn('sleep', ['600'], { detached: true, stdio: 'ignore' });
  await once(stranger, 'spawn');
  const table = linuxProcessTable();
  const shell = await openTestShell();
  const identity = { bootId: table.bootId(), pid: stranger.pid ?? 0, startTime: '1' };
  const recovered = await shell.runner.recover([{ ...ids(), identity }]);
  assert.deepEqual(
    [...recovered.values()].map(({ killedCount }) => killedCount),
    [0],
  );
  assert.equal(stranger.exitCode ?? stranger.signalCode, null);
  await killHard(stranger);
  await shell.close();
});

test('a launcher that is killed again and again loses steps, and starts none twice', async () => {
  const shell = await openTestShell();
  const place = mkdtempSync(join(tmpdir(), 'shell-'));
  let outcomes = 0;
  for (let round = 0; round < 5; round++) {
    const starts = Array.from({ length: 10 }, async (_, n) => {
      const result = await shell.runner.start(
        startOf(`mkdir ${place}/${round}-${n} || touch ${place}/twice`),
      );
      if (result.kind === 'running') await outcomeOf(result.process);
      outcomes++;
    });
    await until('some run', () => readdirSync(place).length > round * 2);
    process.kill(shell.runner.launcherPid(), 'SIGKILL');
    await Promise.all(starts);
  }
  assert.equal(outcomes, 50);
  assert.ok(!existsSync(join(place, 'twice')));
  await shell.close();
  rmSync(place, { recursive: true });
});
