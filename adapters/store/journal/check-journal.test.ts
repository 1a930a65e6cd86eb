import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { type Result, unwrap } from '@interlock/base';
import { temporaryFolder } from '../../../testing/testkit/temporary-folder.ts';
import {
  checkAgentJournal,
  checkCockpitStore,
  checkControllerJournal,
  openAgentJournal,
  openCockpitStore,
  openControllerJournal,
} from '../index.ts';

const onFault = () => assert.fail('no fault was expected');

const programs: readonly {
  readonly what: string;
  open(path: string): Promise<Result<{ close(): Promise<void> }>>;
  check(path: string): Result<string>;
}[] = [
  {
    what: 'an Agent',
    open: (path) => openAgentJournal({ path, agentId: 'a', randomBytes, onFault }),
    check: (path) => checkAgentJournal(path, 'a'),
  },
  {
    what: 'a Controller',
    open: (path) => openControllerJournal({ path, controllerId: 'a', randomBytes, onFault }),
    check: (path) => checkControllerJournal(path, 'a'),
  },
  {
    what: 'the Cockpit',
    open: (path) => openCockpitStore({ path, onFault }),
    check: checkCockpitStore,
  },
];

for (const { what, open, check } of programs) {
  test(`the database of ${what} can be looked at before it is made, while it is open and after`, async (t) => {
    const path = join(temporaryFolder(t), 'program', 'file.db');
    assert.deepEqual(check(path), { ok: true, value: 'absent' });
    assert.deepEqual(readdirSync(join(path, '../..')), [], 'looking makes nothing');
    const opened = unwrap(await open(path));
    t.after(opened.close);
    const inUse = check(path);
    assert.match(inUse.ok ? '' : inUse.problem.message, new RegExp(`in use .*pid ${process.pid}`));
    await opened.close();
    assert.deepEqual(check(path), { ok: true, value: 'current' });
  });

  test(`the database of ${what} is opened by no other program`, async (t) => {
    const path = join(temporaryFolder(t), 'file.db');
    await unwrap(await open(path)).close();
    for (const other of programs.filter((program) => program.what !== what)) {
      for (const result of [other.check(path), await other.open(path)])
        assert.match(result.ok ? '' : result.problem.message, /made for something else/);
    }
    await unwrap(await open(path)).close();
  });
}

test('a journal of another id is refused before anything is opened', async (t) => {
  const path = join(temporaryFolder(t), 'file.db');
  await unwrap(await openAgentJournal({ path, agentId: 'a', randomBytes, onFault })).close();
  const refused = checkAgentJournal(path, 'b');
  assert.match(refused.ok ? '' : refused.problem.message, /journal of Agent a, and this is Agent b.*move/);
});
