/**
 * Builds the pages into dist when they are missing or made from other sources; prints one line, exits 1 on failure.
 * `--force` builds in any case.
 */
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pagesOptions, webFolder } from './pages-options.mjs';
import { precompress } from './precompress.mjs';

const dist = join(webFolder, 'dist');
const stampFile = join(dist, '.sources');

/** One value for everything that the pages are made of. */
function sourcesStamp() {
  const hash = createHash('sha256');
  const lock = join(webFolder, '../../package-lock.json');
  const files = globSync(['src/**/*', '*.html', '*.mjs', 'package.json'], {
    cwd: webFolder,
    withFileTypes: true,
  })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of existsSync(lock) ? [...files, lock] : files)
    hash.update(file.slice(webFolder.length)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

function isUpToDate(stamp) {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp;
}

/** Builds beside dist and swaps, so that a server never sees half of it. */
async function buildPages(stamp) {
  const { build } = await import('vite');
  const fresh = join(webFolder, '.cache', `dist-${process.pid}`);
  const old = `${fresh}.old`;
  try {
    await build(pagesOptions(fresh));
    precompress(fresh);
    writeFileSync(join(fresh, '.sources'), stamp);
    if (existsSync(dist)) await rename(dist, old);
    await rename(fresh, dist);
  } finally {
    await Promise.all([fresh, old].map((folder) => rm(folder, { recursive: true, force: true })));
  }
}

const began = performance.now();
const stamp = sourcesStamp();
if (!process.argv.includes('--force') && isUpToDate(stamp)) {
  process.stdout.write('The pages are up to date.\n');
} else {
  try {
    await buildPages(stamp);
    process.stdout.write(`Built the pages in ${((performance.now() - began) / 1000).toFixed(1)} s.\n`);
  } catch (error) {
    process.stderr.write(`The pages could not be built: ${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 1;
  }
}
