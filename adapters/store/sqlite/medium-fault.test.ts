import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { temporaryFolder } from '../../../testing/testkit/temporary-folder.ts';

const skip = process.platform === 'win32' && 'the limit of a file size is set by a POSIX shell';

test('a medium that fails rejects what is pending, reports it once and takes nothing more', { skip }, (t) => {
  const path = join(temporaryFolder(t), 'test.db');
  const index = new URL('../index.ts', import.meta.url).href;
  // Writing beyond the limit fails with EFBIG, which SQLite takes for an I/O error.
  const program = `
    import { randomBytes } from 'node:crypto';
    const { openControllerJournal } = await import(${JSON.stringify(index)});
    const faults = [];
    const journal = (await openControllerJournal({ path: ${JSON.stringify(path)}, controllerId: 'c', randomBytes,
      onFault: (fault) => faults.push(fault.code) })).value;
    const append = (id) => journal.append({ auditRecords: [], agentCursors: [], events: [
      { id, atMs: 1, event: { kind: 'WorkflowWithdrawn', path: '/w', account: 'x'.repeat(20_000) } }] });
    const outcomes = [];
    for (let id = 1; id <= 40; id++)
      outcomes.push(await append(id).then(() => 'ok', (error) => error.problem?.code ?? error.message));
    console.log(JSON.stringify({ outcomes, faults, last: (await journal.contents()).lastEventId }));
    await journal.close();`;
  const limited = spawnSync(
    '/bin/sh',
    ['-c', 'ulimit -f 400 && exec "$0" --input-type=module --eval "$1"', process.execPath, program],
    { encoding: 'utf8', timeout: 20_000 },
  );
  assert.equal(limited.status, 0, limited.stderr);
  const { outcomes, faults, last } = JSON.parse(limited.stdout);
  const written = outcomes.indexOf('StorageUnavailable');
  assert.ok(written > 0, limited.stdout);
  assert.deepEqual(new Set(outcomes.slice(written)), new Set(['StorageUnavailable']));
  assert.deepEqual(faults, ['StorageUnavailable']);
  assert.equal(last, written);
});
