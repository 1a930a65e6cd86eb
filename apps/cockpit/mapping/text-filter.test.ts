import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { textFilter } from './text-filter.ts';

function matches(pattern: string, text: string): boolean {
  const filter = textFilter(pattern, 'regex');
  assert.ok(filter.ok, JSON.stringify(filter));
  return filter.value(text);
}

describe('a filter by a regular expression', () => {
  const rows: readonly (readonly [pattern: string, text: string, fits: boolean])[] = [
    ['order', '/a/b/#2026-01-01#T1-ORDER', true],
    ['%order', '/a/order', true],
    ['^/a', '/a/b', true],
    ['^/a', '/b/a', false],
    ['b$', '/a/b', true],
    ['^$', '', true],
    ['^$', 'x', false],
    ['a.c', 'abc', true],
    ['a\\.c', 'abc', false],
    ['a+b', 'aaab', true],
    ['^a?b$', 'aab', false],
    ['^a{2,3}$', 'aa', true],
    ['^a{2,3}$', 'aaaa', false],
    ['^a{2,}$', 'aaaaa', true],
    ['^(foo|bar)$', 'BAR', true],
    ['^(?:foo|bar)$', 'baz', false],
    ['[0-9]{4}-\\d\\d', '2026-01', true],
    ['^[^/]+$', 'a/b', false],
    ['^\\S+$', 'a b', false],
    ['^\\w+$', 'a_1', true],
    ['[]a]', ']', true],
    ['[a-]', '-', true],
    ['', 'anything', true],
    ['a|', 'b', true],
    ['(a*)*b', 'aaac', false],
    ['{', 'a{b', true],
  ];
  for (const [pattern, text, fits] of rows)
    it(`${pattern} ${fits ? 'fits' : 'does not fit'} ${JSON.stringify(text)}`, () => {
      assert.equal(matches(pattern, text), fits);
    });

  for (const pattern of [
    '(',
    ')',
    '[a',
    '*a',
    'a\\',
    '(?=a)',
    '(?<n>a)',
    '\\1',
    '\\b',
    'a{999}',
    '[z-a]',
    `${'x'.repeat(2_000)}.`,
  ])
    it(`${pattern.slice(0, 20)} is refused, naming the field`, () => {
      const filter = textFilter(pattern, 'regex');
      assert.equal(filter.ok ? '' : filter.problem.field, 'regex');
    });

  it('finds what RegExp finds', () => {
    const part = fc.constantFrom('a', 'b', '.', 'a*', 'b+', '(a|b)', '[ab]', '(ab)?', '^', '$', 'a{1,2}');
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 6 }),
        fc.string({ unit: fc.constantFrom('a', 'b', 'c') }),
        (parts, text) => {
          const pattern = parts.join('');
          assert.equal(matches(pattern, text), new RegExp(pattern, 'i').test(text), `${pattern} ${text}`);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('does an amount of work that the lengths bound, whatever the pattern', () => {
    for (const pattern of ['(a*)*$', '(a|a)*b', '(a+)+$', '(.*)(.*)(.*)(.*)x', '^(([a-z])+.)+[A-Z]([a-z])+$'])
      assert.equal(matches(pattern, `${'a'.repeat(2_000)}!`), pattern.endsWith('*$'));
  });
});
