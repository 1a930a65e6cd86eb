import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CliFault } from '../../client/cli-fault.ts';
import { requireOwner } from './require-owner.ts';

const folder = '/data/cockpit';
const database = '/data/cockpit/cockpit.db';

const cases: readonly [
  who: string,
  user: number | undefined,
  owner: number | undefined,
  code: number | undefined,
][] = [
  ['the owner may', 1_000, 1_000, undefined],
  ['root may, where root owns it', 0, 0, undefined],
  ['another user may not', 1_001, 1_000, 4],
  ['root may not, where it belongs to another', 0, 1_000, 4],
  ['where there is nothing, there is nothing to be rescued', 1_000, undefined, 3],
  ['a system without users decides by its files alone', undefined, 0, undefined],
];

for (const [who, uid, owner, code] of cases)
  test(`${who}`, () => {
    const ask = () =>
      requireOwner({
        folder,
        database,
        exists: () => owner !== undefined,
        ownerOf: () => (owner === undefined ? undefined : { uid: owner }),
        user: { name: 'ada', ...(uid === undefined ? {} : { uid }) },
      });
    if (code === undefined) ask();
    else assert.throws(ask, (fault) => fault instanceof CliFault && fault.exitCode === code);
  });

test('a folder without a database is no installation', () => {
  const ports = {
    folder,
    database,
    exists: () => false,
    ownerOf: () => ({ uid: 1 }),
    user: { name: 'ada', uid: 1 },
  };
  assert.throws(() => requireOwner(ports), /cockpit\.db is not there/);
});
