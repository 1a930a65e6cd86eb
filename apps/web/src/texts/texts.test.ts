import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const web = fileURLToPath(new URL('../..', import.meta.url));
const catalogues = globSync('src/texts/*en.json', { cwd: web }).map(
  (file) => JSON.parse(readFileSync(join(web, file), 'utf8')) as object,
);

function keysOf(branch: object, before = ''): readonly string[] {
  return Object.entries(branch).flatMap(([key, value]) =>
    typeof value === 'string' ? [before + key] : keysOf(value, `${before}${key}.`),
  );
}

const keys = catalogues.flatMap((catalogue) => keysOf(catalogue));
const sources = globSync(['src/**/*.{ts,tsx}', '*.html'], { cwd: web })
  .filter((file) => !file.endsWith('.test.ts'))
  .map((file) => readFileSync(join(web, file), 'utf8'))
  .join('\n');

/** How keys stand in the sources, with what is put in at run time as a star. */
const used = [
  ...sources.matchAll(/['"`]((?:[\w-]+|\$\{[^}]+\})(?:\.(?:[\w-]+|\$\{[^}]+\}))*)['"`]|\{\{([\w.]+)\}\}/g),
].map((match) => (match[1] ?? match[2] ?? '').replace(/\$\{[^}]+\}/g, '*'));
const patterns = new Set(
  used.map(
    (key) =>
      `^${key
        .split('*')
        .map((part) => RegExp.escape?.(part) ?? part.replaceAll('.', '\\.'))
        .join('[^.]+')}$`,
  ),
);
const isUsed = (key: string) => [...patterns].some((pattern) => new RegExp(pattern).test(key));

test('every text of the catalogue is used', () => {
  // The login reads its own branch directly.
  const unused = keys
    .map((key) => key.replace(/_(zero|one|other)$/, ''))
    .filter((key) => !key.startsWith('login.') && !isUsed(key));
  assert.deepEqual(unused, []);
});

test('every plural has the forms of its language', () => {
  const one = keys.filter((key) => key.endsWith('_one')).map((key) => key.slice(0, -4));
  const other = keys.filter((key) => key.endsWith('_other')).map((key) => key.slice(0, -6));
  assert.deepEqual(one, other);
  assert.ok(one.length > 5);
});

test('no text stands in two catalogues', () => {
  assert.ok(catalogues.length > 1);
  assert.equal(new Set(keys).size, keys.length);
});

test('no text is empty and none holds markup', () => {
  const flat = JSON.stringify(catalogues);
  assert.doesNotMatch(flat, /<[a-z/]/i);
  assert.doesNotMatch(flat, /:""/);
});
