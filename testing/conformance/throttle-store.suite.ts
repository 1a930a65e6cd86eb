/** What every store of throttling counters has to do. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AccountName } from '@interlock/base';
import type { ThrottleCounter, ThrottleKey } from '@interlock/iam';
import { type OpenedIam, withOpened } from './iam-samples.ts';

export function throttleStoreSuite(what: string, open: () => Promise<OpenedIam>): void {
  const check = (guarantee: string, work: (opened: OpenedIam) => Promise<void>) =>
    test(`${what}: ${guarantee}`, () => withOpened(open, work));
  const key = (text: string) => text as ThrottleKey;
  const counter = (text: string, inRow: number, lastMs = inRow): ThrottleCounter => ({
    key: key(text),
    recentMs: [lastMs - 1, lastMs - 1, lastMs],
    inRow,
    lastMs,
  });
  const save = ({ change }: OpenedIam, ...counters: readonly ThrottleCounter[]) =>
    change(async ({ throttle }) => {
      for (const each of counters) await throttle.save(each);
    });
  const find = async ({ read }: OpenedIam, ...keys: readonly string[]) =>
    (await read.throttle.find(keys.map(key))).toSorted((a, b) => (a.key < b.key ? -1 : 1));

  check('counters come back as they were stored, and only those that are asked for', async (opened) => {
    await save(opened, counter('a', 1), counter('b', 2), counter('c', 3));
    await save(opened, { ...counter('a', 7), recentMs: [] });
    assert.deepEqual(await find(opened, 'a', 'b', 'none'), [
      { ...counter('a', 7), recentMs: [] },
      counter('b', 2),
    ]);
    assert.deepEqual(await find(opened), []);
  });

  check('a counter keeps several hundred failures', async (opened) => {
    const many = {
      ...counter('a', 1),
      recentMs: Array.from({ length: 301 }, (_, index) => 1_700_000_000_000 + index),
    };
    await save(opened, many);
    assert.deepEqual(await find(opened, 'a'), [many]);
  });

  check('removed counters are gone', async (opened) => {
    await save(opened, counter('a', 1), counter('b', 2));
    await opened.change(({ throttle }) => throttle.remove([key('a'), key('none')]));
    assert.deepEqual(await find(opened, 'a', 'b'), [counter('b', 2)]);
  });

  check('counters with many failures in a row are found, by key', async (opened) => {
    await save(opened, counter('c', 100), counter('a', 101), counter('b', 99));
    assert.deepEqual(
      (await opened.read.throttle.atLeast(100)).map((each) => each.key),
      ['a', 'c'],
    );
  });

  check(
    'the counters of an account are found by the end of their keys, whatever characters its name has',
    async (opened) => {
      for (const name of ['ada', 'ada 😀 ü', "o'neill%_"] as AccountName[]) {
        await save(opened, counter(`account ${name}`, 2), counter(`pair 192.0.2.0/24 ${name}`, 2));
        await save(opened, counter(`account x${name}`, 2), counter(`account ${name}x`, 2));
        const found = await opened.read.throttle.ofAccount(name);
        assert.deepEqual(
          found.map((each) => each.key),
          [`account ${name}`, `pair 192.0.2.0/24 ${name}`],
        );
      }
    },
  );

  check('pruning keeps the longest rows of failures, then the youngest', async (opened) => {
    await save(
      opened,
      counter('victim', 50, 1),
      counter('old', 1, 10),
      counter('young', 1, 20),
      counter('two', 2, 5),
    );
    await opened.change(({ throttle }) => throttle.prune(3));
    const kept = await find(opened, 'victim', 'old', 'young', 'two');
    assert.deepEqual(
      kept.map((each) => each.key),
      ['two', 'victim', 'young'],
    );
    await opened.change(({ throttle }) => throttle.prune(3));
    assert.equal((await find(opened, 'victim', 'old', 'young', 'two')).length, 3);
  });
}
