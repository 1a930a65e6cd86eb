/** What every blocklist has to do. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { named, type OpenedIam, withOpened } from './iam-samples.ts';

export function blocklistStoreSuite(what: string, open: () => Promise<OpenedIam>): void {
  test(`${what}: a blocked name is found, listed by name, replaced and removed`, () =>
    withOpened(open, async ({ read, change }) => {
      assert.equal(await read.blocklist.find(named('eve')), undefined);
      const eve = { name: named('eve'), comment: 'left the company', sinceMs: 5 };
      const bob = { name: named('bob'), comment: '', sinceMs: 7 };
      await change(({ blocklist }) => blocklist.save(eve));
      await change(({ blocklist }) => blocklist.save(bob));
      assert.deepEqual(await read.blocklist.find(named(' EVE ')), eve);
      assert.deepEqual(await read.blocklist.list(), [bob, eve]);
      await change(({ blocklist }) => blocklist.save({ ...eve, comment: 'again' }));
      assert.equal((await read.blocklist.find(named('eve')))?.comment, 'again');
      assert.equal(await change(({ blocklist }) => blocklist.remove(named('eve'))), true);
      assert.equal(await change(({ blocklist }) => blocklist.remove(named('eve'))), false);
      assert.deepEqual(await read.blocklist.list(), [bob]);
    }));
}
