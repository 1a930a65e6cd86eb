import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type FolderPath, type Result, unwrap } from '@interlock/base';
import { aRole } from '../../../testing/conformance/iam-samples.ts';
import {
  withFolderReplaced,
  withFolders,
  withoutFolders,
  withoutPermissions,
  withPermissionReplaced,
  withPermissions,
} from './change-role.ts';
import type { FolderEntry, PermissionEntry, Role } from './role.ts';

const grant = (permission: string, controllerId?: string): PermissionEntry => ({
  permission,
  excluded: false,
  ...(controllerId === undefined ? {} : { controllerId }),
});
const denial = (permission: string): PermissionEntry => ({ permission, excluded: true });
const folder = (path: string, recursive = true): FolderEntry => ({ folder: path as FolderPath, recursive });

const role: Role = aRole('r', {
  permissions: [grant('a'), grant('b'), grant('a', 'c1')],
  folders: [folder('/a'), folder('/b', false)],
});
const refusal = (result: Result<unknown>) => (result.ok ? undefined : result.problem.code);

test('stored permissions are added, and what was there stays', () => {
  assert.deepEqual(withPermissions(role, [grant('c')]).permissions, [...role.permissions, grant('c')]);
});

test('a permission that is stored again is granted or denied as it says now, in its scope alone', () => {
  const { permissions } = withPermissions(role, [denial('a')]);
  assert.deepEqual(permissions, [denial('a'), grant('b'), grant('a', 'c1')]);
});

test('of two that say different things in one call the last one counts', () => {
  assert.deepEqual(withPermissions(role, [denial('b'), grant('b')]).permissions, role.permissions);
});

test('permissions are taken away in one scope alone', () => {
  assert.deepEqual(unwrap(withoutPermissions(role, ['a'], undefined)).permissions, [
    grant('b'),
    grant('a', 'c1'),
  ]);
  assert.deepEqual(unwrap(withoutPermissions(role, ['a'], 'c1')).permissions, [grant('a'), grant('b')]);
});

test('one that is not there keeps all from being taken, and is named', () => {
  const result = withoutPermissions(role, ['b', 'z'], undefined);
  assert.equal(refusal(result), 'UnknownObject');
  assert.match(result.ok ? '' : result.problem.message, /permission z/);
  assert.equal(refusal(withoutPermissions(role, ['b'], 'c1')), 'UnknownObject');
});

test('a permission takes the place of another, where it stood', () => {
  assert.deepEqual(unwrap(withPermissionReplaced(role, 'a', denial('z'))).permissions, [
    denial('z'),
    grant('b'),
    grant('a', 'c1'),
  ]);
  assert.deepEqual(
    unwrap(withPermissionReplaced(role, 'a', denial('a'))).permissions[0],
    denial('a'),
    'itself, denied',
  );
});

test('a permission takes no place that another one has', () => {
  assert.equal(refusal(withPermissionReplaced(role, 'a', grant('b'))), 'DuplicateName');
  assert.equal(refusal(withPermissionReplaced(role, 'z', grant('y'))), 'UnknownObject');
});

test('folders are added, replaced and taken likewise', () => {
  assert.deepEqual(withFolders(role, [folder('/b'), folder('/c')]).folders, [
    folder('/a'),
    folder('/b'),
    folder('/c'),
  ]);
  assert.deepEqual(unwrap(withFolderReplaced(role, '/b', folder('/d'))).folders, [
    folder('/a'),
    folder('/d'),
  ]);
  assert.deepEqual(unwrap(withoutFolders(role, ['/a', '/b'], undefined)).folders, []);
  assert.equal(refusal(withoutFolders(role, ['/a'], 'c1')), 'UnknownObject');
});
