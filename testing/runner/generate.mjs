/**
 * Writes the generated pages of docs/reference; with `--check` it writes nothing and fails where one is not current.
 * Each generator exports `generated()`: a list of `[path, text]`.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { requireNode24 } from './node-guard.mjs';

requireNode24('The generation of pages');

const generators = [
  './pages/errors.ts',
  './pages/settings.ts',
  './pages/schemas.ts',
  './pages/openapi.ts',
  './pages/route-matrix.ts',
];
const root = join(import.meta.dirname, '../..');
const onlyCheck = process.argv.includes('--check');

let stale = 0;
for (const generator of generators) {
  const { generated } = await import(generator);
  for (const [path, text] of await generated()) {
    if (textOf(join(root, path)) === text) continue;
    if (onlyCheck) {
      stale += 1;
      process.stdout.write(`${path} is not current; run: npm run generate\n`);
      continue;
    }
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    process.stdout.write(`wrote ${path}\n`);
  }
}
process.exit(stale === 0 ? 0 : 1);

function textOf(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
