import assert from 'node:assert/strict';
import { test } from 'node:test';
import { permissions } from '@interlock/iam';
import { defaultScope, type RoleDraft, withMark } from './role-draft.ts';
import { treeRows } from './tree-rows.ts';

const nothing: RoleDraft = { permissions: [], folders: [] };
const all = { words: '', onlySet: false, onlyChanged: false };
const orders = 'sos:products:controller:orders';
const rows = (draft: RoleDraft, scope = defaultScope, filter = {}, closed: readonly string[] = []) =>
  treeRows(draft, nothing, scope, { ...all, ...filter }, new Set(closed));
const row = (draft: RoleDraft, name: string, scope = defaultScope) =>
  rows(draft, scope).find(({ node }) => node.permission === name);

test('every leaf of the catalogue has one row', () => {
  const names = rows(nothing).map(({ node }) => node.permission);
  for (const leaf of permissions) assert.equal(names.filter((name) => name === leaf).length, 1, leaf);
});

test('at one Controller only what is about Controllers is shown', () => {
  const names = rows(nothing, 'c1').map(({ node }) => node.permission);
  assert.ok(names.every((name) => name.startsWith('sos:products:controller')));
  assert.equal(
    rows(withMark(nothing, 'c1', 'sos:products', 'granted'), 'c1')[0]?.node.permission,
    'sos:products',
  );
});

test('a leaf says which entry above grants it, and a denial above beats its own grant', () => {
  const draft = withMark(nothing, defaultScope, orders, 'granted');
  assert.deepEqual(row(draft, `${orders}:cancel`)?.effect, {
    is: 'granted',
    by: { permission: orders, excluded: false },
  });
  const own = withMark(draft, defaultScope, `${orders}:cancel`, 'granted');
  assert.equal(row(own, `${orders}:cancel`)?.effect?.by?.permission, `${orders}:cancel`);
  const denied = withMark(own, defaultScope, 'sos:products:controller', 'denied');
  assert.equal(row(denied, `${orders}:cancel`)?.effect?.is, 'denied');
  assert.deepEqual(row(draft, orders)?.counts, { granted: 8, denied: 0, all: 8 });
});

test('what holds for all Controllers is seen at one, and what is set at one is not seen at all', () => {
  const general = withMark(nothing, defaultScope, orders, 'granted');
  assert.equal(row(general, `${orders}:cancel`, 'c1')?.effect?.is, 'granted');
  const special = withMark(nothing, 'c1', orders, 'granted');
  assert.equal(row(special, `${orders}:cancel`, 'c1')?.effect?.is, 'granted');
  assert.equal(row(special, `${orders}:cancel`)?.effect?.is, 'nothing');
});

test('the filters keep what fits and the way to it, also below what is closed', () => {
  const names = rows(nothing, defaultScope, { words: 'CANCEL orders' }, ['sos:products']).map(
    ({ node }) => node.permission,
  );
  assert.deepEqual(names, ['sos:products', 'sos:products:controller', orders, `${orders}:cancel`]);
  const set = withMark(nothing, defaultScope, orders, 'denied');
  assert.equal(rows(set, defaultScope, { onlySet: true }).at(-1)?.node.permission, orders);
  assert.equal(rows(set, defaultScope, { onlyChanged: true }).at(-1)?.node.permission, orders);
  assert.deepEqual(rows(set, defaultScope, { words: 'no such thing' }), []);
});

test('what is below a closed node is not in sight', () => {
  assert.equal(rows(nothing, defaultScope, {}, ['sos:products']).length, 1);
});

test('a node above one leaf is shown as the leaf until something is said of the node', () => {
  const node = 'sos:products:joc:auditlog';
  assert.equal(row(nothing, node), undefined);
  assert.ok(row(nothing, `${node}:view`));
  assert.equal(row(withMark(nothing, defaultScope, node, 'granted'), node)?.mark, 'granted');
});
