import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { linuxProcessTable, parseStat } from './process-table-linux.ts';

const rest = '1 501 501 0 -1 4194560 99 0 0 0 1 2 0 0 20 0 1 0 243096 2691072 177';

const names: readonly string[] = ['sh', 'a b', ')', ') S 1 1', '(x) Z 9 (', 'two\nlines', ''];
for (const name of names) {
  test(`the name ${JSON.stringify(name)} of a command does not shift the fields behind it`, () => {
    const entry = parseStat(`501 (${name}) S ${rest}\n`);
    assert.deepEqual(entry, {
      pid: 501,
      parentPid: 1,
      sessionId: 501,
      startTime: '243096',
      isZombie: false,
    });
  });
}

test('a dead process that nobody has reaped is told apart', () => {
  assert.equal(parseStat(`501 (sh) Z ${rest}`)?.isZombie, true);
  assert.equal(parseStat(`501 (sh) X ${rest}`)?.isZombie, true);
});

test('a line that is cut off is no process', () => {
  assert.equal(parseStat('501 (sh) S 1 501'), undefined);
  assert.equal(parseStat(''), undefined);
});

const onLinux = { skip: process.platform === 'linux' ? false : 'there is no /proc here' };

test('the real table shows this process, its parent and its boot', onLinux, () => {
  const table = linuxProcessTable();
  const me = table.list().find(({ pid }) => pid === process.pid);
  assert.equal(me?.parentPid, process.ppid);
  assert.deepEqual(table.find(process.pid), me);
  assert.match(table.bootId(), /^[0-9a-f-]{36}$/);
});

test(
  'a process shows the marker with which it was started, and where its output leads',
  onLinux,
  async () => {
    const child = spawn('/bin/cat', {
      env: { INTERLOCK_JOB: 'abc', X: 'INTERLOCK_JOB=no' },
      stdio: ['pipe', 'pipe', 2],
    });
    await once(child, 'spawn');
    const table = linuxProcessTable();
    const entry = table.find(child.pid ?? 0);
    assert.ok(entry);
    const signs = table.signsOf(entry);
    assert.deepEqual(signs.markers, ['abc']);
    assert.equal(signs.outputs.length, 2);
    child.stdin?.end();
    await once(child, 'close');
    assert.equal(table.find(child.pid ?? 0), undefined);
  },
);

test('a process that does not exist shows no signs', () => {
  const gone = { pid: 2 ** 22 + 1, parentPid: 1, sessionId: 1, startTime: '1', isZombie: false };
  assert.deepEqual(linuxProcessTable().signsOf(gone), { markers: [], outputs: [] });
});
