import assert from 'node:assert/strict';
import { test } from 'node:test';
import { permissions } from '@interlock/iam';
import { groupsWith, permissionGroups, permissionLabel } from './permission-groups.ts';

const namesOf = (groups: typeof permissionGroups) =>
  groups.flatMap(({ leaves }) => leaves.map((line) => line.permission));

test('every permission of the catalogue stands in one group', () => {
  assert.deepEqual(namesOf(permissionGroups).toSorted(), permissions.toSorted());
});

test('a group is of one scope, and no two have the same node', () => {
  assert.equal(new Set(permissionGroups.map(({ node }) => node)).size, permissionGroups.length);
  for (const { scope, leaves } of permissionGroups)
    for (const { permission } of leaves)
      assert.equal(permission.startsWith('sos:products:controller'), scope === 'controller', permission);
});

test('words narrow by name and by label, whatever their case', () => {
  assert.deepEqual(namesOf(groupsWith('cancel orders')), ['sos:products:controller:orders:cancel']);
  assert.deepEqual(namesOf(groupsWith('AUDITLOG')), ['sos:products:joc:auditlog:view']);
  assert.deepEqual(groupsWith('nothing of the kind'), []);
  assert.equal(namesOf(groupsWith('  ')).length, permissions.length);
});

test('what the catalogue does not know keeps its name', () => {
  assert.equal(permissionLabel('sos:products:controller:orders:cancel'), 'Cancel orders');
  for (const unknown of ['sos:products:nothing', 'toString', ''])
    assert.equal(permissionLabel(unknown), unknown);
});
