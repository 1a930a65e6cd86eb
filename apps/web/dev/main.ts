// The development server: `node apps/web/dev/main.ts [scenario] [port]`, with the pages as they were built last.

import { startFakeCockpit } from './fake-cockpit.ts';
import { scenarios } from './world.ts';

const [wanted = 'full', port = '4480'] = process.argv.slice(2);
const scenario = scenarios.find((name) => name === wanted);
if (scenario === undefined) {
  process.stderr.write(`There is no scenario ${wanted}; there are ${scenarios.join(', ')}.\n`);
  process.exit(1);
}
const fake = await startFakeCockpit({ scenario, port: Number(port) });
process.stdout.write(`The fake Cockpit listens on ${fake.url}; any account and password will do.\n`);
