import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placesOf, withFolder } from './places-of.ts';

const orders = 'sos:products:controller:orders:cancel';
const audit = 'sos:products:joc:auditlog:view';

test('the catalogue says where a permission is held', () => {
  assert.deepEqual(placesOf(orders), { hasController: true, hasFolder: true });
  assert.deepEqual(placesOf('sos:products:joc:inventory:view'), { hasController: false, hasFolder: true });
  assert.deepEqual(placesOf(audit), { hasController: false, hasFolder: false });
  for (const unknown of [undefined, '', 'toString'])
    assert.deepEqual(placesOf(unknown), { hasController: false, hasFolder: false });
});

test('a question for a permission with folders that names none is about the root', () => {
  assert.deepEqual(withFolder({ permission: orders }), { permission: orders, folder: '/' });
});

test('a question that names its place, needs none, or is about a refusal stays as it is', () => {
  for (const question of [
    { permission: orders, folder: '/finance' },
    { permission: orders, objectType: 'WORKFLOW' as const, path: '/finance/closing' },
    { permission: audit },
    { reference: 'r' },
  ])
    assert.deepEqual(withFolder(question), question);
});
