import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { keepEnds, keptEndsFile, readKeptEnds, removeKeptEnds } from './kept-ends.ts';

const folder = mkdtempSync(join(tmpdir(), 'kept-ends-'));
after(() => rmSync(folder, { recursive: true }));

const end = { kind: 'exited', returnCode: 3, atMs: 5 } as const;

test('ends are read as they were kept, those of several launchers together', () => {
  keepEnds(folder, [{ stepId: 'a', end }]);
  keepEnds(folder, [{ stepId: 'b', end: { kind: 'signaled', signal: 'SIGSEGV', atMs: 6 } }]);
  const kept = readKeptEnds(folder);
  assert.deepEqual(kept.get('a'), end);
  assert.equal(kept.get('b')?.kind, 'signaled');
  assert.equal(statSync(keptEndsFile(folder)).mode & 0o777, 0o600);
});

test('a line that a crash cut off counts as not written', () => {
  appendFileSync(keptEndsFile(folder), '{"stepId":"c","end":{"ki');
  assert.deepEqual([...readKeptEnds(folder).keys()], ['a', 'b']);
});

test('without the file there are no ends, and removing it twice does no harm', () => {
  removeKeptEnds(folder);
  removeKeptEnds(folder);
  assert.equal(readKeptEnds(folder).size, 0);
});

test('nothing to keep makes no file', () => {
  keepEnds(folder, []);
  assert.throws(() => statSync(keptEndsFile(folder)));
});
