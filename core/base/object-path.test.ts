import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { objectName } from './object-name.ts';
import {
  type FolderPath,
  folderOf,
  folderPath,
  liesWithin,
  nameOf,
  type ObjectPath,
  objectPath,
} from './object-path.ts';

const refused: readonly [what: string, path: string][] = [
  ['an empty path', ''],
  ['no leading slash', 'finance/payroll'],
  ['a trailing slash', '/finance/'],
  ['a doubled slash', '/finance//payroll'],
  ['a parent segment', '/finance/../admin'],
  ['a dot segment', '/finance/./payroll'],
  ['an encoded slash', '/finance%2fpayroll'],
  ['a twice encoded dot', '/%252e%252e/admin'],
  ['a backslash', '/finance\\payroll'],
  ['a trailing dot', '/finance/payroll.'],
  ['a trailing space', '/finance/payroll '],
  ['a wildcard', '/finance/*'],
  ['a decomposed letter', '/finance/cafe\u0301'],
  ['a zero-width letter', '/fin\u200bance'],
  ['a turned text', '/\u202efinance'],
  ['a NUL', '/finance/\u0000'],
  ['a line end', '/finance/pay\nroll'],
  ['four thousand letters', `/${'a'.repeat(4096)}`],
  ['a lone surrogate', '/finance/\ud800'],
];

for (const [what, path] of refused) {
  test(`a path with ${what} is refused, never repaired`, () => {
    assert.equal(objectPath(path).ok, false);
    assert.equal(folderPath(path).ok, false);
  });
}

for (const path of ['/payroll', '/finance/pay_roll-2026.v1', '/Büro/日次', '/a/b/c/d']) {
  test(`the canonical path ${path} is accepted as it is`, () => {
    assert.deepEqual(objectPath(path), { ok: true, value: path });
  });
}

test('a refused name says which rule it breaks and which field it stood in', () => {
  const result = objectName('pay roll', 'orders[0].workflowPath');
  assert.ok(!result.ok);
  assert.equal(result.problem.field, 'orders[0].workflowPath');
  assert.match(result.problem.message, /"pay roll" holds a character/);
});

test('a folder covers itself and what lies below it, segment by segment (semantics §2.6)', () => {
  const within = (folder: string, ancestor: string) =>
    liesWithin(folder as FolderPath, ancestor as FolderPath);
  assert.equal(within('/a', '/a'), true);
  assert.equal(within('/a/b', '/a'), true);
  assert.equal(within('/ab', '/a'), false);
  assert.equal(within('/A', '/a'), false);
  assert.equal(within('/', '/a'), false);
  assert.equal(within('/a', '/'), true);
});

test('folder and name put together give the path again', () => {
  const segment = fc.stringMatching(/^[a-z0-9_]{1,8}$/);
  fc.assert(
    fc.property(fc.array(segment, { minLength: 1, maxLength: 5 }), (segments) => {
      const path = `/${segments.join('/')}` as ObjectPath;
      assert.equal(`${folderOf(path)}/${nameOf(path)}`.replace('//', '/'), path);
      assert.ok(liesWithin(folderOf(path), folderOf(path)));
    }),
  );
});
