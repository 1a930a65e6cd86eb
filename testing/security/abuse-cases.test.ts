import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const home = join(import.meta.dirname, '../..');
const page = readFileSync(join(home, 'docs/checklists/abuse-cases.md'), 'utf8');

/** The tests that the page names: a file, and a name in which `…` stands for anything. */
const named = [...page.matchAll(/`([^`]+\.test\.ts)` "([^"]+)"/g)].map(([, file = '', name = '']) => ({
  file,
  name,
}));

/** The names of the tests of a file, as they stand in its source, with `…` for what a table fills in. */
function testNames(source: string): readonly string[] {
  return [...source.matchAll(/\b(?:test|it)\(\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1/g)].map(([, , name = '']) =>
    name.replaceAll(/\$\{(?:[^{}]|\{[^{}]*\}|`[^`]*`)*\}/g, '…').replaceAll("\\'", "'"),
  );
}

/** Equal, where one `…` of the page may stand for several pieces. */
function fits(wanted: string, name: string): boolean {
  const pieces = wanted.split('…').map((piece) => piece.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${pieces.join('.*')}$`, 's').test(name);
}

test('each test that the page of abuse cases names is there, under that name', () => {
  const missing = named.filter(({ file, name }) => {
    const path = join(home, file);
    if (!existsSync(path)) return true;
    return !testNames(readFileSync(path, 'utf8')).some((found) => fits(name, found));
  });
  assert.deepEqual(missing, []);
});

test('each abuse case names at least one test', () => {
  const cases = page.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| attack |'));
  assert.ok(cases.length >= 20, `${cases.length} cases`);
  assert.deepEqual(
    cases.filter((line) => !line.includes('.test.ts` "')),
    [],
  );
  assert.ok(named.length >= 2 * cases.length - 10, `${named.length} tests`);
});

test('a name that is not there is found', () => {
  const source = "test('a', () => {}); it(`b @{c} d`, x); test(\"it's\", y)".replace('@', '$');
  assert.deepEqual(testNames(source), ['a', 'b … d', "it's"]);
  assert.ok(fits('with … no', 'with … no') && fits('…: x', '/a: x') && !fits('with … no', 'without'));
});
