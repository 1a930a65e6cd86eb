import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseLine, psProcessTable } from './process-table-ps.ts';

const listing = [
  '    1     0     1 Ss   Sun Nov 22 08:00:01 2026     /sbin/launchd',
  '  501     1   501 S+   Sun Nov 22 16:04:10 2026     /bin/sh /w/a/script PATH=/bin INTERLOCK_JOB=abc HOME=/Users/x',
  '  502   501   501 Z    Sun Nov  1 16:04:10 2026     (sleep)',
  '',
].join('\n');

test('a line of ps is read with its start time and its environment', () => {
  const parsed = parseLine(listing.split('\n')[1] ?? '');
  assert.deepEqual(parsed?.entry, {
    pid: 501,
    parentPid: 1,
    sessionId: 501,
    startTime: 'Sun Nov 22 16:04:10 2026',
    isZombie: false,
  });
  assert.match(parsed?.command ?? '', /INTERLOCK_JOB=abc/);
});

test('a day of one figure and a zombie are read', () => {
  const entry = parseLine(listing.split('\n')[2] ?? '')?.entry;
  assert.equal(entry?.startTime, 'Sun Nov  1 16:04:10 2026');
  assert.equal(entry?.isZombie, true);
});

test('what is no line of the listing is no process', () => {
  for (const line of ['', '   ', 'ps: illegal option', '1 2 3 S yesterday'])
    assert.equal(parseLine(line), undefined);
});

test('processes of the last list show their markers', () => {
  const table = psProcessTable(() => listing);
  const [first, second] = table.list();
  assert.ok(first && second);
  assert.deepEqual(table.signsOf(first).markers, []);
  assert.deepEqual(table.signsOf(second).markers, ['abc']);
  assert.ok(table.mayFollow(second, first.startTime));
  assert.ok(!table.mayFollow(first, second.startTime));
});

test('a program that fails means that there is no such process', () => {
  const table = psProcessTable(() => {
    throw new Error('exit code 1');
  });
  assert.equal(table.find(77), undefined);
});
