/** The real counterparts that tests use where they are present, and how each is found. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const chromiumPaths = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

const servers = {
  chromium: () => chromiumPaths.some((path) => path && existsSync(path)),
  openssl: () => answers('openssl', ['version']),
  curl: () => answers('curl', ['--version']),
};

/** Names the absent ones; with REQUIRE_REAL_SERVERS=1 an absent one ends the run. */
export function nameRealServers() {
  const absent = Object.keys(servers).filter((name) => !servers[name]());
  if (absent.length === 0) return;
  if (process.env.REQUIRE_REAL_SERVERS === '1') {
    process.stderr.write(`Missing on this machine, and required: ${absent.join(', ')}\n`);
    process.exit(1);
  }
  process.stdout.write(`Not on this machine, so not tried against: ${absent.join(', ')}\n`);
}

function answers(command, args) {
  try {
    execFileSync(command, args, { stdio: 'ignore', timeout: 10_000 });
    return true;
  } catch {
    return false;
  }
}
