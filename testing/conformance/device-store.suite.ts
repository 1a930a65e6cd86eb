/** What every store of known devices has to do. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { named, type OpenedIam, withOpened } from './iam-samples.ts';

export function deviceStoreSuite(what: string, open: () => Promise<OpenedIam>): void {
  const check = (guarantee: string, work: (opened: OpenedIam) => Promise<void>) =>
    test(`${what}: ${guarantee}`, () => withOpened(open, work));
  const save = ({ change }: OpenedIam, markHash: string, name: string, endsAtMs: number, max = 20) =>
    change(({ devices }) => devices.save({ markHash, accountName: named(name), endsAtMs }, max));
  const known = ({ read }: OpenedIam, markHash: string, name: string, nowMs = 0) =>
    read.devices.knows(markHash, named(name), nowMs);

  check('a mark is known for its name until it ends', async (opened) => {
    await save(opened, 'm', 'ada', 100);
    assert.equal(await known(opened, 'm', 'ada', 99), true);
    assert.equal(await known(opened, 'm', 'ada', 100), false);
    assert.equal(await known(opened, 'm', 'bob', 0), false);
    assert.equal(await known(opened, 'n', 'ada', 0), false);
    await save(opened, 'm', 'ada', 200);
    assert.equal(await known(opened, 'm', 'ada', 150), true);
  });

  check('of a name only so many are kept, those that end last', async (opened) => {
    for (const [index, mark] of ['a', 'b', 'c', 'd'].entries())
      await save(opened, mark, 'ada', 100 + index, 2);
    await save(opened, 'a', 'bob', 50, 2);
    const kept = await Promise.all(['a', 'b', 'c', 'd'].map((mark) => known(opened, mark, 'ada')));
    assert.deepEqual(kept, [false, false, true, true]);
    assert.equal(await known(opened, 'a', 'bob'), true);
  });

  check('a mark is forgotten with all its names, a name with all its marks', async (opened) => {
    for (const [mark, name] of [
      ['m', 'ada'],
      ['m', 'bob'],
      ['n', 'ada'],
      ['n', 'bob'],
    ] as const)
      await save(opened, mark, name, 100);
    await opened.change(({ devices }) => devices.forget('m'));
    assert.equal(await known(opened, 'm', 'bob'), false);
    await opened.change(({ devices }) => devices.forgetAccount(named('ada')));
    assert.equal(await known(opened, 'n', 'ada'), false);
    assert.equal(await known(opened, 'n', 'bob'), true);
  });

  check('what has ended is removed', async (opened) => {
    await save(opened, 'm', 'ada', 100);
    await save(opened, 'n', 'ada', 101);
    await opened.change(({ devices }) => devices.removeEnded(100));
    assert.equal(await known(opened, 'm', 'ada', 0), false);
    assert.equal(await known(opened, 'n', 'ada', 0), true);
  });
}
