/** `npm run check:contract -- DIR`: compares every call with the schemas of JS7's API that stand in DIR. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { routeIds, routes } from '@interlock/cockpit-api';
import { compareCalls } from './compare-calls.ts';
import { js7Schemas } from './js7-schemas.ts';
import { knownDifferences } from './known-differences.ts';
import { comparisonTable } from './table.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined || !existsSync(join(folder, 'INDEX.md'))) {
  process.stderr.write('usage: npm run check:contract -- DIR, a folder with INDEX.md and api/schemas\n');
  process.exit(2);
}
const all = routeIds.map((id) => routes[id]);
const comparison = compareCalls(all, js7Schemas(folder), knownDifferences);
process.stdout.write(comparisonTable(comparison));
const isClean =
  comparison.differences.every(({ reason }) => reason !== undefined) && comparison.stale.length === 0;
// Left to end by itself: a long table may still be on its way into a pipe.
process.exitCode = isClean ? 0 : 1;
