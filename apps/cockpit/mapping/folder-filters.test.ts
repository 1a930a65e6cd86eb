import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FolderPath } from '@interlock/base';
import fc from 'fast-check';
import { commonFolders, type FolderFilters, folderFilters, isAmongFolders } from './folder-filters.ts';

describe('the folders of a request', () => {
  it('are taken with all below them unless the request says otherwise', () => {
    const read = folderFilters([{ folder: '/a' }, { folder: '/b', recursive: false }]);
    assert.deepEqual(read.ok && read.value, [
      { folder: '/a', recursive: true },
      { folder: '/b', recursive: false },
    ]);
  });

  it('do not restrict where there are none', () => {
    assert.deepEqual(folderFilters([]), { ok: true, value: undefined });
    assert.ok(isAmongFolders('/a' as FolderPath, undefined));
  });

  for (const folder of [
    'a',
    '/a/',
    '/a/../b',
    '//a',
    '/a//b',
    '/%2e',
    '\\a',
    '/a ',
    '/a\u0301',
    '/.',
    '/a*',
    '',
  ])
    it(`${JSON.stringify(folder)} is refused: it is no canonical path`, () => {
      assert.equal(folderFilters([{ folder }]).ok, false);
    });

  it('/a does not mean /ab', () => {
    assert.ok(!isAmongFolders('/ab' as FolderPath, [{ folder: '/a' as FolderPath, recursive: true }]));
  });
});

const folder = fc.constantFrom('/', '/a', '/a/b', '/a/b/c', '/ab', '/b') as fc.Arbitrary<FolderPath>;
const filters: fc.Arbitrary<FolderFilters | undefined> = fc.option(
  fc.array(fc.record({ folder, recursive: fc.boolean() }), { maxLength: 3 }),
  { nil: undefined },
);

it('the folders that two filters have in common are those that are among both', () => {
  fc.assert(
    fc.property(filters, filters, folder, (one, other, asked) => {
      const both = isAmongFolders(asked, one) && isAmongFolders(asked, other);
      assert.equal(isAmongFolders(asked, commonFolders(one, other)), both);
    }),
    { numRuns: 500 },
  );
});
