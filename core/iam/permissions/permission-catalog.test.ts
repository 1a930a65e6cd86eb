import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isPermission, permissionCatalog, permissions } from './permission-catalog.ts';
import { isKnownPermission, leavesUnder } from './permission-tree.ts';

test('the catalogue has 31 permissions of the Cockpit and 21 of a Controller', () => {
  const scopes = permissions.map((leaf) => permissionCatalog[leaf].scope);
  assert.equal(scopes.filter((scope) => scope === 'cockpit').length, 31);
  assert.equal(scopes.filter((scope) => scope === 'controller').length, 21);
});

test('the scope of a permission is what its name says', () => {
  for (const leaf of permissions) {
    const expected =
      permissionCatalog[leaf].scope === 'cockpit' ? 'sos:products:joc:' : 'sos:products:controller:';
    assert.ok(leaf.startsWith(expected), leaf);
  }
});

test('nine branches have folders, all others have none (semantics §2.3)', () => {
  const branches = permissions
    .filter((leaf) => permissionCatalog[leaf].hasFolder)
    .map((leaf) => leaf.split(':')[3]);
  assert.deepEqual([...new Set(branches)].sort(), [
    'calendars',
    'dailyplan',
    'deployment',
    'documentations',
    'inventory',
    'locks',
    'noticeboards',
    'orders',
    'workflows',
  ]);
  for (const leaf of permissions)
    if (new Set(branches).has(leaf.split(':')[3])) assert.ok(permissionCatalog[leaf].hasFolder, leaf);
});

test('no leaf stands below another leaf, so each entry matches whole branches or one leaf', () => {
  for (const leaf of permissions) assert.deepEqual(leavesUnder(leaf), [leaf]);
});

const matches: readonly [entry: string, count: number][] = [
  ['sos', 52],
  ['sos:products', 52],
  ['sos:products:joc', 31],
  ['sos:products:controller', 21],
  ['sos:products:controller:orders', 8],
  ['sos:products:joc:administration:accounts', 2],
  // what only looks like a name of the catalogue matches nothing
  ['', 0],
  [':', 0],
  ['*', 0],
  ['sos:products:', 0],
  ['sos:product', 0],
  ['SOS:products', 0],
  ['sos:products:controller:order', 0],
  ['sos:products:controller:orders:*', 0],
  ['sos:products:joc:adminstration', 0],
  ['__proto__', 0],
  ['constructor', 0],
  ['toString', 0],
];

for (const [entry, count] of matches)
  test(`the entry «${entry}» matches ${count} permissions`, () => {
    assert.equal(leavesUnder(entry).length, count);
    assert.equal(isKnownPermission(entry), count > 0);
  });

test('names that every object has are no permissions', () => {
  for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty'])
    assert.equal(isPermission(name), false);
});
