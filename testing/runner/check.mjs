/** Everything that can be said of the sources without running the product: types, style, arrows, dead exports, generated pages. */
import { spawnSync } from 'node:child_process';
import { requireNode24 } from './node-guard.mjs';

requireNode24('The check');

const node = process.execPath;
const checks = [
  ['types', 'tsc', ['-p', 'tsconfig.json']],
  ['types of core without Node', 'tsc', ['-p', 'tsconfig.core.json']],
  ['types of the pages', 'tsc', ['-p', 'tsconfig.web.json']],
  ['format and lint', 'biome', ['check', '--error-on-warnings', '.']],
  ['arrows', node, ['--test', '--test-reporter=dot', 'testing/architecture/arrows.test.ts']],
  ['dead exports and dependencies', 'knip', []],
  ['generated pages', node, ['testing/runner/generate.mjs', '--check']],
];

let failed = 0;
for (const [what, command, args] of checks) {
  const began = performance.now();
  const run = spawnSync(command, args, { encoding: 'utf8', env: { ...process.env, NODE_NO_WARNINGS: '1' } });
  const good = run.status === 0;
  if (!good) failed += 1;
  process.stdout.write(
    `${good ? 'ok    ' : 'FAILED'} ${what} (${((performance.now() - began) / 1000).toFixed(1)} s)\n`,
  );
  if (!good) process.stdout.write(`${run.error ?? ''}${run.stdout ?? ''}${run.stderr ?? ''}\n`);
}
process.stdout.write(`${checks.length - failed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);
