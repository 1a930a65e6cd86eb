/** What every store of decisions and refusals has to do. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { folderPath, unwrap } from '@interlock/base';
import { type DecisionRecord, type RefusalRecord, refusalsPerAccountMax } from '@interlock/iam';
import { keyOf, type OpenedIam, withOpened } from './iam-samples.ts';

const dayMs = 86_400_000;
const today = 20_000 * dayMs;
const ada = keyOf('local', 'ada');
const bob = keyOf('local', 'bob');
const folder = unwrap(folderPath('/pay'));

function record(more: Partial<DecisionRecord> = {}): DecisionRecord {
  return {
    accountKey: ada,
    permission: 'sos:products:controller:orders:cancel',
    controllerId: 'c1',
    folder,
    allowed: true,
    count: 1,
    lastAtMs: today,
    ...more,
  };
}

function refusal(reference: string, more: Partial<RefusalRecord> = {}): RefusalRecord {
  const { accountKey, permission, controllerId } = record();
  return {
    reference,
    atMs: today,
    accountKey,
    accountName: 'ada',
    serviceName: 'local',
    request: { permission, ...(controllerId === undefined ? {} : { controllerId }), folder },
    reason: 'No role of the account grants it here.',
    ...more,
  };
}

export function decisionStoreSuite(what: string, open: () => Promise<OpenedIam>): void {
  const check = (guarantee: string, work: (opened: OpenedIam) => Promise<void>) =>
    test(`${what}: ${guarantee}`, () => withOpened(open, work));

  check('equal decisions are counted together, with the last time', async ({ read, change }) => {
    await change(({ decisions }) =>
      decisions.count([record({ lastAtMs: today + 5 }), record({ lastAtMs: today + 1 })]),
    );
    await change(({ decisions }) => decisions.count([record({ count: 3, lastAtMs: today + 3 })]));
    assert.deepEqual(await read.decisions.list(ada, today), [record({ count: 5, lastAtMs: today + 5 })]);
  });

  check('whatever tells decisions apart keeps them apart', async ({ read, change }) => {
    const { controllerId: _, ...anyController } = record();
    const { folder: __, ...anyFolder } = record();
    const all = [
      record(),
      record({ allowed: false }),
      record({ accountKey: bob }),
      record({ permission: 'sos:products:joc:inventory:view' }),
      anyController,
      anyFolder,
    ];
    await change(({ decisions }) => decisions.count(all));
    const found = [...(await read.decisions.list(ada, today)), ...(await read.decisions.list(bob, today))];
    const key = (each: DecisionRecord) => JSON.stringify(Object.entries(each).sort());
    assert.deepEqual(found.map(key).sort(), all.map(key).sort());
    assert.deepEqual(await read.decisions.list(bob, today), [record({ accountKey: bob })]);
  });

  check('days before the asked one are not counted', async ({ read, change }) => {
    await change(({ decisions }) =>
      decisions.count([record({ count: 7, lastAtMs: today - 1 }), record({ lastAtMs: today + 9 })]),
    );
    assert.deepEqual(await read.decisions.list(ada, today + 10), [record({ lastAtMs: today + 9 })]);
    assert.deepEqual(await read.decisions.list(ada, today - 2), [record({ count: 8, lastAtMs: today + 9 })]);
    assert.equal(await read.decisions.firstDayMs(), today - dayMs);
  });

  check(
    'the questions of each account are counted, each once however many days it has',
    async ({ read, change }) => {
      await change(({ decisions }) =>
        decisions.count([
          record({ lastAtMs: today - 1 }),
          record({ lastAtMs: today }),
          record({ allowed: false }),
          record({ accountKey: bob, lastAtMs: today - 1 }),
        ]),
      );
      assert.deepEqual([...(await read.decisions.questions(today - 1))].sort(), [
        [ada, 2],
        [bob, 1],
      ]);
      assert.deepEqual([...(await read.decisions.questions(today))], [[ada, 2]]);
    },
  );

  check('nothing is counted where there is nothing', async ({ read, change }) => {
    await change(({ decisions }) => decisions.count([]));
    assert.deepEqual(await read.decisions.list(ada, 0), []);
  });

  check('without any decision there is no first day', async ({ read }) => {
    assert.equal(await read.decisions.firstDayMs(), undefined);
    assert.deepEqual(await read.decisions.questions(0), new Map());
  });

  check('a refusal is found by its reference, as it was', async ({ read, change }) => {
    const { request: _, ...byRule } = refusal('r2');
    await change(({ decisions }) => decisions.addRefusals([refusal('r1'), byRule]));
    assert.deepEqual(await read.decisions.findRefusal('r1'), refusal('r1'));
    assert.deepEqual(await read.decisions.findRefusal('r2'), byRule);
    assert.equal(await read.decisions.findRefusal('R1'), undefined);
  });

  check('a reference stays with its first refusal', async ({ read, change }) => {
    await change(({ decisions }) => decisions.addRefusals([refusal('r1')]));
    await change(({ decisions }) => decisions.addRefusals([refusal('r1', { accountKey: bob })]));
    assert.equal((await read.decisions.findRefusal('r1'))?.accountKey, ada);
  });

  check('of each account the newest refusals stay, whatever another one does', async ({ read, change }) => {
    const many = Array.from({ length: refusalsPerAccountMax + 2 }, (_, at) => refusal(`a${at}`));
    await change(({ decisions }) => decisions.addRefusals([refusal('b', { accountKey: bob }), ...many]));
    const kept = await Promise.all(['b', 'a0', 'a1', 'a2'].map((each) => read.decisions.findRefusal(each)));
    assert.deepEqual(
      kept.map((each) => each?.reference),
      ['b', undefined, undefined, 'a2'],
    );
  });

  check(
    'of one account no more stay than its share, whatever is kept of others',
    async ({ read, change }) => {
      const at = (ms: number) => record({ permission: `p${ms}`, lastAtMs: today + ms });
      const other = record({ accountKey: bob });
      await change(({ decisions }) => decisions.count([at(1), at(2), at(3), other]));
      assert.equal(await change(({ decisions }) => decisions.trim(0, { ofAll: 9, ofOne: 2 })), 1);
      assert.deepEqual(await read.decisions.list(ada, today), [at(3), at(2)]);
      assert.deepEqual(await read.decisions.list(bob, today), [other]);
    },
  );

  check('what is old goes, and of the rest the oldest beyond the bound', async ({ read, change }) => {
    const at = (ms: number) => record({ permission: `p${ms}`, lastAtMs: today + ms });
    await change(({ decisions }) => decisions.count([at(1), at(2), at(3), at(4)]));
    await change(({ decisions }) =>
      decisions.addRefusals([refusal('old', { atMs: today + 1 }), refusal('new', { atMs: today + 2 })]),
    );
    assert.equal(await change(({ decisions }) => decisions.trim(today + 2, { ofAll: 2, ofOne: 9 })), 3);
    assert.deepEqual(await read.decisions.list(ada, today), [at(4), at(3)]);
    assert.equal(await read.decisions.findRefusal('old'), undefined);
    assert.notEqual(await read.decisions.findRefusal('new'), undefined);
    assert.equal(await change(({ decisions }) => decisions.trim(today + 2, { ofAll: 2, ofOne: 9 })), 0);
  });
}
