/** What every store of the login history has to do. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LoginHistoryFilter } from '@interlock/iam';
import { aLogin, named, type OpenedIam, withOpened } from './iam-samples.ts';

export function loginHistoryStoreSuite(what: string, open: () => Promise<OpenedIam>): void {
  const check = (guarantee: string, work: (opened: OpenedIam) => Promise<void>) =>
    test(`${what}: ${guarantee}`, () => withOpened(open, work));

  check('an entry comes back as it was added, with every service', async ({ read, change }) => {
    const full = aLogin('full', {
      result: 'succeeded',
      reason: 'none',
      serviceName: 'b',
      services: [
        { serviceName: 'a', outcome: 'unavailable', reason: 'timedOut' },
        { serviceName: 'b', outcome: 'verified', reason: 'none' },
      ],
    });
    const { accountName: _, ...nameless } = aLogin('nameless', { services: [], atMs: 999 });
    await change(async ({ loginHistory }) => {
      await loginHistory.add(full);
      await loginHistory.add(nameless);
    });
    assert.deepEqual(await read.loginHistory.list({ limit: 10 }), [full, nameless]);
  });

  const filters: readonly [filter: LoginHistoryFilter, ids: readonly string[]][] = [
    [{ limit: 10 }, ['d', 'b', 'c', 'a']],
    [{ limit: 2 }, ['d', 'b']],
    [{ limit: 10, accountName: named('bob') }, ['c']],
    [{ limit: 10, result: 'succeeded' }, ['b']],
    [{ limit: 10, fromMs: 20 }, ['d', 'b', 'c']],
    [{ limit: 10, toMs: 20 }, ['a']],
    [{ limit: 10, fromMs: 10, toMs: 30, result: 'refused' }, ['c', 'a']],
  ];

  check('entries are found by name, result and time, the newest first', async ({ read, change }) => {
    await change(async ({ loginHistory }) => {
      await loginHistory.add(aLogin('c', { atMs: 20, accountName: named('bob') }));
      await loginHistory.add(aLogin('a', { atMs: 10 }));
      await loginHistory.add(aLogin('b', { atMs: 20, result: 'succeeded' }));
      await loginHistory.add(aLogin('d', { atMs: 30, result: 'challenged' }));
    });
    for (const [filter, ids] of filters)
      assert.deepEqual(
        (await read.loginHistory.list(filter)).map(({ id }) => id),
        ids,
        JSON.stringify(filter),
      );
  });

  check('old entries are removed', async ({ read, change }) => {
    await change(async ({ loginHistory }) => {
      for (const atMs of [10, 20, 30]) await loginHistory.add(aLogin(`at-${atMs}`, { atMs }));
    });
    assert.equal(await change(({ loginHistory }) => loginHistory.removeBefore(20)), 1);
    assert.deepEqual(
      (await read.loginHistory.list({ limit: 10 })).map(({ id }) => id),
      ['at-30', 'at-20'],
    );
  });
}
