/**
 * Runs the tests: `test.mjs` all quick ones, `test.mjs --all` every one, `test.mjs PATH…` those below the paths.
 * With REQUIRE_REAL_SERVERS=1 a missing real server (Chromium, openssl, curl) is an error, otherwise it is named.
 */
import { spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import { requireNode24 } from './node-guard.mjs';
import { nameRealServers } from './real-servers.mjs';

requireNode24('The test run');

const everything = process.argv.includes('--all');
const paths = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));

const files = globSync(
  paths.length > 0 ? paths.map((path) => `${path.replace(/\/$/, '')}/**/*.test.ts`) : ['**/*.test.ts'],
  {
    exclude: (name) => /(^|\/)(node_modules|dist|data)$/.test(name),
  },
)
  .concat(paths.filter((path) => path.endsWith('.test.ts')))
  .filter((file) => everything || paths.length > 0 || !file.endsWith('.all.test.ts'))
  .sort();

if (files.length === 0) {
  process.stderr.write('No test file was found; that is a failure.\n');
  process.exit(1);
}
nameRealServers();
process.stdout.write(`${files.length} test files under Node ${process.version}\n`);

const run = spawn(
  process.execPath,
  [
    '--test',
    '--test-reporter=dot',
    '--test-reporter-destination=stdout',
    `--test-reporter=${new URL('./summary-reporter.mjs', import.meta.url)}`,
    '--test-reporter-destination=stdout',
    '--test-timeout=900000',
    ...(everything ? ['--test-concurrency=2'] : []),
    ...files,
  ],
  { stdio: 'inherit', env: { ...process.env, NODE_NO_WARNINGS: '1' } },
);
run.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
